#include "aurora/heal/compose.hpp"

#include <gtest/gtest.h>

namespace aurora::heal {
namespace {

model::Patch patch_of(const std::string& title, std::vector<model::FileChange> changes) {
  model::Patch patch;
  patch.title = title;
  patch.changes = std::move(changes);
  return patch;
}

} // namespace

TEST(Compose, leaves_a_single_patch_as_it_is) {
  const auto patch = patch_of("one", {{"a", "0", "1"}});
  EXPECT_EQ(compose({patch}), patch);
}

TEST(Compose, goes_from_the_first_text_to_the_last) {
  const auto whole = compose({patch_of("one", {{"a", "0", "1"}, {"b", "x", "y"}}),
                              patch_of("two", {{"a", "1", "2"}, {"c", std::nullopt, "new"}})});
  EXPECT_EQ(whole.title, "one; two");
  EXPECT_EQ(whole.changes,
            (std::vector<model::FileChange>{{"a", "0", "2"}, {"b", "x", "y"}, {"c", std::nullopt, "new"}}));
}

TEST(Compose, leaves_out_what_ends_as_it_began) {
  const auto whole =
      compose({patch_of("one", {{"a", "0", "1"}, {"n", std::nullopt, "new"}}),
               patch_of("two", {{"a", "1", "0"}, {"n", "new", std::nullopt}, {"b", "0", "1"}})});
  EXPECT_EQ(whole.changes, (std::vector<model::FileChange>{{"b", "0", "1"}}));
}

} // namespace aurora::heal
