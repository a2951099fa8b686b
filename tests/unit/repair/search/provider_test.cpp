#include "aurora/repair/search/provider.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fake_file_system.hpp"
#include "support/fake_process_runner.hpp"

namespace aurora::repair::search {
namespace {

TEST(SearchProvider, takes_files_for_tests_by_folder_or_name) {
  for (const auto* path : {"tests/a.cpp", "lib/Test/a.cpp", "a_test.cc", "src/test_a.c", "src/a_tests.cpp"})
    EXPECT_TRUE(is_test_path(path)) << path;
  for (const auto* path : {"src/main.c", "contest/a.cpp", "src/attest.cpp", "src/latest_value.hpp"})
    EXPECT_FALSE(is_test_path(path)) << path;
}

TEST(SearchProvider, finds_the_registered_tests_of_a_cluster) {
  model::Cluster cluster;
  cluster.events.resize(3);
  cluster.events[0].test_id = "unit::Suite.Case";
  cluster.events[1].test_id = "unit::Suite.Other";
  cluster.events[2].test_id = "smoke";
  std::vector<model::RegisteredTest> tests(3);
  tests[0].name = "unit";
  tests[1].name = "smoke";
  tests[2].name = "un";
  EXPECT_THAT(failing_tests(cluster, tests), testing::ElementsAre("unit", "smoke"));
}

TEST(SearchProvider, varies_suspicious_sources_before_headers_and_never_tests) {
  const model::Cluster cluster;
  model::Project project;
  project.source_dir = "/p";
  project.build_dir = "/p/build";
  project.compile_commands = {{"/p/src/c.cpp", "/p/build", {}, ""},
                              {"/p/build/made.cpp", "/p/build", {}, ""}};
  const std::vector<model::Suspect> suspects = {
      {"inc/a.hpp", 3, 0.9, ""}, {"src/b.cpp", 5, 0.8, ""}, {"tests/b_test.cpp", 5, 0.8, ""}};
  test::FakeFileSystem files;
  test::FakeProcessRunner processes;
  EXPECT_THAT(searched_files({cluster, project, suspects, files, processes}, is_test_path, 8),
              testing::ElementsAre("src/b.cpp", "inc/a.hpp", "src/c.cpp"));
}

} // namespace
} // namespace aurora::repair::search
