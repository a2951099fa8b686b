#include "aurora/report/documents.hpp"

#include "unit/report/parsed.hpp"
#include "unit/report/samples.hpp"

namespace aurora::report {

TEST(WriteClusters, counts_failures_and_names_their_tests) {
  const auto root = parsed(written([](auto& out) { write_clusters(out, {sample_cluster()}); }));
  EXPECT_EQ(root["schema"], "aurora.clusters/1");
  EXPECT_EQ(root["clusters"][0]["count"], 2);
  EXPECT_EQ(root["clusters"][0]["category"], "assertion");
  EXPECT_EQ(root["clusters"][0]["tests"][1], "parser::Parser.reads");
}

TEST(WriteSuspects, keeps_the_order) {
  const auto root = parsed(written([](auto& out) {
    write_suspects(out, {{"s", {{"b.cpp", 2, 0.9, "covered"}, {"a.cpp", 1, 0.1, ""}}}});
  }));
  EXPECT_EQ(root["schema"], "aurora.suspects/1");
  EXPECT_EQ(root["clusters"][0]["suspects"][0]["file"], "b.cpp");
}

TEST(WritePolicy, lists_findings_and_the_verdict) {
  PolicyReport report;
  report.subject = "working tree";
  report.refused = true;
  report.findings = {{"goto", model::Severity::note, "m", "a.cpp", 3}};
  const auto root = parsed(written([&](auto& out) { write_policy(out, report); }));
  EXPECT_EQ(root["schema"], "aurora.policy-report/1");
  EXPECT_TRUE(root["refused"].asBool());
  EXPECT_EQ(root["findings"][0]["severity"], "note");
}

TEST(WriteCanary, tells_what_was_rolled_back) {
  CanaryReport report;
  report.counts = {1, 1, 0, 0, 0};
  report.rolled_back = true;
  report.restored_files = {"src/a.cpp"};
  const auto root = parsed(written([&](auto& out) { write_canary(out, report); }));
  EXPECT_EQ(root["schema"], "aurora.canary/1");
  EXPECT_EQ(root["total"], 2);
  EXPECT_EQ(root["restored_files"][0], "src/a.cpp");
}

} // namespace aurora::report
