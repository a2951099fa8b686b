#include "aurora/benchmark/events.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <json/json.h>

#include "aurora/benchmark/report.hpp"

namespace aurora::benchmark {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

Judged judged(const std::string& name, Finding finding) {
  Judged one;
  one.comparison = {name, finding, 0.5, 1.1, 2.2, 0.0001, 0.03};
  one.samples = std::vector<double>(20, 1.1);
  one.baseline = {std::vector<double>(30, 0.5), "2026-03-01T10:00:00.000Z", "c0ffee0123456789"};
  one.file = "/src/bench/CMakeLists.txt";
  return one;
}

Report report() {
  return {"2026-03-02T10:00:00.000Z",
          "host; Release; GNU 12",
          {judged("sort/BM_a", Finding::slower), judged("sort/BM_b", Finding::same),
           judged("io", Finding::noisy)},
          {{"db", "exit code 3: no such table", "/src/CMakeLists.txt"}}};
}

const Places k_places{"/src", "/src/a build"};

TEST(BenchmarkEvents, are_those_that_are_slower_or_failed) {
  const auto events = to_events(report(), k_places);
  ASSERT_THAT(events, SizeIs(2));
  const auto& slower = events[0];
  EXPECT_EQ(slower.category, model::Category::performance);
  EXPECT_EQ(slower.error_class, "PerformanceRegression");
  EXPECT_EQ(slower.test_id, "benchmark::sort/BM_a");
  EXPECT_EQ(slower.file, "bench/CMakeLists.txt");
  EXPECT_EQ(slower.message,
            "sort/BM_a is 2.20 times as slow as its baseline: 1.1 s instead of 500 ms (medians of 20 and 30 "
            "repetitions); slower by more than 20 %, p = 0.0001");
  EXPECT_EQ(slower.expected, "at most 1.2 x 500 ms");
  EXPECT_EQ(slower.repro_cmd, "aurora benchmark run sort -B '/src/a build'");
  EXPECT_THAT(slower.analysis.root_cause, HasSubstr("of 2026-03-01, commit c0ffee012345,"));
  EXPECT_THAT(slower.analysis.suggestion, HasSubstr("aurora benchmark accept sort/BM_a -B '/src/a build'"));
  EXPECT_THAT(slower.details, HasSubstr("Mann-Whitney"));
  EXPECT_EQ(events[1].error_class, "BenchmarkFailed");
  EXPECT_THAT(events[1].message, HasSubstr("db could not be measured: exit code 3"));
}

TEST(BenchmarkCases, are_all_of_them) {
  const auto cases = to_cases(report(), k_places);
  ASSERT_THAT(cases, SizeIs(4));
  EXPECT_EQ(cases[0].status, model::TestStatus::failed);
  EXPECT_EQ(cases[0].ctest_name, "benchmark::sort/BM_a");
  EXPECT_EQ(cases[1].status, model::TestStatus::passed);
  EXPECT_EQ(cases[2].status, model::TestStatus::skipped);
  EXPECT_THAT(cases[2].status_reason, HasSubstr("too noisy"));
  EXPECT_EQ(cases[3].status, model::TestStatus::failed);
}

TEST(BenchmarkReport, is_a_document) {
  std::ostringstream out;
  write_report(out, report());
  Json::Value root;
  std::istringstream(out.str()) >> root;
  EXPECT_EQ(root["schema"].asString(), "aurora.benchmarks/1");
  ASSERT_EQ(root["benchmarks"].size(), 3U);
  EXPECT_EQ(root["benchmarks"][0]["finding"].asString(), "slower");
  EXPECT_EQ(root["benchmarks"][0]["seconds"].size(), 20U);
  EXPECT_EQ(root["benchmarks"][0]["baseline"]["commit"].asString(), "c0ffee0123456789");
  EXPECT_EQ(root["failed"][0]["name"].asString(), "db");
}

} // namespace
} // namespace aurora::benchmark
