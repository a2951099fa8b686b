#include "aurora/ctest/build.hpp"

#include <gmock/gmock.h>

#include "support/fake_process_runner.hpp"

namespace aurora::ctest {
namespace {

using testing::ElementsAre;

std::vector<std::string> command_of(const BuildOptions& options) {
  test::FakeProcessRunner processes;
  EXPECT_TRUE(build(user_tree("/p", "/p/build", "/p/build/aurora", processes), options));
  EXPECT_EQ(processes.specs.at(0).cwd, "/p/build");
  return processes.specs.at(0).argv;
}

BuildOptions with(const std::string& generator, const std::string& make_program) {
  BuildOptions options;
  options.generator = generator;
  options.make_program = make_program;
  options.jobs = 2;
  return options;
}

} // namespace

TEST(Build, starts_ninja_itself_where_cmake_would_do_nothing_else) {
  EXPECT_THAT(command_of(with("Ninja", "/usr/bin/ninja")),
              ElementsAre("/usr/bin/ninja", "-j", "2", "-k", "0"));
}

TEST(Build, names_targets_to_ninja) {
  auto options = with("Ninja", "/usr/bin/ninja");
  options.targets = {"unit", "tool"};
  EXPECT_THAT(command_of(options), ElementsAre("/usr/bin/ninja", "-j", "2", "-k", "0", "unit", "tool"));
}

TEST(Build, asks_cmake_where_the_program_is_not_known) {
  EXPECT_THAT(command_of(with("Ninja", "")),
              ElementsAre("cmake", "--build", "/p/build", "--parallel", "2", "--", "-k", "0"));
}

TEST(Build, asks_cmake_for_one_of_several_configurations) {
  auto options = with("Ninja Multi-Config", "/usr/bin/ninja");
  options.config = "Debug";
  EXPECT_THAT(command_of(options), ElementsAre("cmake", "--build", "/p/build", "--parallel", "2", "--config",
                                               "Debug", "--", "-k", "0"));
}

TEST(Build, asks_cmake_in_a_shadow_which_configures_when_it_sees_that) {
  test::FakeProcessRunner processes;
  auto place = user_tree("/p", "/p/build", "/p/build/aurora", processes);
  place.outside_path = [](const std::string& path) { return path; };
  EXPECT_TRUE(build(place, with("Ninja", "/usr/bin/ninja")));
  EXPECT_EQ(processes.specs.at(0).argv.front(), "cmake");
}

TEST(Build, asks_cmake_for_makefiles) {
  EXPECT_THAT(command_of(with("Unix Makefiles", "/usr/bin/make")),
              ElementsAre("cmake", "--build", "/p/build", "--parallel", "2", "--", "-k"));
}

} // namespace aurora::ctest
