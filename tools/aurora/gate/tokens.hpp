#pragma once

#include <string_view>
#include <vector>

namespace aurora::gate {

enum class TokenKind { identifier, number, string, character, punctuation };

/// One token of C or C++; text points into the source and, for strings, is what stands between the quotes.
struct Token {
  TokenKind kind = TokenKind::punctuation;
  std::string_view text;
  int line = 0; ///< 1-based
};

/// Comments apart, so that sequences of tokens are not interrupted by them.
struct TokenStream {
  std::vector<Token> code;
  std::vector<Token> comments;
};

/// A lexer that never fails: what it does not understand becomes punctuation of one character, except "::",
/// "->" and "...". The text must outlive the result.
TokenStream tokenize(std::string_view text);

/// Whether the tokens from `at` on have these texts; "" stands for any one token. Strings never match a text.
bool matches(const std::vector<Token>& tokens, std::size_t at, const std::vector<std::string_view>& texts);

/// Index of the bracket that closes the one at `open`, or tokens.size().
std::size_t closing(const std::vector<Token>& tokens, std::size_t open);

} // namespace aurora::gate
