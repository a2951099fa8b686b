#include "aurora/report/heal_report.hpp"

#include "unit/report/parsed.hpp"
#include "unit/report/samples.hpp"

namespace aurora::report {

TEST(WriteHeal, counts_candidates_by_provider_and_outcome_and_gives_the_evidence) {
  const auto root = parsed(written([](auto& out) { write_heal(out, sample_heal()); }));
  EXPECT_EQ(root["schema"], "aurora.heal/1");
  EXPECT_EQ(root["candidates"][1]["outcome"], "does_not_compile");
  EXPECT_EQ(root["candidates"][1]["count"], 4);
  EXPECT_EQ(root["kept"][0]["verdict"]["evidence"][1], "3 reruns agree");
  EXPECT_EQ(root["kept"][0]["changed_lines"], 2);
  EXPECT_EQ(root["kept"][0]["files"][0], "src/a.cpp");
  EXPECT_EQ(root["unhealed"][0]["signature"], "fedcba9876543210");
  EXPECT_EQ(root["isolation"], "overlay");
}

} // namespace aurora::report
