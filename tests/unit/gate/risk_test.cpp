#include "unit/gate/change.hpp"

#include <gtest/gtest.h>

namespace aurora::gate {

TEST(AssessRisk, calls_one_line_of_one_source_low) {
  const auto result = assess_risk({}, change("src/a.cpp", "int a = 1;\n", "int a = 2;\n"));
  EXPECT_EQ(result.risk, model::Risk::low);
  EXPECT_FALSE(result.reasons.empty());
}

TEST(AssessRisk, calls_build_files_headers_and_threads_medium) {
  EXPECT_EQ(assess_risk({}, change("CMakeLists.txt", "a()\n", "b()\n")).risk, model::Risk::medium);
  EXPECT_EQ(assess_risk({}, change("a.hpp", "int a;\n", "int b;\n")).risk, model::Risk::medium);
  EXPECT_EQ(assess_risk({}, change("a.cpp", "int a;\n", "std::mutex b;\n")).risk, model::Risk::medium);
}

TEST(AssessRisk, calls_a_refused_change_and_a_removed_file_high) {
  Policy policy;
  policy.protected_files = {"a.cpp"};
  EXPECT_EQ(assess_risk(policy, change("a.cpp", "1\n", "2\n")).risk, model::Risk::high);
  model::Patch removal;
  removal.changes = {{"b.cpp", "int b;\n", std::nullopt}};
  EXPECT_EQ(assess_risk({}, removal).risk, model::Risk::high);
}

} // namespace aurora::gate
