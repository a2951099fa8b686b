#include "aurora/workspace/mount_points.hpp"

#include <gtest/gtest.h>

namespace aurora::workspace {
namespace {

using Paths = std::vector<std::string>;

TEST(MountPoints, undoes_the_escapes_of_the_kernel) {
  EXPECT_EQ(
      mount_points(
          "22 1 254:0 / / rw - ext4 /dev/vda rw\n30 22 0:5 / /a\\040b\\012c\\134 rw - tmpfs t rw\nbad\n"),
      (Paths{"/", "/a b\nc\\"}));
}

TEST(OverlayRoots, need_one_overlay_when_one_folder_lies_in_the_other) {
  EXPECT_EQ(overlay_roots("/p", "/p/build", {"/"}), (Paths{"/p"}));
  EXPECT_EQ(overlay_roots("/b/src", "/b", {"/"}), (Paths{"/b"}));
  EXPECT_EQ(overlay_roots("/p", "/p", {"/"}), (Paths{"/p"}));
  EXPECT_EQ(overlay_roots("/p", "/p2", {"/", "/q"}), (Paths{"/p", "/p2"}));
}

TEST(OverlayRoots, cover_what_is_mounted_inside) {
  EXPECT_EQ(overlay_roots("/p", "/p/build", {"/", "/p/build", "/p", "/p2/x", "/p/build"}),
            (Paths{"/p", "/p/build"}));
}

} // namespace
} // namespace aurora::workspace
