#include <gtest/gtest.h>

#include "aurora/report/ctrf.hpp"
#include "aurora/report/flaky_run.hpp"
#include "aurora/report/forge_files.hpp"
#include "aurora/report/junit_writer.hpp"
#include "unit/report/parsed.hpp"
#include "unit/report/samples.hpp"

namespace aurora::report {
namespace {

model::TestCase test_case(const std::string& name, model::TestStatus status) {
  model::TestCase test;
  test.ctest_name = "prog";
  test.name = name;
  test.status = status;
  test.message = "broken";
  return test;
}

model::Event event_for(const std::string& id, const std::string& outcome) {
  model::Event event;
  event.test_id = id;
  event.flaky = outcome != "failed";
  event.outcome = outcome;
  return event;
}

model::TestRun sample_tests() {
  model::TestRun run;
  run.cases = {
      test_case("S.good", model::TestStatus::passed),  test_case("S.bad", model::TestStatus::failed),
      test_case("S.flaky", model::TestStatus::failed), test_case("S.known", model::TestStatus::failed),
      test_case("S.gone", model::TestStatus::not_run), test_case("S.off", model::TestStatus::skipped)};
  return with_flakiness(run,
                        {event_for("prog::S.bad", "failed"), event_for("prog::S.flaky", "flaky"),
                         event_for("prog::S.flaky#2", "flaky"), event_for("prog::S.known", "quarantined"),
                         event_for("prog::S.gone", "failed")});
}

std::vector<model::Cluster> hostile_clusters() {
  auto cluster = sample_cluster();
  cluster.title = "50%, done: x\n::set-output name=a::b";
  cluster.events[0].message = "one\n::add-mask::x";
  return {cluster};
}

} // namespace

TEST(WithFlakiness, counts_only_proven_and_quarantined_failures_as_passed) {
  const auto counts = model::count(sample_tests());
  EXPECT_EQ(counts.passed, 3);
  EXPECT_EQ(counts.failed, 1);
  EXPECT_EQ(counts.not_run, 1);
  EXPECT_EQ(counts.skipped, 1);
}

TEST(WithFlakiness, needs_every_failure_of_a_case_to_be_flaky) {
  model::TestRun run;
  run.cases = {test_case("S.a", model::TestStatus::failed)};
  run = with_flakiness(run, {event_for("prog::S.a", "failed"), event_for("prog::S.a#2", "flaky")});
  EXPECT_EQ(run.cases[0].status, model::TestStatus::failed);
}

TEST(WriteCtrf, tells_flaky_quarantined_and_not_run_apart) {
  const auto root =
      parsed(written([](auto& out) { write_ctrf(out, sample_tests(), sample_run(), "0.1.0"); }));
  const auto& results = root["results"];
  EXPECT_EQ(results["summary"]["tests"].asInt(), 6);
  EXPECT_EQ(results["summary"]["passed"].asInt(), 2);
  EXPECT_EQ(results["summary"]["failed"].asInt(), 2);
  EXPECT_EQ(results["summary"]["other"].asInt(), 1);
  EXPECT_EQ(results["summary"]["flaky"].asInt(), 1);
  EXPECT_EQ(results["summary"]["start"].asInt64(), 1769867106000);
  EXPECT_TRUE(results["tests"][2]["flaky"].asBool());
  EXPECT_EQ(results["tests"][2]["retryAttempts"][0]["status"].asString(), "failed");
  EXPECT_EQ(results["tests"][3]["rawStatus"].asString(), "quarantined");
  EXPECT_EQ(results["tests"][4]["rawStatus"].asString(), "not_run");
}

TEST(WriteJunit, gives_flaky_cases_as_flaky_failures) {
  const auto text = written([](auto& out) { write_junit(out, sample_tests()); });
  EXPECT_NE(text.find("<flakyFailure"), std::string::npos);
  EXPECT_NE(text.find("failures=\"1\""), std::string::npos);
}

TEST(GithubAnnotations, let_no_text_begin_a_command) {
  const auto text = written([](auto& out) { write_github_annotations(out, hostile_clusters()); });
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  EXPECT_TRUE(text.starts_with("::error file=src/parser.cpp,line=3,title=50%25%2C done%3A x")) << text;
  EXPECT_NE(text.find("one%0A::add-mask"), std::string::npos);
}

TEST(GitlabCodeQuality, has_what_gitlab_needs) {
  const auto root = parsed(written([](auto& out) { write_gitlab_code_quality(out, {sample_cluster()}); }));
  ASSERT_EQ(root.size(), 2U);
  EXPECT_EQ(root[0]["location"]["path"].asString(), "src/parser.cpp");
  EXPECT_EQ(root[0]["location"]["lines"]["begin"].asInt(), 3);
  EXPECT_EQ(root[0]["severity"].asString(), "major");
  EXPECT_EQ(root[0]["fingerprint"].asString().size(), 64U);
}

TEST(Badge, says_the_result) {
  EXPECT_NE(written([](auto& out) {
              write_badge(out, {3, 1, 0, 1, 0});
            }).find(">2 failed<"),
            std::string::npos);
  EXPECT_NE(written([](auto& out) {
              write_badge(out, {3, 0, 0, 0, 1});
            }).find(">3 passed, 1 flaky<"),
            std::string::npos);
  EXPECT_NE(written([](auto& out) {
              write_badge(out, {3, 0, 0, 0, 0});
            }).find("tests: 3 passed"),
            std::string::npos);
}

} // namespace aurora::report
