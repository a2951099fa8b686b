#include "aurora/report/terminal.hpp"

#include <map>

#include <gtest/gtest.h>

namespace aurora::report {
namespace {

using Variables = std::map<std::string, std::string>;

class FakeTerminal final : public sys::Environment {
public:
  explicit FakeTerminal(Variables variables) : m_variables(std::move(variables)) {}
  std::optional<std::string> get(const std::string& name) const override {
    const auto at = m_variables.find(name);
    return at == m_variables.end() ? std::nullopt : std::optional(at->second);
  }
  unsigned processors() const override { return 1; }
  bool is_terminal(int fd) const override { return fd == 1; }
  std::optional<std::string> find_program(const std::string&) const override { return std::nullopt; }
  std::string executable_directory() const override { return "/"; }
  std::string current_directory() const override { return "/"; }

private:
  Variables m_variables;
};

LineStyle style(Colour colour, Links links) {
  return {colour, links, "/home/p", "/home/p/build", [](const std::string& path) {
            return path == "/home/p/src/a.cpp" || path == "/home/p/a b.hpp" || path == "/usr/include/x.h";
          }};
}

std::string plain(std::string_view line) {
  return styled_line(line, style(Colour::off, Links::off));
}

} // namespace

TEST(ChooseColour, honours_no_color_and_pipes) {
  EXPECT_EQ(choose_colour(FakeTerminal(Variables{}), 1), Colour::on);
  EXPECT_EQ(choose_colour(FakeTerminal(Variables{}), 2), Colour::off);
  EXPECT_EQ(choose_colour(FakeTerminal(Variables{{"NO_COLOR", "1"}}), 1), Colour::off);
  EXPECT_EQ(choose_colour(FakeTerminal(Variables{{"NO_COLOR", ""}}), 1), Colour::on);
  EXPECT_EQ(choose_colour(FakeTerminal(Variables{{"TERM", "dumb"}}), 1), Colour::off);
}

TEST(ChooseLinks, only_depends_on_the_terminal) {
  EXPECT_EQ(choose_links(FakeTerminal(Variables{{"NO_COLOR", "1"}}), 1), Links::on);
  EXPECT_EQ(choose_links(FakeTerminal(Variables{}), 2), Links::off);
  EXPECT_EQ(choose_links(FakeTerminal(Variables{{"TERM", "dumb"}}), 1), Links::off);
}

TEST(StyledLine, shows_places_relative_to_the_current_folder) {
  EXPECT_EQ(plain("suspect  src/a.cpp:12 (noticed here)"), "suspect  ../src/a.cpp:12 (noticed here)");
  EXPECT_EQ(plain("red      src/a.cpp:12:5: Failure"), "red      ../src/a.cpp:12:5: Failure");
  EXPECT_EQ(plain("(src/a.cpp:3)"), "(../src/a.cpp:3)");
  EXPECT_EQ(plain("/home/p/src/a.cpp:3"), "../src/a.cpp:3");
  EXPECT_EQ(plain("/usr/include/x.h:3"), "../../../usr/include/x.h:3");
}

TEST(StyledLine, leaves_places_as_they_are_when_the_current_folder_is_far_away) {
  auto far = style(Colour::off, Links::off);
  far.current_dir = "/far/a/b/c";
  EXPECT_EQ(styled_line("at src/a.cpp:12", far), "at src/a.cpp:12");
  far.links = Links::on;
  EXPECT_NE(styled_line("at src/a.cpp:12", far).find("file:///home/p/src/a.cpp"), std::string::npos);
}

TEST(StyledLine, leaves_alone_what_is_no_place_of_a_file) {
  for (const auto* line :
       {"src/b.cpp:12", "std::out_of_range: 7", "src/a.cpp", "src/a.cpp: bad", "at 12:30:00", ":12", "a:", "",
        "         run: ctest -R src/a.cpp:12", "https://host/src/a.cpp:12", "xsrc/a.cpp:1"})
    EXPECT_EQ(plain(line), line);
}

TEST(StyledLine, links_places_on_a_terminal) {
  EXPECT_EQ(styled_line("at src/a.cpp:12", style(Colour::off, Links::on)),
            "at \x1B]8;;file:///home/p/src/a.cpp\x1B\\../src/a.cpp:12\x1B]8;;\x1B\\");
}

TEST(StyledLine, colours_the_word_that_tells_how_it_went) {
  const auto coloured = style(Colour::on, Links::off);
  EXPECT_EQ(styled_line("red      x", coloured), "\x1B[31mred\x1B[0m      x");
  EXPECT_EQ(styled_line("  plausible        x", coloured), "  \x1B[32mplausible\x1B[0m        x");
  EXPECT_EQ(styled_line("reports  x", coloured), "reports  x");
  EXPECT_EQ(styled_line("   ", coloured), "   ");
}

TEST(ProgressIn, reads_what_build_tools_and_ctest_print) {
  EXPECT_EQ(progress_in("[12/40] Building CXX object a.o"), "12/40 built");
  EXPECT_EQ(progress_in("[ 55%] Building CXX object a.o"), "55 % built");
  EXPECT_EQ(progress_in(" 3/17 Test  #5: name ....   Passed    0.01 sec"), "3/17 tests");
}

TEST(ProgressIn, tells_nothing_of_other_lines) {
  for (const auto* line : {"", "[", "[x/2]", "[1/2", "[12] x", "[12%", "3/17 apples", "3/ Test",
                           "      Start  5: name", "100% tests passed"})
    EXPECT_FALSE(progress_in(line)) << line;
}

TEST(FitColumns, counts_characters_and_lets_no_escape_through) {
  EXPECT_EQ(fit_columns("übrig", 3), "übr");
  EXPECT_EQ(fit_columns("a\nb\tc", 9), "a b c");
  EXPECT_EQ(fit_columns("\x1B[2Jx", 20).find('\x1B'), std::string::npos);
  EXPECT_EQ(fit_columns("abc", 0), "");
}

} // namespace aurora::report
