#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::repair {

enum class TokenKind { identifier, number, string, character, punctuation };

/// A piece of C or C++ text that is neither a comment, a blank nor a preprocessor directive.
struct Token {
  TokenKind kind = TokenKind::punctuation;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view text; ///< a view into the scanned text
};

constexpr std::size_t k_no_token = static_cast<std::size_t>(-1);

/// The tokens of a text. Knows comments, string, character and raw literals, line continuations and digit
/// separators; skips directives whole. "::" and "->" are one token, every other operator is one per
/// character. Never fails: what is broken is cut at the end of its line.
std::vector<Token> scan_tokens(std::string_view text);

/// For each token its partner among () [] {}, or k_no_token for all else and for what has none.
std::vector<std::size_t> match_brackets(const std::vector<Token>& tokens);

/// Index of the first token that begins at or after an offset; tokens.size() when there is none.
std::size_t token_at(const std::vector<Token>& tokens, std::size_t offset);

/// How many of each bracket are open at the end (negative: too many closed).
struct Balance {
  int braces = 0;
  int parentheses = 0;
  int brackets = 0;
  bool operator==(const Balance&) const = default;
};
Balance balance(const std::vector<Token>& tokens);

/// Whether a word is a keyword of C++20.
bool is_keyword(std::string_view word);

} // namespace aurora::repair
