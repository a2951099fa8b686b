#include "aurora/base/project_path.hpp"

#include <gtest/gtest.h>

namespace aurora::base {

const ProjectDirs k_dirs{"/home/dev/app", "/home/dev/app/build"};

TEST(ProjectPath, is_relative_to_the_source_root) {
  EXPECT_EQ(project_path("/home/dev/app/src/../src/a.cpp", k_dirs), "src/a.cpp");
  EXPECT_EQ(project_path("../src/a.cpp", k_dirs), "src/a.cpp");
  EXPECT_EQ(project_path("src/a.cpp", k_dirs), "src/a.cpp");
}

TEST(ProjectPath, is_nothing_for_files_that_are_not_the_projects) {
  for (const auto* path :
       {"/usr/include/c++/12/vector", "../sysdeps/nptl/libc_start_call_main.h", "./stdlib/abort.c",
        "./malloc/malloc.c", "/home/dev/app/build/generated.cpp", "/home/dev/app/_deps/fmt-src/format.cc",
        "/home/dev/application/a.cpp", "/home/dev/app", "", "<built-in>"})
    EXPECT_EQ(project_path(path, k_dirs), std::nullopt) << path;
}

TEST(ProjectPath, tells_test_sources_by_their_name) {
  for (const auto* path : {"tests/ledger.cpp", "src/ledger_test.cpp", "LedgerTest.cpp", "a/b.spec.ts",
                           "test_x.py", "src/test_lib/main.cpp", "unit_tests/a.cpp"})
    EXPECT_TRUE(looks_like_test(path)) << path;
  for (const auto* path : {"src/ledger.cpp", "src/latest.cpp", "contest/main.cpp", "include/testimony.hpp"})
    EXPECT_FALSE(looks_like_test(path)) << path;
}

TEST(ProjectPath, tells_copies_of_other_projects_by_their_folder) {
  for (const auto* path : {"third_party/doctest/doctest.h", "src/3rdparty/zlib/inflate.c", "External/a.cpp",
                           "vendor/fmt/src/os.cc"})
    EXPECT_TRUE(looks_vendored(path)) << path;
  for (const auto* path :
       {"src/vendor.cpp", "src/vendors/list.cpp", "third_party.cpp", "src/externalize/a.cpp"})
    EXPECT_FALSE(looks_vendored(path)) << path;
}

TEST(ProjectPath, a_fault_is_in_neither_tests_nor_copies) {
  EXPECT_TRUE(may_be_at_fault("src/ledger.cpp"));
  EXPECT_FALSE(may_be_at_fault("tests/ledger.cpp"));
  EXPECT_FALSE(may_be_at_fault("third_party/json/json.hpp"));
}

} // namespace aurora::base
