#include "aurora/gate/rules/rules.hpp"

#include <algorithm>
#include <array>

#include "aurora/base/text.hpp"

namespace aurora::gate::rules {
namespace {

/// "TEST", "UNIT_TEST", "TESTING", "MY_TESTS" as a whole word of a macro's or a variable's name.
bool names_a_test(std::string_view name) {
  constexpr std::array<std::string_view, 4> words{"TEST", "TESTS", "TESTING", "UNITTEST"};
  constexpr std::array<std::string_view, 6> prefixes{"GTEST_",   "CTEST_",     "CATCH_",
                                                     "DOCTEST_", "BOOST_TEST", "PYTEST_"};
  if (std::ranges::any_of(prefixes, [&](auto prefix) { return name.starts_with(prefix); }))
    return true;
  const auto parts = base::split(name, '_');
  return std::ranges::any_of(parts, [&](auto part) { return std::ranges::find(words, part) != words.end(); });
}

bool is_condition(const std::vector<Token>& tokens, std::size_t i) {
  return tokens[i].text == "#" && i + 1 < tokens.size() &&
         (tokens[i + 1].text == "if" || tokens[i + 1].text == "ifdef" || tokens[i + 1].text == "ifndef" ||
          tokens[i + 1].text == "elif");
}

bool asks_macro(const std::vector<Token>& tokens, std::size_t i) {
  if (!is_condition(tokens, i))
    return false;
  for (auto j = i + 2; j < tokens.size() && tokens[j].line == tokens[i].line; ++j)
    if (tokens[j].kind == TokenKind::identifier && names_a_test(tokens[j].text))
      return true;
  return false;
}

bool asks_environment(const std::vector<Token>& tokens, std::size_t i) {
  const auto name = tokens[i].text;
  const bool reads = name == "getenv" || name == "secure_getenv" || name == "GetEnvironmentVariable";
  return reads && i + 2 < tokens.size() && tokens[i + 1].text == "(" &&
         tokens[i + 2].kind == TokenKind::string && names_a_test(tokens[i + 2].text);
}

} // namespace

void test_detection(const FileView& file, Findings& findings) {
  if (file.is_test)
    return;
  const auto& tokens = file.after.code;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!file.added(tokens[i].line))
      continue;
    const bool asks_framework = matches(tokens, i, {"UnitTest", "::", "GetInstance"}) ||
                                tokens[i].text == "program_invocation_name" ||
                                tokens[i].text == "program_invocation_short_name";
    if (asks_macro(tokens, i) || asks_environment(tokens, i) || asks_framework)
      findings.add_risky(tokens[i].line, "the code asks whether it is being tested");
  }
}

} // namespace aurora::gate::rules
