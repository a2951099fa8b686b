#include "aurora/quality/script_tests.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "aurora/base/text.hpp"
#include "aurora/quality/names.hpp"
#include "aurora/repair/cxx_tokens.hpp"

namespace aurora::quality {
namespace {

/// The identifiers of a line up to a comment.
std::vector<std::string> identifiers(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : line.substr(0, line.find('#'))) {
    if (base::is_identifier_char(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty())
    words.push_back(std::move(word));
  return words;
}

bool is_python_check(const std::string& word) {
  constexpr std::array<std::string_view, 8> checks{"raises", "warns", "fail", "raise",
                                                   "skip",   "xfail", "exit", "approx"};
  return std::ranges::find(checks, word) != checks.end() || sounds_like_a_check(word);
}

struct PythonFunction {
  std::string name;
  std::string suite;
  std::string file;
  int line = 0;
  std::size_t indent = 0;
  bool asserts = false;
  std::set<std::string> words;
};

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

/// The name behind "def " or "class ", async or not.
std::optional<std::string> declared(std::string_view line, std::string_view keyword) {
  line = base::trim(line);
  if (line.starts_with("async "))
    line = base::trim(line.substr(6));
  if (!line.starts_with(keyword))
    return std::nullopt;
  const auto words = identifiers(line.substr(keyword.size()));
  return words.empty() ? std::nullopt : std::optional(words.front());
}

/// Functions with what their bodies say: all lines that are indented more.
class PythonReader {
public:
  void read_file(const std::string& file, const std::string& text) {
    m_open.clear();
    std::string suite;
    int number = 0;
    for (const auto line : base::split_lines(text)) {
      ++number;
      if (base::trim(line).empty() || base::trim(line).starts_with('#') || base::trim(line).starts_with(')'))
        continue;
      const auto indent = indent_of(line);
      std::erase_if(m_open, [&](std::size_t open) { return functions[open].indent >= indent; });
      if (indent == 0)
        suite = declared(line, "class ").value_or("");
      take(line);
      if (const auto name = declared(line, "def ")) {
        functions.push_back({*name, suite, file, number, indent, false, {}});
        m_open.push_back(functions.size() - 1);
      }
    }
  }

  std::vector<PythonFunction> functions;

private:
  void take(std::string_view line) {
    for (const auto& word : identifiers(line))
      for (const auto open : m_open) {
        functions[open].asserts |= is_python_check(word);
        functions[open].words.insert(word);
      }
  }

  std::vector<std::size_t> m_open; ///< functions that the current line is in
};

/// Until nothing changes: who names an asserting function asserts.
void spread_python_assertions(std::vector<PythonFunction>& functions) {
  std::set<std::string> asserting;
  for (std::size_t before = 1; before != asserting.size();) {
    before = asserting.size();
    for (auto& function : functions) {
      function.asserts = function.asserts || std::ranges::any_of(function.words, [&](const auto& word) {
                           return asserting.contains(word);
                         });
      if (function.asserts)
        asserting.insert(function.name);
    }
    if (before == 0 && asserting.empty())
      break;
  }
}

using Tokens = std::vector<repair::Token>;

bool is_quoted(const repair::Token& token) {
  return token.kind == repair::TokenKind::string || token.kind == repair::TokenKind::character;
}

bool is_javascript_check(std::string_view word) {
  constexpr std::array<std::string_view, 4> checks{"should", "throw", "fail", "rejects"};
  return std::ranges::find(checks, word) != checks.end() || sounds_like_a_check(word);
}

/// "it('…', …)" at a token; nothing for skipped ones and for what is not understood.
std::optional<WrittenTest> javascript_test(const Tokens& tokens, const std::vector<std::size_t>& partner,
                                           std::size_t at) {
  const bool begins =
      (tokens[at].text == "it" || tokens[at].text == "test") && (at == 0 || tokens[at - 1].text != ".");
  if (!begins || at + 2 >= tokens.size() || tokens[at + 1].text != "(" || !is_quoted(tokens[at + 2]) ||
      partner[at + 1] == repair::k_no_token)
    return std::nullopt;
  WrittenTest test;
  test.framework = "javascript";
  test.name =
      tokens[at + 2].text.size() < 2 ? "" : tokens[at + 2].text.substr(1, tokens[at + 2].text.size() - 2);
  if (partner[at + 1] <= at + 3)
    return std::nullopt; // it('…') has still to be written
  for (auto i = at + 3; i < partner[at + 1]; ++i)
    test.asserts |= tokens[i].kind == repair::TokenKind::identifier && is_javascript_check(tokens[i].text);
  return test;
}

} // namespace

std::vector<WrittenTest> read_python_tests(const Texts& texts) {
  PythonReader reader;
  for (const auto& [file, text] : texts)
    reader.read_file(file, text);
  spread_python_assertions(reader.functions);
  std::vector<WrittenTest> tests;
  for (const auto& function : reader.functions)
    if (function.name.starts_with("test"))
      tests.push_back(
          {"pytest", function.suite, function.name, function.file, function.line, function.asserts});
  return tests;
}

std::vector<WrittenTest> read_javascript_tests(const Texts& texts) {
  std::vector<WrittenTest> tests;
  for (const auto& [file, text] : texts) {
    const auto tokens = repair::scan_tokens(text);
    const auto partner = repair::match_brackets(tokens);
    for (std::size_t i = 0; i < tokens.size(); ++i)
      if (auto test = javascript_test(tokens, partner, i)) {
        test->file = file;
        test->line = 1 + static_cast<int>(std::count(
                             text.begin(), text.begin() + static_cast<long>(tokens[i].begin), '\n'));
        tests.push_back(std::move(*test));
      }
  }
  return tests;
}

} // namespace aurora::quality
