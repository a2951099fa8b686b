#include "aurora/gate/locks.hpp"

#include <gtest/gtest.h>

namespace aurora::gate {

TEST(IsLocked, recognizes_tests_by_path) {
  for (const auto* path :
       {"tests/parser.cpp", "lib/test/x.cpp", "src/parser_test.cc", "test_parser.py", "a.test.ts"})
    EXPECT_TRUE(is_locked({}, path, "")) << path;
}

TEST(IsLocked, recognizes_tests_by_what_they_include_or_define) {
  EXPECT_TRUE(is_locked({}, "checks/a.cpp", "#include <gtest/gtest.h>\n"));
  EXPECT_TRUE(is_locked({}, "checks/a.cpp", "#  include \"catch2/catch.hpp\"\n"));
  EXPECT_TRUE(is_locked({}, "checks/a.cpp", "#include \"all.hpp\"\nBOOST_AUTO_TEST_CASE(x) {}\n"));
  EXPECT_TRUE(is_locked({}, "checks/a.cpp", "int a;\nTEST_CASE(\"x\") {}\n"));
}

TEST(IsLocked, leaves_a_plain_program_that_ctest_runs_open) {
  EXPECT_FALSE(
      is_locked({}, "examples/demo.cpp", "#include <cassert>\nint main() { assert(1 + 1 == 2); }\n"));
  EXPECT_FALSE(is_locked({}, "src/a.cpp", "// TEST(a, b)\nconst char* s = \"TEST(a, b)\";\n"));
}

TEST(IsLocked, locks_what_decides_which_tests_run) {
  for (const auto* path :
       {".github/workflows/ci.yml", ".gitlab-ci.yml", "Jenkinsfile", "azure-pipelines.yml",
        "CTestCustom.cmake", ".aurora/policy.yml", "codecov.yml", "CMakePresets.json", "conftest.py"})
    EXPECT_TRUE(is_locked({}, path, "")) << path;
  EXPECT_TRUE(is_locked({}, "package.json", "{\"scripts\": {\"test\": \"jest\"}}"));
}

TEST(IsLocked, leaves_cmake_lists_to_the_rules) {
  EXPECT_FALSE(is_locked({}, "CMakeLists.txt", "add_test(NAME a COMMAND a)\n"));
  EXPECT_FALSE(is_locked({}, "tests/CMakeLists.txt", ""));
}

TEST(IsLocked, opens_tests_but_nothing_else_when_the_policy_says_so) {
  Policy policy;
  policy.allow_test_edits = true;
  EXPECT_FALSE(is_locked(policy, "tests/a_test.cpp", ""));
  EXPECT_TRUE(is_locked(policy, ".gitlab-ci.yml", ""));
}

TEST(IsLocked, takes_the_teams_own_globs) {
  Policy policy;
  policy.test_files = {"checks/**"};
  EXPECT_TRUE(is_locked(policy, "checks/a.cpp", ""));
  EXPECT_FALSE(is_locked({}, "checks/a.cpp", ""));
}

} // namespace aurora::gate
