#include "aurora/setup/cmake_lines.hpp"

#include <gmock/gmock.h>

namespace aurora::setup {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view k_project = "project(P CXX)\nenable_testing()\n";

TEST(CMakeLines, stand_at_the_end_and_leave_the_rest_as_it_was) {
  const auto lines = add_cmake_lines(k_project, {"https://host/aurora.git", "v1.2"});
  ASSERT_TRUE(lines && lines->text);
  EXPECT_THAT(*lines->text,
              AllOf(StartsWith(std::string(k_project)), HasSubstr("GIT_REPOSITORY https://host/aurora.git\n"),
                    HasSubstr("GIT_TAG        v1.2)"), EndsWith("aurora_enable()\n")));
  EXPECT_TRUE(lines->tests_enabled);
}

TEST(CMakeLines, look_for_an_installed_Aurora_when_no_repository_is_named) {
  const auto lines = add_cmake_lines(k_project, {});
  ASSERT_TRUE(lines && lines->text);
  EXPECT_THAT(*lines->text, AllOf(HasSubstr("find_package(Aurora QUIET)"), HasSubstr("message(STATUS")));
}

TEST(CMakeLines, are_added_once) {
  const auto first = add_cmake_lines(k_project, {});
  ASSERT_TRUE(first && first->text);
  const auto second = add_cmake_lines(*first->text, {"https://host/x.git"});
  ASSERT_TRUE(second);
  EXPECT_FALSE(second->text);
  EXPECT_FALSE(add_cmake_lines("project(P)\nAURORA_Enable ( MODE propose )\n", {})->text);
}

TEST(CMakeLines, are_added_though_a_comment_names_them) {
  EXPECT_TRUE(add_cmake_lines("project(P)\n# aurora_enable()\n", {})->text);
}

TEST(CMakeLines, keep_the_ends_of_lines) {
  const auto lines = add_cmake_lines("project(P)\r\nenable_testing()", {});
  ASSERT_TRUE(lines && lines->text);
  EXPECT_THAT(*lines->text,
              AllOf(StartsWith("project(P)\r\nenable_testing()\r\n\r\n#"), EndsWith("endif()\r\n")));
}

TEST(CMakeLines, tell_that_no_test_would_be_known) {
  EXPECT_FALSE(add_cmake_lines("project(P)\n# enable_testing()\n", {})->tests_enabled);
  EXPECT_TRUE(add_cmake_lines("project(P)\ninclude( CTest )\n", {})->tests_enabled);
}

TEST(CMakeLines, refuse_what_is_no_project_and_what_is_no_address) {
  EXPECT_EQ(add_cmake_lines("add_library(x x.cpp)\n", {}).error().code, base::ErrorCode::invalid_input);
  for (const auto* repository : {"https://h/$(id)", "a b", "x\"y", "x;y", "-x", "a\nb", "$ENV{X}", "x')"})
    EXPECT_EQ(add_cmake_lines(k_project, {repository}).error().code, base::ErrorCode::usage) << repository;
  EXPECT_EQ(add_cmake_lines(k_project, {"https://h/x", "`id`"}).error().code, base::ErrorCode::usage);
  EXPECT_EQ(add_cmake_lines(k_project, {"https://h/x", ""}).error().code, base::ErrorCode::usage);
}

} // namespace
} // namespace aurora::setup
