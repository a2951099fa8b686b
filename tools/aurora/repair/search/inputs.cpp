#include "aurora/repair/search/inputs.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "aurora/base/text.hpp"

namespace aurora::repair::search {

namespace {

constexpr std::size_t k_longest_text = 1U << 16;

struct Word {
  std::size_t begin;
  std::size_t size;
};

bool is_blank(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  for (std::size_t i = 0; i < text.size();) {
    if (is_blank(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && !is_blank(text[end]))
      ++end;
    words.push_back({i, end - i});
    i = end;
  }
  return words;
}

std::size_t pick(std::size_t count, std::mt19937& random) {
  return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
}

std::string vary_number(long long value, long long other, std::mt19937& random) {
  switch (pick(7, random)) {
  case 0:
    return std::to_string(value + 1);
  case 1:
    return std::to_string(value > 0 ? value - 1 : value + 2);
  case 2:
    return std::to_string(value / 2);
  case 3:
    return std::to_string(value > 1'000'000'000'000 ? value : value * 2);
  case 4:
    return "1";
  case 5:
    return std::to_string(
        std::uniform_int_distribution<long long>(std::min(value, other), std::max(value, other))(random));
  default:
    return std::to_string(other);
  }
}

/// One character becomes another one of the same text.
std::string vary_letters(std::string word, std::string_view text, std::mt19937& random) {
  for (int attempt = 0; attempt < 20; ++attempt) {
    const char c = text[pick(text.size(), random)];
    auto& target = word[pick(word.size(), random)];
    if (is_blank(c) || c == target || std::isalnum(static_cast<unsigned char>(c)) == 0 ||
        std::isalnum(static_cast<unsigned char>(target)) == 0)
      continue;
    target = c;
    return word;
  }
  return word;
}

} // namespace

std::string vary_input(std::string_view text, std::mt19937& random) {
  const auto words = words_of(text);
  if (words.empty() || text.size() > k_longest_text)
    return std::string(text);
  std::vector<std::string> changed;
  for (const auto& word : words)
    changed.emplace_back(text.substr(word.begin, word.size));
  const std::size_t edits = 1 + pick(std::min<std::size_t>(3, words.size()), random);
  for (std::size_t i = 0; i < edits; ++i) {
    auto& word = changed[pick(changed.size(), random)];
    const auto value = base::parse_integer(word);
    const auto other = base::parse_integer(changed[pick(changed.size(), random)]);
    word = value && word.size() < 18 ? vary_number(*value, other.value_or(1), random)
                                     : vary_letters(word, text, random);
  }
  std::string result;
  std::size_t at = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    result += text.substr(at, words[i].begin - at);
    result += changed[i];
    at = words[i].begin + words[i].size;
  }
  return result += text.substr(at);
}

std::vector<std::string> vary_inputs(const std::vector<std::string>& texts, std::size_t count,
                                     unsigned seed) {
  std::vector<std::string> result;
  if (texts.empty())
    return result;
  std::mt19937 random(seed);
  std::set<std::string> seen(texts.begin(), texts.end());
  for (std::size_t attempt = 0; attempt < 4 * count && result.size() < count; ++attempt) {
    auto varied = vary_input(texts[attempt % texts.size()], random);
    if (seen.insert(varied).second)
      result.push_back(std::move(varied));
  }
  return result;
}

} // namespace aurora::repair::search
