#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

// The runtime is no C++ of this library: it is compiled into a program here, and the program really crashes.
namespace aurora::coverage {
namespace {

namespace fs = std::filesystem;

constexpr const char* k_program = R"(
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <unistd.h>
static int deep(int n) { volatile char big[4096]; big[0] = char(n); return deep(n + 1) + big[0]; }
static void own(int) { _exit(42); }
int main(int, char** argv) {
  const char* how = argv[1];
  if (!std::strcmp(how, "abort")) std::abort();
  if (!std::strcmp(how, "segv")) { volatile int* p = nullptr; return *p; }
  if (!std::strcmp(how, "stack")) return deep(0);
  if (!std::strcmp(how, "fpe")) std::raise(SIGFPE);
  if (!std::strcmp(how, "own")) { std::signal(SIGSEGV, own); std::raise(SIGSEGV); }
  return 7;
}
)";

class CrashFlush : public ::testing::Test {
protected:
  void SetUp() override {
    auto pattern = (fs::temp_directory_path() / "aurora-crash-XXXXXX").string();
    m_folder = mkdtemp(pattern.data());
    std::ofstream(m_folder + "/p.cpp") << k_program;
    const auto quiet = " >" + m_folder + "/log 2>&1";
    ASSERT_EQ(shell(std::string(AURORA_C_COMPILER) + " -c -O2 -Wall -Wextra -Werror -o flush.o " +
                    AURORA_CRASH_FLUSH + quiet),
              0);
    ASSERT_EQ(shell(std::string(AURORA_CXX_COMPILER) + " --coverage -O0 -o p p.cpp flush.o" + quiet), 0);
    ASSERT_EQ(shell(std::string(AURORA_CXX_COMPILER) + " --coverage -O0 -o bare p.cpp" + quiet), 0);
  }
  void TearDown() override { fs::remove_all(m_folder); }

  int shell(const std::string& command) const {
    return std::system(("cd " + m_folder + " && " + command).c_str());
  }

  /// The raw wait status of the program itself: the shell is replaced by it.
  int run(const std::string& how) const {
    fs::remove(m_folder + "/p-p.gcda");
    fs::remove(m_folder + "/bare-p.gcda");
    return shell("ulimit -c 0; ulimit -s 1024; exec " + how + " 2>/dev/null");
  }
  bool has_counters(const std::string& program) const {
    return fs::exists(m_folder + "/" + program + "-p.gcda");
  }

  void expect_death(const std::string& how, int signal) const {
    const auto status = run("./p " + how);
    EXPECT_TRUE(WIFSIGNALED(status)) << how;
    EXPECT_EQ(WTERMSIG(status), signal) << how;
    EXPECT_TRUE(has_counters("p")) << how;
  }

private:
  std::string m_folder;
};

} // namespace

TEST_F(CrashFlush, writes_counters_and_dies_of_the_same_signal) {
  expect_death("abort", SIGABRT);
  expect_death("segv", SIGSEGV);
  expect_death("fpe", SIGFPE);
}

TEST_F(CrashFlush, works_when_the_stack_overflowed) {
  expect_death("stack", SIGSEGV);
}

TEST_F(CrashFlush, is_needed_since_a_bare_program_leaves_nothing) {
  const auto status = run("./bare abort");
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_FALSE(has_counters("bare"));
}

TEST_F(CrashFlush, leaves_programs_with_handlers_of_their_own_alone) {
  const auto status = run("./p own");
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 42);
}

TEST_F(CrashFlush, keeps_the_exit_code_of_a_program_that_ends_well) {
  const auto status = run("./p none");
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
  EXPECT_TRUE(has_counters("p"));
}

} // namespace aurora::coverage
