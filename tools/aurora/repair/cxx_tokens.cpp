#include "aurora/repair/cxx_tokens.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "aurora/base/text.hpp"

namespace aurora::repair {

namespace {

/// Walks over a text once; each take_ function moves m_at past what it names.
class Scanner {
public:
  explicit Scanner(std::string_view text) : m_text(text) {}

  std::vector<Token> run() {
    while (m_at < m_text.size())
      step();
    return std::move(m_tokens);
  }

private:
  char peek(std::size_t ahead = 0) const {
    return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
  }

  void step() {
    const char c = peek();
    if (c == '\n')
      return void(m_line_is_blank = true), void(++m_at);
    if (std::isspace(static_cast<unsigned char>(c)) != 0 || c == '\\')
      return void(++m_at);
    if (c == '/' && peek(1) == '/')
      return skip_logical_line();
    if (c == '/' && peek(1) == '*')
      return skip_block_comment();
    if (c == '#' && m_line_is_blank)
      return skip_logical_line();
    m_line_is_blank = false;
    take_token(c);
  }

  void take_token(char c) {
    const auto begin = m_at;
    if (c == '"' || c == '\'')
      return take_quoted(begin, c);
    if (std::isdigit(static_cast<unsigned char>(c)) != 0)
      return take_number(begin);
    if (base::is_identifier_char(c))
      return take_word(begin);
    m_at += (c == ':' && peek(1) == ':') || (c == '-' && peek(1) == '>') ? 2 : 1;
    add(TokenKind::punctuation, begin);
  }

  void take_word(std::size_t begin) {
    while (base::is_identifier_char(peek()))
      ++m_at;
    const auto word = m_text.substr(begin, m_at - begin);
    const bool prefix = word == "u8" || word == "u" || word == "U" || word == "L";
    if (peek() == '"' && word.ends_with('R') && word.size() <= 3)
      return take_raw(begin);
    if (prefix && (peek() == '"' || peek() == '\''))
      return take_quoted(begin, peek());
    add(TokenKind::identifier, begin);
  }

  void take_number(std::size_t begin) {
    const auto inside = [&] {
      const char c = peek();
      if (base::is_identifier_char(c) || c == '.')
        return true;
      if (c == '\'')
        return base::is_identifier_char(peek(1));
      const char last = m_text[m_at - 1];
      return (c == '+' || c == '-') && (last == 'e' || last == 'E' || last == 'p' || last == 'P');
    };
    while (m_at < m_text.size() && inside())
      ++m_at;
    add(TokenKind::number, begin);
  }

  void take_quoted(std::size_t begin, char quote) {
    ++m_at;
    while (m_at < m_text.size() && peek() != quote && peek() != '\n')
      m_at += peek() == '\\' ? 2 : 1;
    m_at = std::min(m_at, m_text.size());
    if (peek() == quote)
      ++m_at;
    add(quote == '"' ? TokenKind::string : TokenKind::character, begin);
  }

  void take_raw(std::size_t begin) {
    const auto open = m_text.find('(', m_at);
    if (open == std::string_view::npos || open - m_at > 17)
      return take_quoted(begin, '"');
    const auto close = ")" + std::string(m_text.substr(m_at + 1, open - m_at - 1)) + "\"";
    const auto end = m_text.find(close, open);
    m_at = end == std::string_view::npos ? m_text.size() : end + close.size();
    add(TokenKind::string, begin);
  }

  void skip_block_comment() {
    const auto end = m_text.find("*/", m_at + 2);
    m_at = end == std::string_view::npos ? m_text.size() : end + 2;
  }

