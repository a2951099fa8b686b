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

TEST(Stack, makes_patches_of_one_text_anew_on_top_of_each_other) {
  const auto stacked = stack({patch_of("one", {{"a", "x = 1; y = 2;", "x = 10; y = 2;"}}),
                              patch_of("two", {{"a", "x = 1; y = 2;", "x = 1; y = 3;"}})},
                             {{"a", "x = 1; y = 2;"}});
  ASSERT_TRUE(stacked);
  EXPECT_EQ((*stacked)[0].changes,
            (std::vector<model::FileChange>{{"a", "x = 1; y = 2;", "x = 10; y = 2;"}}));
  EXPECT_EQ((*stacked)[1].changes,
            (std::vector<model::FileChange>{{"a", "x = 10; y = 2;", "x = 10; y = 3;"}}));
}

TEST(Stack, takes_the_text_as_it_is_by_now) {
  const auto stacked =
      stack({patch_of("one", {{"a", "x = 1; y = 2;", "x = 1; y = 3;"}})}, {{"a", "x = 7; y = 2;"}});
  ASSERT_TRUE(stacked);
  EXPECT_EQ(stacked->front().changes,
            (std::vector<model::FileChange>{{"a", "x = 7; y = 2;", "x = 7; y = 3;"}}));
}

TEST(Stack, gives_up_where_changes_touch) {
  EXPECT_FALSE(stack({patch_of("one", {{"a", "abc", "aXc"}}), patch_of("two", {{"a", "abc", "aYc"}})},
                     {{"a", "abc"}}));
  EXPECT_FALSE(stack({patch_of("one", {{"a", "abcd", "aXcd"}}), patch_of("two", {{"a", "abcd", "abYd"}})},
                     {{"a", "abcd"}}));
}

TEST(Stack, gives_up_where_a_file_is_new_or_gone) {
  EXPECT_FALSE(stack({patch_of("one", {{"a", std::nullopt, "x"}})}, {{"a", "y"}}));
  EXPECT_FALSE(stack({patch_of("one", {{"a", "x", std::nullopt}})}, {{"a", "x"}}));
  EXPECT_FALSE(stack({patch_of("one", {{"a", "x", "y"}})}, {}));
}

} // namespace aurora::heal
