#include "aurora/crashlog/reader.hpp"

#include <chrono>
#include <filesystem>

#include <gtest/gtest.h>

#include "support/data.hpp"

namespace aurora::crashlog {

constexpr std::string_view k_source = "/home/dev/crash";

struct Expected {
  std::string file;
  std::string error_class;
  std::string place;
  int line;
};

class ReadsEveryReport : public ::testing::TestWithParam<Expected> {};

TEST_P(ReadsEveryReport, with_class_and_place) {
  const auto report = read_crash(testing::data(GetParam().file), k_source);
  EXPECT_EQ(report.error_class, GetParam().error_class);
  EXPECT_EQ(report.file, GetParam().place);
  EXPECT_EQ(report.line, GetParam().line);
  EXPECT_FALSE(report.message.empty());
  EXPECT_FALSE(report.stack.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Producers, ReadsEveryReport,
    ::testing::Values(
        Expected{"asan/gcc_uaf.txt", "Sanitizer:heap-use-after-free", "src/pool.cpp", 6},
        Expected{"asan/clang_uaf.txt", "Sanitizer:heap-use-after-free", "src/pool.cpp", 6},
        Expected{"asan/gcc_overflow.txt", "Sanitizer:heap-buffer-overflow", "src/pool.cpp", 6},
        Expected{"asan/clang_overflow.txt", "Sanitizer:heap-buffer-overflow", "src/pool.cpp", 6},
        Expected{"asan/gcc_null.txt", "Signal:SIGSEGV", "src/pool.cpp", 24},
        Expected{"asan/clang_null.txt", "Signal:SIGSEGV", "src/pool.cpp", 24},
        Expected{"asan/gcc_leak.txt", "Sanitizer:leak", "src/pool.cpp", 21},
        Expected{"asan/clang_leak.txt", "Sanitizer:leak", "src/pool.cpp", 21},
        Expected{"asan/gcc_deep.txt", "Sanitizer:stack-overflow", "src/pool.cpp", 26},
        Expected{"asan/clang_stackuse.txt", "Sanitizer:stack-use-after-scope", "src/pool.cpp", 24},
        Expected{"asan/gcc_double.txt", "Sanitizer:double-free", "src/main.cpp", 21},
        Expected{"asan/clang_double.txt", "Sanitizer:double-free", "src/main.cpp", 21},
        Expected{"ubsan/gcc_scale.txt", "Sanitizer:signed-integer-overflow", "src/pool.cpp", 18},
        Expected{"ubsan/clang_scale_stack.txt", "Sanitizer:signed-integer-overflow", "src/pool.cpp", 18},
        Expected{"ubsan/gcc_null_stack.txt", "Sanitizer:load-of-null-pointer", "src/pool.cpp", 24},
        Expected{"ubsan/clang_null.txt", "Sanitizer:load-of-null-pointer", "src/pool.cpp", 24},
        Expected{"tsan/gcc_race.txt", "Sanitizer:data-race", "src/main.cpp", 11},
        Expected{"tsan/clang_race.txt", "Sanitizer:data-race", "src/main.cpp", 11},
        Expected{"glibc/assert.txt", "AssertionFailure", "src/main.cpp", 24},
        Expected{"glibc/throw.txt", "Exception:std::out_of_range", "", 0},
        Expected{"glibc/double.txt", "Signal:SIGABRT", "", 0},
        Expected{"glibc/smash.txt", "Signal:SIGABRT", "", 0},
        Expected{"glibc/valgrind_overflow.txt", "Sanitizer:invalid-read", "pool.cpp", 6},
        Expected{"glibc/valgrind_uninit.txt", "Sanitizer:uninitialised-value", "main.cpp", 27},
        Expected{"glibc/valgrind_leak.txt", "Sanitizer:leak", "pool.cpp", 21},
        Expected{"glibc/valgrind_invalid.txt", "Sanitizer:invalid-free", "main.cpp", 26},
        Expected{"gdb/bt_null.txt", "Signal:SIGSEGV", "src/pool.cpp", 24},
        Expected{"gdb/bt_throw.txt", "Exception:std::out_of_range", "src/main.cpp", 22},
        Expected{"gdb/bt_double.txt", "Signal:SIGABRT", "src/main.cpp", 21},
        Expected{"gdb/bt_assert.txt", "AssertionFailure", "src/main.cpp", 24},
        Expected{"gdb/glog.txt", "AssertionFailure", "trace.cpp", 16}),
    [](const auto& name) { return "report" + std::to_string(name.index); });

TEST(CrashReader, keeps_where_it_was_freed_and_allocated) {
  const auto report = read_crash(testing::data("asan/gcc_uaf.txt"), k_source);
  ASSERT_EQ(report.others.size(), 2U);
  EXPECT_EQ(top_project_frame(report.others[0])->function, "pool::Buffer::drop()");
  EXPECT_EQ(top_project_frame(report.others[1])->function, "pool::Buffer::Buffer(unsigned long)");
}

TEST(CrashReader, reads_a_bare_backtrace) {
  const auto boost = read_crash(testing::data("gdb/boost_stacktrace.txt"), k_source);
  EXPECT_TRUE(boost.found());
  EXPECT_EQ(boost.kind, CrashKind::none);
  EXPECT_EQ(top_project_frame(boost.frames)->function, "store::Ledger::post(int)");
  EXPECT_EQ(boost.line, 25);
  const auto glibc = read_crash(testing::data("gdb/backtrace_symbols.txt"), k_source);
  ASSERT_GE(glibc.frames.size(), 4U);
  EXPECT_EQ(glibc.frames[2].function, "store::post(int*)");
}

TEST(CrashReader, keeps_what_the_exception_said) {
  const auto report = read_crash(testing::data("glibc/throw.txt"), k_source);
  EXPECT_EQ(report.exception_type, "std::out_of_range");
  EXPECT_EQ(report.exception_message.substr(0, 24), "vector::_M_range_check: ");
}

TEST(CrashReader, finds_nothing_in_ordinary_output) {
  EXPECT_FALSE(
      read_crash("[ RUN      ] Ledger.posts\n[       OK ] Ledger.posts (0 ms)\nsigned: all fine\n", k_source)
          .found());
  EXPECT_FALSE(read_crash("", k_source).found());
}

TEST(CrashReader, takes_linear_time_for_hostile_shapes) {
  const auto repeated = [](std::string_view line, int times) {
    std::string text;
    for (int i = 0; i < times; ++i)
      text += line;
    return text;
  };
  for (const auto& text :
       {repeated("    #0 0x1 in f() /home/dev/crash/a.cpp:1\n", 200'000),
        repeated("==1==ERROR: AddressSanitizer: SEGV on\n", 50'000),
        repeated("==1==    at 0x1: f (a.cpp:1)\n", 50'000), "#0 0x1 in " + repeated("f (", 500'000),
        repeated(" 1# f at ", 400'000), repeated("x: Assertion ", 300'000),
        "p: a.cpp:1: f: Assertion `x' failed." + repeated(": 1", 500'000), repeated("(", 2'000'000),
        repeated("#1 (#1 (#1 (\n", 50'000), "1# " + repeated(" at x:1 [", 50'000)}) {
    const auto start = std::chrono::steady_clock::now();
    const auto report = read_crash(text, k_source);
    EXPECT_LE(report.frames.size(), 256U);
    EXPECT_LE(report.stack.size(), 64U * 1024U);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20)) << text.substr(0, 40);
  }
}

TEST(CrashReader, survives_damaged_reports) {
  for (const std::string folder : {"asan", "ubsan", "tsan", "glibc", "gdb"}) {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(AURORA_TEST_DATA) + "/" + folder)) {
      const auto text = testing::data(folder + "/" + entry.path().filename().string()).substr(0, 4000);
      for (std::uint64_t seed = 1; seed <= 60; ++seed)
        EXPECT_LE(read_crash(testing::mutated(text, seed), k_source).frames.size(), 256U);
    }
  }
}

} // namespace aurora::crashlog
