#include "aurora/base/glob.hpp"

#include <string>

#include <gtest/gtest.h>

namespace aurora::base {

TEST(Glob, star_stays_within_a_component) {
  EXPECT_TRUE(glob_match("src/*.cpp", "src/a.cpp"));
  EXPECT_FALSE(glob_match("src/*.cpp", "src/x/a.cpp"));
}

TEST(Glob, two_stars_cross_components) {
  EXPECT_TRUE(glob_match("src/**/*.cpp", "src/x/y/a.cpp"));
  EXPECT_TRUE(glob_match("src/**/*.cpp", "src/a.cpp"));
}

TEST(Glob, a_bare_name_matches_at_any_depth) {
  EXPECT_TRUE(glob_match("CMakeLists.txt", "a/b/CMakeLists.txt"));
  EXPECT_FALSE(glob_match("CMakeLists.txt", "a/CMakeLists.txt.in"));
}

TEST(Glob, a_trailing_slash_means_everything_below) {
  EXPECT_TRUE(glob_match(".github/", ".github/workflows/ci.yml"));
  EXPECT_FALSE(glob_match(".github/", "src/.github.cpp"));
}

TEST(Glob, knows_classes) {
  EXPECT_TRUE(glob_match("v[0-9].txt", "v7.txt"));
  EXPECT_FALSE(glob_match("v[!0-9].txt", "v7.txt"));
}

TEST(Glob, a_hostile_pattern_ends) {
  EXPECT_FALSE(glob_match("**a**a**a**a**a**a**a**a**b", std::string(200, 'a')));
}

} // namespace aurora::base