  /// To the end of the line, over continuations and, in directives, over block comments.
  void skip_logical_line() {
    const bool directive = peek() == '#';
    while (m_at < m_text.size() && peek() != '\n') {
      if (peek() == '\\' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n')))
        m_at += peek(1) == '\r' ? 3 : 2;
      else if (directive && peek() == '/' && peek(1) == '*')
        skip_block_comment();
      else
        ++m_at;
    }
  }

  void add(TokenKind kind, std::size_t begin) {
    m_tokens.push_back({kind, begin, m_at, m_text.substr(begin, m_at - begin)});
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  bool m_line_is_blank = true;
  std::vector<Token> m_tokens;
};

char closing_of(char open) {
  return open == '(' ? ')' : open == '[' ? ']' : open == '{' ? '}' : '\0';
}

} // namespace

std::vector<Token> scan_tokens(std::string_view text) {
  return Scanner(text).run();
}

std::vector<std::size_t> match_brackets(const std::vector<Token>& tokens) {
  std::vector<std::size_t> partner(tokens.size(), k_no_token);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::punctuation || tokens[i].text.size() != 1)
      continue;
    const char c = tokens[i].text[0];
    if (closing_of(c) != '\0')
      open.push_back(i);
    if (c != ')' && c != ']' && c != '}')
      continue;
    // An opening bracket of another kind that was never closed is given up at a brace.
    while (c == '}' && !open.empty() && tokens[open.back()].text != "{")
      open.pop_back();
    if (open.empty() || closing_of(tokens[open.back()].text[0]) != c)
      continue;
    partner[i] = open.back();
    partner[open.back()] = i;
    open.pop_back();
  }
  return partner;
}

std::size_t token_at(const std::vector<Token>& tokens, std::size_t offset) {
  const auto found = std::lower_bound(tokens.begin(), tokens.end(), offset,
                                      [](const Token& token, std::size_t at) { return token.begin < at; });
  return static_cast<std::size_t>(found - tokens.begin());
}

Balance balance(const std::vector<Token>& tokens) {
  Balance sum;
  for (const auto& token : tokens) {
    if (token.kind != TokenKind::punctuation)
      continue;
    sum.braces += (token.text == "{") - (token.text == "}");
    sum.parentheses += (token.text == "(") - (token.text == ")");
    sum.brackets += (token.text == "[") - (token.text == "]");
  }
  return sum;
}

bool is_keyword(std::string_view word) {
  static constexpr auto k_keywords = std::to_array<std::string_view>({"alignas",
                                                                      "alignof",
                                                                      "and",
                                                                      "asm",
                                                                      "auto",
                                                                      "bool",
                                                                      "break",
                                                                      "case",
                                                                      "catch",
                                                                      "char",
                                                                      "char16_t",
                                                                      "char32_t",
                                                                      "char8_t",
                                                                      "class",
                                                                      "co_await",
                                                                      "co_return",
                                                                      "co_yield",
                                                                      "concept",
                                                                      "const",
                                                                      "const_cast",
                                                                      "consteval",
                                                                      "constexpr",
                                                                      "constinit",
                                                                      "continue",
                                                                      "decltype",
                                                                      "default",
                                                                      "delete",
                                                                      "do",
                                                                      "double",
                                                                      "dynamic_cast",
                                                                      "else",
                                                                      "enum",
                                                                      "explicit",
                                                                      "export",
                                                                      "extern",
                                                                      "false",
                                                                      "float",
                                                                      "for",
                                                                      "friend",
                                                                      "goto",
                                                                      "if",
                                                                      "inline",
                                                                      "int",
                                                                      "long",
                                                                      "mutable",
                                                                      "namespace",
                                                                      "new",
                                                                      "noexcept",
                                                                      "not",
                                                                      "nullptr",
                                                                      "operator",
                                                                      "or",
                                                                      "private",
                                                                      "protected",
                                                                      "public",
                                                                      "register",
                                                                      "reinterpret_cast",
                                                                      "requires",
                                                                      "return",
                                                                      "short",
                                                                      "signed",
                                                                      "sizeof",
                                                                      "static",
                                                                      "static_assert",
                                                                      "static_cast",
                                                                      "struct",
                                                                      "switch",
                                                                      "template",
                                                                      "this",
                                                                      "thread_local",
                                                                      "throw",
                                                                      "true",
                                                                      "try",
                                                                      "typedef",
                                                                      "typeid",
                                                                      "typename",
                                                                      "union",
                                                                      "unsigned",
                                                                      "using",
                                                                      "virtual",
                                                                      "void",
                                                                      "volatile",
                                                                      "wchar_t",
                                                                      "while",
                                                                      "xor"});
  return std::find(k_keywords.begin(), k_keywords.end(), word) != k_keywords.end();
}

} // namespace aurora::repair
