#include "aurora/buildlog/reader.hpp"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/data.hpp"

namespace aurora::buildlog {

using testing::data;

const BuildLogOptions k_app{"/home/dev/app", "/home/dev/b-ninja"};

std::vector<Diagnostic> errors_of(const std::string& file, const BuildLogOptions& options = k_app) {
  std::vector<Diagnostic> errors;
  for (auto& item : read_build_log(data(file), options).diagnostics)
    if (item.severity == model::Severity::error)
      errors.push_back(std::move(item));
  return errors;
}

const Diagnostic* find_error(const std::vector<Diagnostic>& errors, std::string_view file, int line) {
  for (const auto& error : errors)
    if (error.place.file == file && error.place.line == line)
      return &error;
  return nullptr;
}

class ReadsEveryBuildTool : public ::testing::TestWithParam<std::string> {};

TEST_P(ReadsEveryBuildTool, and_finds_each_fault_at_its_place) {
  const auto errors = errors_of(GetParam());
  for (const auto& [file, line, symbol] :
       std::vector<std::tuple<std::string, int, std::string>>{{"src/parser.cpp", 2, "app/lexer.hpp"},
                                                              {"src/ledger.cpp", 7, "summ"},
                                                              {"src/ledger.cpp", 9, "std::string"},
                                                              {"src/report.cpp", 4, ""},
                                                              {"src/report.cpp", 7, "tittle"},
                                                              {"include/app/queue.hpp", 10, "length"},
                                                              {"src/shape.cpp", 5, ""}}) {
    const auto* error = find_error(errors, file, line);
    ASSERT_NE(error, nullptr) << file << ":" << line;
    if (!symbol.empty()) {
      EXPECT_EQ(error->symbol, symbol);
    }
    EXPECT_THAT(error->target, ::testing::EndsWith(".cpp.o")) << error->message;
    EXPECT_FALSE(error->text.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(Logs, ReadsEveryBuildTool,
                         ::testing::Values("gcc/ninja.txt", "gcc/make.txt", "gcc/ninja_multi_colour.txt",
                                           "clang/ninja.txt", "clang/make.txt"),
                         [](const auto& name) { return "log" + std::to_string(name.index); });

TEST(BuildLogReader, keeps_what_the_compiler_proposes) {
  const auto errors = errors_of("gcc/ninja.txt");
  EXPECT_EQ(find_error(errors, "src/ledger.cpp", 7)->suggestion, "sum");
  EXPECT_EQ(find_error(errors, "src/ledger.cpp", 9)->suggestion, "#include <string>");
  EXPECT_EQ(find_error(errors, "src/report.cpp", 4)->suggestion, ";");
}

TEST(BuildLogReader, tells_the_option_that_made_a_warning_an_error) {
  const auto errors = errors_of("gcc/ninja.txt");
  EXPECT_EQ(find_error(errors, "src/ledger.cpp", 14)->option, "-Wreturn-type");
}

TEST(BuildLogReader, places_a_template_error_where_the_project_instantiates) {
  for (const auto* log : {"gcc/ninja.txt", "clang/ninja.txt"}) {
    const auto errors = errors_of(log);
    const auto* sort = find_error(errors, "include/app/queue.hpp", 9);
    ASSERT_NE(sort, nullptr) << log;
    EXPECT_FALSE(sort->reported.in_project);
    EXPECT_GE(sort->notes.size(), 3U);
    for (const auto& error : errors)
      EXPECT_TRUE(error.place.in_project) << log << ": " << error.message;
  }
}

TEST(BuildLogReader, names_the_function_around_the_error) {
  const auto errors = errors_of("gcc/ninja.txt");
  EXPECT_EQ(find_error(errors, "src/report.cpp", 7)->function, "int render(const Report&)");
}

TEST(BuildLogReader, counts_a_command_that_fails_in_silence) {
  const auto log = read_build_log("[1/2] Generating table.inc\nFAILED: table.inc \n/bin/gen table.inc\n"
                                  "ninja: build stopped: subcommand failed.\n",
                                  k_app);
  ASSERT_EQ(log.diagnostics.size(), 1U);
  EXPECT_EQ(log.diagnostics[0].stage, Stage::build);
  EXPECT_EQ(log.diagnostics[0].symbol, "table.inc");
  EXPECT_THAT(log.diagnostics[0].text, ::testing::HasSubstr("/bin/gen"));
  const auto make = read_build_log("make[2]: *** [CMakeFiles/g.dir/build.make:70: table.inc] Error 3\n"
                                   "make[1]: *** [CMakeFiles/Makefile2:83: CMakeFiles/g.dir/all] Error 2\n"
                                   "make: *** [Makefile:91: all] Error 2\n",
                                   k_app);
  ASSERT_EQ(make.diagnostics.size(), 1U);
  EXPECT_EQ(make.diagnostics[0].symbol, "table.inc");
}

TEST(BuildLogReader, finds_nothing_in_a_green_build) {
  const auto log =
      read_build_log("[1/2] Building CXX object a.o\n[2/2] Linking CXX executable error: x\n", k_app);
  EXPECT_FALSE(log.has_errors());
  EXPECT_TRUE(log.diagnostics.empty());
}

TEST(BuildLogReader, reads_what_cmake_refuses) {
  const BuildLogOptions options{"/home/dev/cm", "/home/dev/b-c"};
  const auto unknown = errors_of("cmake/configure.txt", options);
  ASSERT_EQ(unknown.size(), 1U);
  EXPECT_EQ(unknown[0].stage, Stage::configure);
  EXPECT_EQ(unknown[0].error_class, "ConfigureError");
  EXPECT_EQ(unknown[0].place, (Place{"CMakeLists.txt", 4, 0, true}));
  EXPECT_EQ(unknown[0].function, "target_link_libraries");
  EXPECT_EQ(unknown[0].symbol, "nothere");
  EXPECT_EQ(unknown[0].message,
            "Cannot specify link libraries for target \"nothere\" which is not built by this project.");
  EXPECT_EQ(errors_of("cmake/configure_package.txt", options).at(0).symbol, "Frobnicate");
  EXPECT_EQ(errors_of("cmake/configure_parse.txt", options).at(0).place.line, 3);
}

TEST(BuildLogReader, reads_a_missing_prerequisite_of_make_and_ninja) {
  for (const auto* log : {"cmake/no_rule_make.txt", "cmake/no_rule_ninja.txt"}) {
    const auto errors = errors_of(log, {"/home/dev/cm", "/home/dev/b-c"});
    ASSERT_EQ(errors.size(), 1U) << log;
    EXPECT_EQ(errors[0].symbol, "table.inc");
    EXPECT_EQ(errors[0].place.file, "gen.cpp");
    EXPECT_EQ(errors[0].error_class, "NoRule");
  }
}

TEST(BuildLogReader, reads_typographic_quotes) {
  const auto log =
      read_build_log("/home/dev/app/a.cpp:3:5: error: \xE2\x80\x98summ\xE2\x80\x99 was not declared in this "
                     "scope; did you mean \xE2\x80\x98sum\xE2\x80\x99?\n",
                     k_app);
  ASSERT_EQ(log.diagnostics.size(), 1U);
  EXPECT_EQ(log.diagnostics[0].symbol, "summ");
  EXPECT_EQ(log.diagnostics[0].suggestion, "sum");
}

TEST(BuildLogReader, stops_collecting_at_the_limit_and_says_how_many_it_dropped) {
  auto options = k_app;
  options.max_diagnostics = 10;
  std::string text;
  for (int i = 1; i <= 25; ++i)
    text += "/home/dev/app/a.cpp:" + std::to_string(i) + ":1: error: x\n";
  const auto log = read_build_log(text, options);
  EXPECT_EQ(log.diagnostics.size(), 10U);
  EXPECT_EQ(log.dropped, 15U);
}

/// Quadratic behaviour in any of these takes minutes; the test runner's time limit is the check, the bound
/// here a hint.
TEST(BuildLogReader, takes_linear_time_for_hostile_shapes) {
  const auto repeated = [](std::string_view line, int times) {
    std::string text;
    text.reserve(line.size() * static_cast<std::size_t>(times));
    for (int i = 0; i < times; ++i)
      text += line;
    return text;
  };
  const std::vector<std::string> shapes = {
      repeated("/home/dev/app/a.cpp:1:1: note: n 'x'\n", 200'000),
      "/home/dev/app/a.cpp:1:1: error: x\n" + repeated("/home/dev/app/a.cpp:1:1: note: n 'x'\n", 50'000),
      repeated("In file included from a.hpp:1,\n", 50'000),
      repeated("/usr/x.hpp:1:2:   required from here\n", 50'000),
      repeated("FAILED: a.o \n", 50'000),
      repeated("make[1]: *** [a.o] Error 1\n", 50'000),
      "CMake Error at a:1 (b):\n" + repeated("  text\n", 50'000),
      repeated(">>> referenced by a.o:(", 50'000),
      repeated("ld: a.o: in function `f':\na.cpp:(.text+0x1): undefined reference to `g'\n", 100'000),
      repeated("\x1b[", 2'000'000),
      repeated(":1", 2'000'000),
      repeated("'", 2'000'000),
      "a.cpp:1:1: error: " + repeated("did you mean '", 300'000)};
  for (const auto& text : shapes) {
    const auto start = std::chrono::steady_clock::now();
    const auto log = read_build_log(text, k_app);
    EXPECT_LE(log.diagnostics.size(), k_app.max_diagnostics);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20)) << text.substr(0, 40);
  }
}

TEST(BuildLogReader, survives_damaged_logs) {
  for (const auto* file : {"gcc/ninja.txt", "clang/ninja.txt", "gcc/ninja_multi_colour.txt",
                           "ld/bfd_ninja.txt", "ld/mold_ninja.txt", "ld/lld_ninja.txt", "ld/gold_make.txt",
                           "cmake/configure.txt", "cmake/no_rule_make.txt", "cmake/no_rule_ninja.txt"}) {
    const auto text = data(file).substr(0, 6000);
    for (std::uint64_t seed = 1; seed <= 150; ++seed)
      EXPECT_LE(read_build_log(testing::mutated(text, seed), k_app).diagnostics.size(), 500U);
  }
}

TEST(BuildLogReader, survives_every_truncation) {
  const auto text = data("ld/lld_ninja.txt");
  for (std::size_t length = 0; length <= text.size(); ++length)
    EXPECT_LE(read_build_log(std::string_view(text).substr(0, length), k_app).diagnostics.size(), 20U);
}

} // namespace aurora::buildlog
