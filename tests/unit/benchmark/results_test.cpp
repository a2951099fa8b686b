#include "aurora/benchmark/results.hpp"

#include <gmock/gmock.h>

namespace aurora::benchmark {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

constexpr const char* k_google = R"({"context": {}, "benchmarks": [
  {"name": "BM_sort/8", "run_name": "BM_sort/8", "run_type": "iteration", "real_time": 9.0, "cpu_time": 4.0, "time_unit": "us"},
  {"name": "BM_sort/8", "run_name": "BM_sort/8", "run_type": "iteration", "real_time": 9.0, "cpu_time": 5.0, "time_unit": "us"},
  {"name": "BM_sort/8_mean", "run_name": "BM_sort/8", "run_type": "aggregate", "aggregate_name": "mean", "real_time": 9.0, "cpu_time": 4.5, "time_unit": "us"},
  {"name": "BM_io/real_time", "run_name": "BM_io/real_time", "run_type": "iteration", "real_time": 7.0, "cpu_time": 1.0, "time_unit": "ms"},
  {"name": "BM_bad", "run_name": "BM_bad", "run_type": "iteration", "error_occurred": true, "error_message": "no file", "real_time": 0, "cpu_time": 0, "time_unit": "ns"}]})";

TEST(ReadGoogle, takes_repetitions_and_no_aggregates) {
  const auto results = read_google(k_google, "speed", Clock::cpu);
  ASSERT_TRUE(results) << base::to_string(results.error());
  ASSERT_EQ(results->measurements.size(), 2U);
  EXPECT_EQ(results->measurements[0].name, "speed/BM_io/real_time");
  EXPECT_THAT(results->measurements[0].samples, ElementsAre(DoubleNear(7e-3, 1e-12)));
  EXPECT_THAT(results->measurements[1].samples,
              ElementsAre(DoubleNear(4e-6, 1e-15), DoubleNear(5e-6, 1e-15)));
  EXPECT_THAT(results->problems, ElementsAre("speed/BM_bad: no file"));
}

TEST(ReadGoogle, takes_time_that_passes_when_asked) {
  const auto results = read_google(k_google, "speed", Clock::wall);
  ASSERT_TRUE(results);
  EXPECT_THAT(results->measurements.at(1).samples,
              ElementsAre(DoubleNear(9e-6, 1e-15), DoubleNear(9e-6, 1e-15)));
}

TEST(ReadGoogle, refuses_all_else) {
  for (const char* text :
       {"", "[]", "{}", "{\"benchmarks\": [1]}", "{\"benchmarks\": [{\"name\": \"a\"}]}",
        "{\"benchmarks\": [{\"name\": \"a\", \"cpu_time\": -1, \"time_unit\": \"ns\"}]}",
        "{\"benchmarks\": [{\"name\": \"a\", \"cpu_time\": 1, \"time_unit\": \"fortnights\"}]}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["})
    EXPECT_FALSE(read_google(text, "x", Clock::cpu)) << text;
}

TEST(ReadLines, takes_named_times_and_leaves_the_rest) {
  const auto results =
      read_lines("starting: now\nparse: 12.5 ms\nquery one: 3 us\r\nparse: 13 ms\nratio: 0.5\n"
                 "bad: -1 s\nworse: 1e999 s\nodd: 5 apples\n",
                 "db");
  ASSERT_TRUE(results) << base::to_string(results.error());
  ASSERT_EQ(results->measurements.size(), 2U);
  EXPECT_EQ(results->measurements[0].name, "db/parse");
  EXPECT_THAT(results->measurements[0].samples,
              ElementsAre(DoubleNear(0.0125, 1e-12), DoubleNear(0.013, 1e-12)));
  EXPECT_EQ(results->measurements[1].name, "db/query one");
}

TEST(ReadLines, says_what_it_wants_when_there_is_none) {
  const auto results = read_lines("hello\n", "db");
  ASSERT_FALSE(results);
  EXPECT_THAT(results.error().message, testing::HasSubstr("<name>: <number> <unit>"));
}

} // namespace
} // namespace aurora::benchmark
