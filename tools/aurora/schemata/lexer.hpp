#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::schemata {

/// A half-open range of byte offsets.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool operator==(const Span&) const = default;
  bool holds(Span other) const { return begin <= other.begin && other.end <= end; }
  std::size_t size() const { return end - begin; }
};

enum class TokenKind { identifier, number, character, string, punctuation, comment, directive };

struct Token {
  TokenKind kind = TokenKind::punctuation;
  Span span;
};

/// The tokens of C or C++ text, comments and preprocessor lines included; never fails, unknown bytes are
/// punctuation.
std::vector<Token> lex(std::string_view text);

/// The same code on one line, comments dropped; nothing when it holds a preprocessor line, which cannot be
/// moved.
std::optional<std::string> flatten(std::string_view text);

} // namespace aurora::schemata
