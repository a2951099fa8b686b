#include <gtest/gtest.h>

#include "rules/bench_project.hpp"
#include "rules/cases.hpp"

namespace aurora::e2e {

class BrokenProgram : public testing::TestWithParam<std::tuple<std::string, RuleCase>> {};

TEST_P(BrokenProgram, compiles_and_passes_with_the_patch_of_its_rule) {
  const auto& [compiler, broken] = GetParam();
  if (!broken.only.empty() && broken.only != compiler)
    GTEST_SKIP() << compiler << " does not diagnose this";
  const BenchProject project(compiler, broken.files, broken.flags);
  const auto red = project.build_and_run();
  ASSERT_FALSE(red.succeeded) << "the program is not broken";
  ASSERT_FALSE(red.cluster.events.empty()) << red.output;
  int tried = 0;
  std::string refused;
  for (const auto& patch : project.propose(red.cluster, broken.rule.starts_with("compiler"))) {
    if (patch.rule != broken.rule || ++tried > broken.within)
      continue;
    project.apply(patch);
    const auto green = project.build_and_run();
    if (green.succeeded) {
      EXPECT_LE(model::changed_lines(patch), 20);
      EXPECT_FALSE(patch.explanation.empty());
      return;
    }
    project.revert(patch);
    refused += model::to_diff(patch) + green.output;
  }
  FAIL() << tried << " patches of " << broken.rule << " tried, none passed.\n" << red.output << refused;
}

std::string name_of(const testing::TestParamInfo<BrokenProgram::ParamType>& info) {
  const auto& [compiler, broken] = info.param;
  return (compiler == "g++" ? "gcc_" : "clang_") + broken.name;
}

INSTANTIATE_TEST_SUITE_P(Rules, BrokenProgram,
                         testing::Combine(testing::Values("g++", "clang++"), testing::ValuesIn(rule_cases())),
                         name_of);

} // namespace aurora::e2e
