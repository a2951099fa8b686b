#include "aurora/quality/cxx_tests.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>

#include "aurora/base/text.hpp"
#include "aurora/quality/names.hpp"
#include "aurora/repair/outline.hpp"

namespace aurora::quality {
namespace {

using repair::k_no_token;
using repair::Token;
using repair::TokenKind;

enum class NamedBy { two_words, text, one_word };

struct TestMacro {
  std::string_view name;
  std::string_view framework;
  NamedBy named;
};

constexpr std::array<TestMacro, 14> k_test_macros{{{"TEST", "gtest", NamedBy::two_words},
                                                   {"TEST_F", "gtest", NamedBy::two_words},
                                                   {"TEST_P", "gtest", NamedBy::two_words},
                                                   {"TYPED_TEST", "gtest", NamedBy::two_words},
                                                   {"TYPED_TEST_P", "gtest", NamedBy::two_words},
                                                   {"TEST_CASE", "catch2", NamedBy::text},
                                                   {"SCENARIO", "catch2", NamedBy::text},
                                                   {"TEMPLATE_TEST_CASE", "catch2", NamedBy::text},
                                                   {"TEST_CASE_METHOD", "catch2", NamedBy::text},
                                                   {"TEST_CASE_FIXTURE", "doctest", NamedBy::text},
                                                   {"TEST_CASE_TEMPLATE", "doctest", NamedBy::text},
                                                   {"BOOST_AUTO_TEST_CASE", "boost", NamedBy::one_word},
                                                   {"BOOST_FIXTURE_TEST_CASE", "boost", NamedBy::one_word},
                                                   {"BOOST_DATA_TEST_CASE", "boost", NamedBy::one_word}}};

/// Macros that surely assert nothing. Any other one in capitals may.
constexpr std::array<std::string_view, 22> k_mute_macros{"INFO",
                                                         "CAPTURE",
                                                         "SECTION",
                                                         "SUBCASE",
                                                         "GIVEN",
                                                         "WHEN",
                                                         "THEN",
                                                         "AND_GIVEN",
                                                         "AND_WHEN",
                                                         "AND_THEN",
                                                         "SCOPED_TRACE",
                                                         "MESSAGE",
                                                         "GENERATE",
                                                         "UNSCOPED_INFO",
                                                         "DYNAMIC_SECTION",
                                                         "BOOST_TEST_MESSAGE",
                                                         "BOOST_TEST_CONTEXT",
                                                         "BOOST_TEST_INFO",
                                                         "UINT64_C",
                                                         "INT64_C",
                                                         "GTEST_FLAG_SET",
                                                         "NULL"};

constexpr std::array<std::string_view, 7> k_ending_words{"throw",     "abort",         "exit",  "_exit",
                                                         "terminate", "static_assert", "assert"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_in_capitals(std::string_view word) {
  return word.size() > 2 &&
         std::ranges::none_of(word, [](unsigned char c) { return std::islower(c) != 0; }) &&
         std::ranges::any_of(word, [](unsigned char c) { return std::isupper(c) != 0; });
}

const TestMacro* test_macro(std::string_view word) {
  const auto found = std::ranges::find(k_test_macros, word, &TestMacro::name);
  return found == k_test_macros.end() ? nullptr : &*found;
}

/// Whether a called name checks something: a macro that is not known to be mute, or a telling name.
bool may_assert(std::string_view called) {
  return is_in_capitals(called) ? !is_one_of(called, k_mute_macros) && test_macro(called) == nullptr
                                : sounds_like_a_check(called);
}

struct Body {
  bool asserts = false;
  std::set<std::string> calls;
};

/// What stands between two tokens.
Body read_body(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
  Body body;
  for (auto i = begin; i < end; ++i) {
    if (tokens[i].kind != TokenKind::identifier)
      continue;
    body.asserts |= is_one_of(tokens[i].text, k_ending_words);
    if (i + 1 >= end || (tokens[i + 1].text != "(" && tokens[i + 1].text != "<"))
      continue;
    body.asserts |= may_assert(tokens[i].text);
    body.calls.emplace(tokens[i].text);
  }
  return body;
}

std::string string_value(std::string_view literal) {
  const auto open = literal.find('"');
  const auto close = literal.rfind('"');
  return open == std::string_view::npos || close <= open
             ? std::string()
             : std::string(literal.substr(open + 1, close - open - 1));
}

class Reader {
public:
  std::vector<WrittenTest> read(const Texts& texts) {
    for (const auto& [file, text] : texts)
      read_file(file, text);
    spread_assertions();
    for (auto& found : m_found)
      found.test.asserts = found.body.asserts || calls_assertion(found.body) || fixture_asserts(found);
    std::vector<WrittenTest> tests;
    for (auto& found : m_found)
      tests.push_back(std::move(found.test));
    return tests;
  }

private:
  struct Found {
    WrittenTest test;
    std::string fixture;
    Body body;
  };

  void read_file(const std::string& file, const std::string& text) {
    const auto outline = repair::read_outline(text);
    for (const auto& item : outline.items)
      if (item.kind == repair::ItemKind::function && item.body != k_no_token &&
          test_macro(item.name) == nullptr)
        add_function(item, read_body(outline.tokens, item.body, item.last));
    const bool doctest = base::contains(text, "doctest");
    for (std::size_t i = 0; i + 1 < outline.tokens.size(); ++i)
      if (const auto* macro = test_macro(outline.tokens[i].text))
        if (auto found = read_test(outline, i, *macro)) {
          found->test.file = file;
          found->test.line =
              1 + static_cast<int>(std::count(
                      text.begin(), text.begin() + static_cast<long>(outline.tokens[i].begin), '\n'));
          if (doctest && found->test.framework == "catch2")
            found->test.framework = "doctest";
          m_found.push_back(std::move(*found));
        }
  }

  void add_function(const repair::Item& item, Body body) {
    auto& known = m_functions[item.name];
    known.asserts |= body.asserts;
    known.calls.merge(body.calls);
    if (item.name == "SetUp" || item.name == "TearDown" || item.name.starts_with('~'))
      m_functions[item.scope + "::fixture"].asserts |= body.asserts;
  }

  /// "TEST(Suite, name) {…}" at a token, or nothing when it is something else.
  static std::optional<Found> read_test(const repair::Outline& outline, std::size_t at,
                                        const TestMacro& macro) {
    const auto& tokens = outline.tokens;
    const auto close = tokens[at + 1].text == "(" ? outline.partner[at + 1] : k_no_token;
    if (close == k_no_token || close + 1 >= tokens.size() || tokens[close + 1].text != "{" ||
        outline.partner[close + 1] == k_no_token)
      return std::nullopt;
    Found found;
    found.test.framework = macro.framework;
    read_name(std::span(tokens).subspan(at + 2, close - at - 2), macro.named, found);
    found.body = read_body(tokens, close + 2, outline.partner[close + 1]);
    const bool disabled =
        found.test.name.starts_with("DISABLED_") || found.test.suite.starts_with("DISABLED_");
    return found.test.name.empty() || disabled ? std::nullopt : std::optional(std::move(found));
  }

  /// By what stands between the macro's parentheses.
  static void read_name(std::span<const Token> arguments, NamedBy named, Found& found) {
    std::vector<std::string> words;
    std::string text;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (arguments[i].kind == TokenKind::identifier)
        words.emplace_back(arguments[i].text);
      else if (arguments[i].kind == TokenKind::string &&
               (text.empty() || arguments[i - 1].kind == TokenKind::string))
        text += string_value(arguments[i].text);
    }
    if (named == NamedBy::text)
      found.test.name = text;
    else if (named == NamedBy::one_word && !words.empty())
      found.test.name = words[0];
    else if (named == NamedBy::two_words && words.size() == 2) {
      found.test.suite = words[0];
      found.test.name = words[1];
    }
    found.fixture = found.test.suite;
  }

  bool calls_assertion(const Body& body) const {
    return std::ranges::any_of(body.calls, [&](const std::string& name) {
      const auto found = m_functions.find(name);
      return found != m_functions.end() && found->second.asserts;
    });
  }

  bool fixture_asserts(const Found& found) const {
    if (found.fixture.empty())
      return false;
    return std::ranges::any_of(m_functions, [&](const auto& entry) {
      return entry.second.asserts && entry.first.ends_with(found.fixture + "::fixture");
    });
  }

  /// Until nothing changes: who calls an asserting function asserts.
  void spread_assertions() {
    for (bool changed = true; changed;) {
      changed = false;
      for (auto& [name, body] : m_functions)
        if (!body.asserts && calls_assertion(body))
          body.asserts = changed = true;
    }
  }

  std::unordered_map<std::string, Body> m_functions; ///< by unqualified name
  std::vector<Found> m_found;
};

} // namespace

std::vector<WrittenTest> read_cxx_tests(const Texts& texts) {
  return Reader().read(texts);
}

} // namespace aurora::quality
