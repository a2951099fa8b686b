#include "aurora/repair/search/forking_executor.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "bench/repair/local.hpp"

namespace aurora::repair::search {
namespace {

namespace fs = std::filesystem;

constexpr int k_enough_runs = 20; ///< for a snapshot to be thought worth it
constexpr Limits k_limits{10'000, 5000, 0};

/// The kernel looks at the filter before anything else.
bool can_confine() {
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, nullptr) != 0 && errno == EFAULT;
}

struct Program {
  const char* mode;
  bool stops; ///< can be forked at its switch
};

void PrintTo(const Program& program, std::ostream* out) {
  *out << program.mode;
}

/// Runs the program of switched_program.c in a scratch folder.
class ForkingExecutorTest : public testing::TestWithParam<Program> {
protected:
  void SetUp() override {
    m_folder = fs::path(testing::TempDir()) / ("aurora-forking-" + std::string(GetParam().mode));
    fs::remove_all(m_folder);
    fs::create_directories(m_folder);
    std::ofstream(m_folder / "input.txt") << "7\n5\n";
    m_shadow = bench::make_local_shadow(m_folder, m_folder, m_folder);
    Tools tools;
    tools.preload = AURORA_PRELOAD;
    tools.run_server = AURORA_RUN_SERVER;
    auto executor = make_forking_executor(*m_shadow, tools, m_folder / "worker");
    ASSERT_TRUE(executor) << executor.error().message;
    m_executor = std::move(*executor);
    m_executor->know_sites({1});
  }

  void TearDown() override {
    m_executor.reset();
    fs::remove_all(m_folder);
  }

  Observation run(Selection selection) {
    const auto input = (m_folder / "input.txt").string();
    const Invocation invocation{
        AURORA_SWITCHED_PROGRAM, {AURORA_SWITCHED_PROGRAM, GetParam().mode}, m_folder, input, {}};
    auto observation = m_executor->run(invocation, selection, k_limits);
    EXPECT_TRUE(observation) << observation.error().message;
    return observation.value_or(Observation{});
  }

  bool has_snapshot() const {
    const fs::directory_iterator files(m_folder / "worker");
    return std::any_of(begin(files), end(files), [](const fs::directory_entry& file) {
      return file.path().filename().string().starts_with("snapshot");
    });
  }

  fs::path m_folder;
  std::unique_ptr<workspace::Shadow> m_shadow;
  std::unique_ptr<Executor> m_executor;
};

TEST_P(ForkingExecutorTest, tells_the_same_wherever_the_run_is_forked) {
  m_executor->start_from(StartPoint::before_main);
  const auto original = run({});
  const auto changed = run({1, 1});
  EXPECT_FALSE(has_snapshot());
  m_executor->start_from(StartPoint::anywhere);
  for (int i = 0; i < k_enough_runs; ++i) {
    const bool select = i % 2 == 1;
    const auto seen = run(select ? Selection{1, 1} : Selection{});
    const auto& expected = select ? changed : original;
    EXPECT_EQ(seen.end, expected.end) << i;
    EXPECT_EQ(seen.value, expected.value) << i;
    EXPECT_EQ(seen.main_returned, expected.main_returned) << i;
    EXPECT_EQ(seen.steps, expected.steps) << i;
    if (std::string(GetParam().mode) != "process") {
      EXPECT_EQ(seen.out, expected.out) << i;
    }
  }
  EXPECT_EQ(has_snapshot(), GetParam().stops && can_confine());
}

/// Traces a shell script beside a build folder that holds a program.
class TraceTest : public testing::Test {
protected:
  TraceTest() : m_folder(fs::path(testing::TempDir()) / ("aurora-uses-" + std::to_string(::getpid()))) {
    fs::remove_all(m_folder);
    fs::create_directories(m_folder / "build");
    fs::copy_file("/bin/true", m_folder / "build/program");
    m_shadow = bench::make_local_shadow(m_folder, m_folder / "build", m_folder);
  }
  ~TraceTest() override { fs::remove_all(m_folder); }

  bool uses_build(const std::string& script) {
    Tools tools;
    tools.preload = AURORA_PRELOAD;
    tools.run_server = AURORA_RUN_SERVER;
    auto executor = make_forking_executor(*m_shadow, tools, m_folder / "worker");
    TestSpec test;
    test.name = "t";
    test.command = {"/bin/sh", "-c", script};
    test.working_directory = m_folder;
    const auto trace = (*executor)->trace(test, k_limits);
    EXPECT_TRUE(trace) << trace.error().message;
    return trace && trace->uses_build;
  }

  fs::path m_folder;
  std::unique_ptr<workspace::Shadow> m_shadow;
};

TEST_F(TraceTest, sees_whether_anything_of_the_build_runs) {
  EXPECT_FALSE(uses_build("exit 1"));
  EXPECT_FALSE(uses_build("(ls build; cat /dev/null) | wc -l; exec /bin/true"));
  EXPECT_TRUE(uses_build("build/program"));
  EXPECT_TRUE(uses_build("(cd build && env ./program) | cat; exit 0"));
  EXPECT_TRUE(uses_build("exec build/program"));
}

TEST_F(TraceTest, sees_programs_of_the_build_that_cannot_be_preloaded) {
  fs::copy_file(AURORA_STATIC_PROGRAM, m_folder / "build/static");
  EXPECT_TRUE(uses_build("build/static; exit 0"));
  EXPECT_TRUE(uses_build("env build/static; exit 0"));
  EXPECT_TRUE(uses_build("ln -s build link; link/static; exit 0"));
  EXPECT_TRUE(uses_build("PATH=$PWD/build; static; exit 0"));
}

TEST_F(TraceTest, does_not_rule_it_out_for_what_was_killed) {
  EXPECT_TRUE(uses_build("sh -c 'kill -9 $$'; exit 0"));
}

INSTANTIATE_TEST_SUITE_P(Programs, ForkingExecutorTest,
                         testing::Values(Program{"plain", true}, Program{"flushed", true},
                                         Program{"input", true}, Program{"crash", true},
                                         Program{"loop", true}, Program{"late-thread", true},
                                         Program{"late-child", true}, Program{"late-file", true},
                                         // What they did before the switch can be seen, or is not copied.
                                         Program{"thread", false}, Program{"child", false},
                                         Program{"file", false}, Program{"folder", false},
                                         Program{"pipe", false}, Program{"process", false},
                                         Program{"never", false}));

} // namespace
} // namespace aurora::repair::search
