#include "aurora/quality/names.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>

#include "aurora/base/text.hpp"

namespace aurora::quality {
namespace {

constexpr std::array<std::string_view, 51> k_empty_words{
    "test",  "tests",   "testing", "case",   "cases",   "basic",   "basics",  "simple",    "work",
    "works", "working", "ok",      "okay",   "good",    "fine",    "foo",     "bar",       "baz",
    "misc",  "stuff",   "tmp",     "todo",   "it",      "default", "sanity",  "run",       "runs",
    "main",  "example", "demo",    "does",   "should",  "is",      "correct", "correctly", "everything",
    "all",   "the",     "general", "normal", "another", "other",   "more",    "one",       "two",
    "three", "first",   "second",  "bug",    "issue",   "fix"};

bool is_upper(char c) {
  return std::isupper(static_cast<unsigned char>(c)) != 0;
}

/// "readsTwo_lines3" → reads, two, lines. Letters outside of ASCII belong to words.
std::set<std::string> words_of(std::string_view name) {
  std::set<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (word.size() > 1)
      words.insert(base::to_lower(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool letter =
        std::isalpha(static_cast<unsigned char>(name[i])) != 0 || static_cast<unsigned char>(name[i]) >= 0x80;
    if (!letter || (is_upper(name[i]) && i > 0 && !is_upper(name[i - 1])))
      finish();
    if (letter)
      word += name[i];
  }
  finish();
  return words;
}

} // namespace

bool says_nothing(std::string_view suite, std::string_view name) {
  auto known = words_of(suite);
  known.insert(k_empty_words.begin(), k_empty_words.end());
  return std::ranges::all_of(words_of(name), [&](const std::string& word) { return known.contains(word); });
}

bool sounds_like_a_check(std::string_view function) {
  constexpr std::array<std::string_view, 10> telling{"check",  "verify",  "assert",  "expect",   "require",
                                                     "ensure", "compare", "matches", "validate", "must"};
  const auto lower = base::to_lower(function);
  return std::ranges::any_of(telling, [&](std::string_view word) { return base::contains(lower, word); });
}

} // namespace aurora::quality
