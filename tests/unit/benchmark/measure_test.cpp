#include "aurora/benchmark/measure.hpp"

#include <gmock/gmock.h>

#include "support/fake_file_system.hpp"
#include "support/fake_process_runner.hpp"

namespace aurora::benchmark {
namespace {

using test::FakeProcessRunner;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

class MeasureTest : public testing::Test {
protected:
  MeasureTest() {
    EXPECT_TRUE(m_files.make_directories("/scratch"));
    m_definition.name = "speed";
    m_definition.command = {"/b/prog", "x"};
    m_definition.folder = "/b";
    m_definition.environment = {"A=b=c"};
  }

  base::Result<Results> measure(int repetitions) {
    return benchmark::measure(m_definition, repetitions,
                              {m_processes, m_files, "/scratch", [this] { return m_cpu; }, {}});
  }

  Definition m_definition;
  FakeProcessRunner m_processes;
  test::FakeFileSystem m_files;
  double m_cpu = 100;
};

TEST_F(MeasureTest, counts_the_processor_time_of_each_run_but_the_first) {
  m_processes.handler = [&](const auto&) {
    m_cpu += m_processes.specs.size() == 1 ? 7 : 0.5;
    return FakeProcessRunner::exited(0);
  };
  const auto results = measure(5);
  ASSERT_TRUE(results);
  ASSERT_THAT(results->measurements, SizeIs(1));
  EXPECT_EQ(results->measurements[0].name, "speed");
  EXPECT_THAT(results->measurements[0].samples, ElementsAre(0.5, 0.5, 0.5, 0.5, 0.5));
  ASSERT_THAT(m_processes.specs, SizeIs(6));
  EXPECT_THAT(m_processes.specs[0].argv, ElementsAre("/b/prog", "x"));
  EXPECT_EQ(m_processes.specs[0].cwd, "/b");
  EXPECT_EQ(m_processes.specs[0].environment.at("A"), "b=c");
}

TEST_F(MeasureTest, takes_the_time_that_passes_when_asked) {
  m_definition.clock = Clock::wall;
  m_processes.handler = [](const auto&) {
    auto result = FakeProcessRunner::exited(0);
    result.duration = std::chrono::duration<double>(0.25);
    return result;
  };
  EXPECT_THAT(measure(2)->measurements.at(0).samples, ElementsAre(0.25, 0.25));
}

TEST_F(MeasureTest, reads_the_report_that_google_benchmark_leaves) {
  m_definition.kind = Kind::google;
  m_processes.handler = [&](const auto&) {
    const auto text = R"({"benchmarks": [{"name": "BM", "cpu_time": 3, "time_unit": "ms"}]})";
    EXPECT_TRUE(m_files.write("/scratch/benchmark.json", text));
    return FakeProcessRunner::exited(0);
  };
  EXPECT_THAT(measure(3)->measurements.at(0).samples, SizeIs(3));
  EXPECT_THAT(m_processes.specs.at(0).argv, Contains("--benchmark_out=/scratch/benchmark.json"));
  EXPECT_THAT(m_processes.specs.at(0).argv, Contains("--benchmark_min_time=0.1"));
}

TEST_F(MeasureTest, takes_no_report_for_that_of_a_run_before) {
  m_definition.kind = Kind::google;
  EXPECT_TRUE(m_files.write("/scratch/benchmark.json", R"({"benchmarks": []})"));
  const auto results = measure(3);
  ASSERT_TRUE(results);
  EXPECT_THAT(results->problems, ElementsAre(HasSubstr("is it a Google Benchmark program")));
}

TEST_F(MeasureTest, tells_how_a_run_failed_and_measures_nothing) {
  m_definition.kind = Kind::lines;
  m_processes.answers.push_back(FakeProcessRunner::exited(0, "a: 1 ms\n"));
  m_processes.answers.push_back(FakeProcessRunner::exited(3, "a: 1 ms\n", "no such table\n"));
  const auto results = measure(5);
  ASSERT_TRUE(results);
  EXPECT_THAT(results->measurements, SizeIs(0));
  EXPECT_THAT(results->problems, ElementsAre("speed: exit code 3: no such table"));
}

TEST_F(MeasureTest, is_cancelled_when_interrupted) {
  m_processes.handler = [](const auto&) {
    sys::ProcessResult result;
    result.outcome.kind = sys::Outcome::Kind::cancelled;
    return result;
  };
  ASSERT_FALSE(measure(5));
  EXPECT_EQ(measure(5).error().code, base::ErrorCode::cancelled);
}

} // namespace
} // namespace aurora::benchmark
