#include "aurora/ctest/split_command.hpp"

#include <cstddef>

namespace aurora::ctest {
namespace {

/// Reads the quoted part that begins at text[at] and moves at to its closing quote.
void read_quoted(std::string_view text, std::size_t& at, std::string& word) {
  const char quote = text[at];
  for (++at; at < text.size() && text[at] != quote; ++at) {
    if (quote == '"' && text[at] == '\\' && at + 1 < text.size())
      ++at;
    word += text[at];
  }
}

} // namespace

std::vector<std::string> split_command(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '\n') {
      if (in_word)
        words.push_back(word);
      word.clear();
      in_word = false;
      continue;
    }
    in_word = true;
    if (c == '"' || c == '\'')
      read_quoted(text, at, word);
    else if (c == '\\' && at + 1 < text.size())
      word += text[++at];
    else
      word += c;
  }
  if (in_word)
    words.push_back(word);
  return words;
}

} // namespace aurora::ctest
