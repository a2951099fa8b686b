#include "aurora/report/sarif.hpp"

#include "unit/report/parsed.hpp"
#include "unit/report/samples.hpp"

namespace aurora::report {

TEST(WriteSarif, places_findings_relative_to_the_source_root) {
  const std::vector<model::Finding> findings{{"goto", model::Severity::note, k_hostile, "src/a b.cpp", 3},
                                             {"max-files", model::Severity::error, "3 files", "", 0}};
  const auto root = parsed(written([&](auto& out) { write_sarif(out, findings, "0.1.0"); }));
  EXPECT_EQ(root["version"], "2.1.0");
  const auto& results = root["runs"][0]["results"];
  EXPECT_EQ(results[0]["level"], "note");
  const auto& physical = results[0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(physical["artifactLocation"]["uri"], "src/a%20b.cpp");
  EXPECT_EQ(physical["artifactLocation"]["uriBaseId"], "SRCROOT");
  EXPECT_EQ(physical["region"]["startLine"], 3);
  EXPECT_EQ(results[1]["locations"].size(), 0U);
  EXPECT_EQ(root["runs"][0]["tool"]["driver"]["rules"].size(), 2U);
}

TEST(WriteSarif, gives_failures_their_signature_as_fingerprint) {
  const auto root =
      parsed(written([](auto& out) { write_sarif(out, std::vector{sample_event()}, "0.1.0"); }));
  EXPECT_EQ(root["runs"][0]["results"][0]["partialFingerprints"]["auroraSignature/v1"], "0123456789abcdef");
  EXPECT_EQ(root["runs"][0]["results"][0]["ruleId"], "AssertionFailure");
}

} // namespace aurora::report
