#include <gmock/gmock.h>
#include <json/json.h>

#include <sstream>

#include "aurora/quality/quality.hpp"

namespace aurora::quality {
namespace {

using testing::HasSubstr;
using testing::Not;

Quality found() {
  Quality quality;
  quality.coverage_percent = 60;
  quality.thin_files = {{"src/a.cpp", 1, 10, 10, {{2, 9}, {12, 12}}}};
  quality.written_tests = 5;
  quality.without_assertion = {{"gtest", "S", "idle", "tests/t.cpp", 7, false}};
  quality.traced_tests = 3;
  quality.same_coverage = {{{"one", "two"}, 4}};
  quality.changed = {"src/a.cpp"};
  quality.likely = {{"S.idle", 0.5, "src/a.cpp", 1, 1}};
  quality.health = Health{};
  quality.notes = {"history: <none>"};
  return quality;
}

TEST(QualityText, tells_each_finding_and_what_was_not_looked_at) {
  const auto text = quality_text(found());
  for (const auto* part : {"1 file below 80 %", "src/a.cpp: 10 % of 10 lines; not reached: 2-9, 12",
                           "tests/t.cpp:7 S.idle", "4 lines: one, two", "none is proven redundant",
                           "50 % S.idle", "health over time", "history: <none>"})
    EXPECT_THAT(text, HasSubstr(part));
}

TEST(QualityText, tells_what_mutants_told) {
  auto quality = found();
  quality.mutants.emplace();
  quality.mutants->tests = {"one", "two"};
  quality.mutants->notes = {"1 of 3 tests fail without any mutant; they were left out"};
  Mutant alive{"src/a.cpp", 12, "relational-operator", "a < b", "a <= b", {0, 1}, {}, true, true};
  auto killed = alive;
  killed.killed = {0, 1};
  quality.mutants->mutants = {alive, killed};
  quality.redundant = {{{"one", "two"}, 4, 1}};
  const auto text = quality_text(quality);
  for (const auto* part :
       {"2 mutants on 2 tests", "src/a.cpp: 50 % (1 of 2 killed; 1 survived, 0 not reached)",
        "1 of 3 tests fail", "src/a.cpp:12 `a < b` changed into `a <= b`", "1 groups of redundant tests",
        "4 lines, 1 mutants: one, two", "mutants tell below"})
    EXPECT_THAT(text, HasSubstr(part));
  Json::Value root;
  std::istringstream(quality_json(quality)) >> root;
  EXPECT_EQ(root["mutants"]["survivors"][0]["line"].asInt(), 12);
  EXPECT_EQ(root["mutants"]["redundant"][0]["tests"].size(), 2U);
  EXPECT_EQ(root["mutants"]["files"][0]["killed"].asInt(), 1);
  quality.mutants->mutants[1].complete = false;
  quality.redundant.clear();
  EXPECT_THAT(quality_text(quality), HasSubstr("redundant tests are not known"));
}

TEST(QualityText, says_that_coverage_is_not_known) {
  const auto text = quality_text({});
  EXPECT_THAT(text, HasSubstr("coverage is not known"));
  EXPECT_THAT(text, Not(HasSubstr("below")));
}

TEST(QualityText, shows_ten_of_many) {
  auto quality = found();
  quality.without_assertion.assign(13, quality.without_assertion.front());
  EXPECT_THAT(quality_text(quality), HasSubstr("and 3 more"));
}

TEST(QualityMarkdown, escapes_what_comes_from_outside) {
  EXPECT_THAT(quality_markdown(found()), HasSubstr("history: \\<none\\>"));
}

TEST(QualityJson, has_everything) {
  Json::Value root;
  std::istringstream(quality_json(found())) >> root;
  EXPECT_EQ(root["schema"].asString(), "aurora.quality/1");
  EXPECT_EQ(root["below_goal"][0]["missed"][1][0].asInt(), 12);
  EXPECT_EQ(root["no_assertion"][0]["test"].asString(), "S.idle");
  EXPECT_EQ(root["same_coverage"][0]["tests"][1].asString(), "two");
  EXPECT_EQ(root["likely_failures"][0]["probability"].asDouble(), 0.5);
  EXPECT_TRUE(root["health"].isObject());
}

TEST(HasFindings, only_of_what_somebody_is_to_do) {
  EXPECT_TRUE(has_findings(found()));
  Quality fine;
  fine.same_coverage = {{{"one", "two"}, 4}};
  EXPECT_FALSE(has_findings(fine));
}

} // namespace
} // namespace aurora::quality
