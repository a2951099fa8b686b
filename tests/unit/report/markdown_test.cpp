#include "aurora/report/markdown.hpp"

#include <gtest/gtest.h>

#include "unit/report/samples.hpp"

namespace aurora::report {

TEST(WriteMarkdown, tells_result_recommendation_and_coverage_delta) {
  const auto run = sample_run();
  const auto heal = sample_heal();
  const std::vector<model::Cluster> clusters{sample_cluster()};
  const auto text = written([&](auto& out) { write_markdown(out, {&run, &clusters, &heal}); });
  EXPECT_NE(text.find("**Red** — 7 of 11 tests passed"), std::string::npos) << text;
  EXPECT_NE(text.find("**Recommendation:** look at the loop (confidence 75 %)"), std::string::npos) << text;
  EXPECT_NE(text.find("+5.0 points"), std::string::npos) << text;
  EXPECT_NE(text.find("**not healed** Other"), std::string::npos) << text;
  EXPECT_EQ(text.find("<script>"), std::string::npos);
}

TEST(WritePatchExplanation, tells_why_what_was_checked_and_the_risk) {
  const auto text = written([](auto& out) { write_patch_explanation(out, sample_kept()); });
  for (const auto* part : {"## What failed", "ended without a return", "- 12 of 12 tests pass",
                           "## Risk\n\nlow", "```diff\n--- a/src/a.cpp"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

} // namespace aurora::report
