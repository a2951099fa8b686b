#include "aurora/benchmark/definition.hpp"

#include <gmock/gmock.h>

namespace aurora::benchmark {
namespace {

TEST(ReadDefinitions, takes_what_cmake_writes) {
  const auto all = read_definitions(
      R"({"schema": "aurora.benchmark-list/1", "benchmarks": [{"name": "sort", "kind": "google", "clock": "",
          "command": ["/b/sort", "--x"], "folder": "/b", "environment": ["A=b"], "repetitions": "7", "tolerance": "12.5",
          "confidence": "", "timeout": "", "file": "/s/CMakeLists.txt"}]})",
      "list");
  ASSERT_TRUE(all) << base::to_string(all.error());
  ASSERT_EQ(all->size(), 1U);
  const auto& one = all->front();
  EXPECT_EQ(one.name, "sort");
  EXPECT_EQ(one.kind, Kind::google);
  EXPECT_EQ(one.clock, Clock::cpu);
  EXPECT_THAT(one.command, testing::ElementsAre("/b/sort", "--x"));
  EXPECT_EQ(one.repetitions, 7);
  EXPECT_EQ(one.tolerance, 12.5);
  EXPECT_EQ(one.confidence, 0);
  EXPECT_EQ(one.file, "/s/CMakeLists.txt");
}

TEST(ReadDefinitions, refuses_what_it_cannot_know) {
  for (
      const char* text :
      {"", "[]", R"({"benchmarks": []})", R"({"schema": "aurora.benchmark-list/2", "benchmarks": []})",
       R"({"schema": "aurora.benchmark-list/1", "benchmarks": [7]})",
       R"({"schema": "aurora.benchmark-list/1", "benchmarks": [{"name": "a", "kind": "time", "command": []}]})"}) {
    const auto all = read_definitions(text, "some/list.json");
    ASSERT_FALSE(all) << text;
    EXPECT_EQ(all.error().path, "some/list.json");
  }
}

} // namespace
} // namespace aurora::benchmark
