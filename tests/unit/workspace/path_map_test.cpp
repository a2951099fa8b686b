#include "aurora/workspace/path_map.hpp"

#include <gtest/gtest.h>

namespace aurora::workspace {
namespace {

TEST(PathMap, replaces_whole_paths_only) {
  PathMap map;
  map.add("/u/p", "/c/source");
  map.add("/u/p/build", "/c/build");
  EXPECT_EQ(map.translate("/u/p"), "/c/source");
  EXPECT_EQ(map.translate("/u/p/build/x"), "/c/build/x");
  EXPECT_EQ(map.translate("-I/u/p/inc"), "-I/c/source/inc");
  EXPECT_EQ(map.translate("--a=/u/p;/u/p/build:/u/p/x"), "--a=/c/source;/c/build:/c/source/x");
  EXPECT_EQ(map.translate("/u/p/build2"), "/c/source/build2");
  for (const auto* text : {"/u/p2", "/u/p-old", "/mnt/u/p", "-I/mnt/u/p", "", "/u"})
    EXPECT_EQ(map.translate(text), text);
}

} // namespace
} // namespace aurora::workspace
