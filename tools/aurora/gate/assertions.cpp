#include "aurora/gate/assertions.hpp"

#include <algorithm>
#include <array>

#include "aurora/base/text.hpp"

namespace aurora::gate {
namespace {

bool has_prefix(std::string_view text) {
  constexpr std::array<std::string_view, 8> prefixes{"EXPECT_", "ASSERT_",    "REQUIRE",     "CHECK",
                                                     "WARN",    "BOOST_TEST", "BOOST_CHECK", "BOOST_REQUIRE"};
  return std::ranges::any_of(prefixes, [&](auto prefix) { return text.starts_with(prefix); });
}

bool is_plain(std::string_view text) {
  constexpr std::array<std::string_view, 7> names{"assert",     "static_assert", "FAIL",   "ADD_FAILURE",
                                                  "BOOST_WARN", "BOOST_ERROR",   "QVERIFY"};
  return std::ranges::find(names, text) != names.end() || text == "QCOMPARE" || text == "BOOST_FAIL";
}

} // namespace

std::optional<int> assertion_strength(std::string_view macro) {
  if (!has_prefix(macro) && !is_plain(macro))
    return std::nullopt;
  if (macro.starts_with("BOOST_TEST_") && macro != "BOOST_TEST_REQUIRE")
    return std::nullopt;
  if (macro.starts_with("WARN") || macro.starts_with("BOOST_WARN"))
    return 0;
  constexpr std::array<std::string_view, 7> lax{"_TRUE",    "_FALSE",  "_NEAR", "ANY_THROW",
                                                "NO_THROW", "NOTHROW", "_CLOSE"};
  const bool weak = std::ranges::any_of(lax, [&](auto part) { return base::contains(macro, part); });
  return weak ? 2 : 3;
}

AssertionTotals count_assertions(const std::vector<Token>& tokens, const std::unordered_set<int>& lines) {
  AssertionTotals totals;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const auto& token = tokens[i];
    if (token.kind != TokenKind::identifier || tokens[i + 1].text != "(" || !lines.contains(token.line))
      continue;
    if (const auto strength = assertion_strength(token.text)) {
      ++totals.count;
      totals.strength += *strength;
      totals.first_line = totals.first_line == 0 ? token.line : totals.first_line;
    }
  }
  return totals;
}

} // namespace aurora::gate
