#include "aurora/report/terminal.hpp"

#include <map>

#include <gtest/gtest.h>

#include "unit/report/samples.hpp"

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

std::string told(Colour colour) {
  return written([&](auto& out) {
    Terminal terminal(out, colour);
    terminal.run(sample_run());
    terminal.clusters({sample_cluster()});
    terminal.kept(sample_kept());
    terminal.heal_summary(sample_heal());
    terminal.problem(k_hostile);
  });
}

} // namespace

TEST(ChooseColour, honours_no_color_and_pipes) {
  EXPECT_EQ(choose_colour(FakeTerminal(Variables{}), 1), Colour::on);
  EXPECT_EQ(choose_colour(FakeTerminal(Variables{}), 2), Colour::off);
  EXPECT_EQ(choose_colour(FakeTerminal(Variables{{"NO_COLOR", "1"}}), 1), Colour::off);
  EXPECT_EQ(choose_colour(FakeTerminal(Variables{{"NO_COLOR", ""}}), 1), Colour::on);
  EXPECT_EQ(choose_colour(FakeTerminal(Variables{{"TERM", "dumb"}}), 1), Colour::off);
}

TEST(Terminal, passes_no_escape_sequence_of_a_test_on) {
  const auto text = told(Colour::off);
  EXPECT_EQ(text.find('\x1B'), std::string::npos);
  EXPECT_NE(text.find("red: 7 of 11 tests passed, 2 failed, 1 could not run"), std::string::npos) << text;
  EXPECT_NE(text.find("coverage: 80.0 % of the lines (+5.0)"), std::string::npos) << text;
}

TEST(Terminal, colours_when_asked) {
  EXPECT_NE(told(Colour::on).find("\x1B[31mred\x1B[0m"), std::string::npos);
}

TEST(Terminal, ends_a_heal_with_the_next_step) {
  const auto text = told(Colour::off);
  EXPECT_NE(text.find("4 candidate(s) of rules: does not compile"), std::string::npos) << text;
  EXPECT_NE(text.find("not healed Other: no candidate passed. See suspects.json."), std::string::npos)
      << text;
  EXPECT_NE(text.find("`aurora restore` takes it back"), std::string::npos) << text;
}

TEST(Terminal, prints_findings_as_compilers_do) {
  const auto text = written([](auto& out) {
    Terminal(out, Colour::off).findings({{"goto", model::Severity::note, "a goto is added", "a.cpp", 3}});
  });
  EXPECT_EQ(text, "a.cpp:3: note: a goto is added [goto]\n");
}

} // namespace aurora::report
