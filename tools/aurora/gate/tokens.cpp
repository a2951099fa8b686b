#include "aurora/gate/tokens.hpp"

#include <algorithm>
#include <cctype>

#include "aurora/base/text.hpp"

namespace aurora::gate {
namespace {

class Lexer {
public:
  explicit Lexer(std::string_view text) : m_text(text) {}

  TokenStream run() {
    while (m_at < m_text.size())
      step();
    return std::move(m_out);
  }

private:
  bool at(std::string_view text) const { return m_text.substr(m_at).starts_with(text); }

  void step() {
    const char c = m_text[m_at];
    if (std::isspace(static_cast<unsigned char>(c)) != 0 || c == '\\')
      skip(1);
    else if (at("//"))
      line_comment();
    else if (at("/*"))
      block_comment();
    else if (c == '"')
      quoted('"', TokenKind::string);
    else if (c == '\'')
      quoted('\'', TokenKind::character);
    else if (std::isdigit(static_cast<unsigned char>(c)) != 0)
      number();
    else if (base::is_identifier_char(c))
      word();
    else
      punctuation();
  }

  void skip(std::size_t count) {
    const auto end = std::min(m_text.size(), m_at + count);
    m_line += static_cast<int>(
        std::count(m_text.begin() + static_cast<long>(m_at), m_text.begin() + static_cast<long>(end), '\n'));
    m_at = end;
  }

  void emit(TokenKind kind, std::size_t length) {
    m_out.code.push_back({kind, m_text.substr(m_at, length), m_line});
    skip(length);
  }

  void comment(std::size_t end) {
    const auto length = std::min(end, m_text.size()) - m_at;
    m_out.comments.push_back({TokenKind::punctuation, m_text.substr(m_at, length), m_line});
    skip(length);
  }

  void line_comment() {
    auto end = m_text.find('\n', m_at);
    while (end != std::string_view::npos && m_text[end - 1] == '\\')
      end = m_text.find('\n', end + 1);
    comment(end);
  }

  void block_comment() {
    const auto end = m_text.find("*/", m_at + 2);
    comment(end == std::string_view::npos ? end : end + 2);
  }

  void quoted(char quote, TokenKind kind) {
    auto end = m_at + 1;
    while (end < m_text.size() && m_text[end] != quote && m_text[end] != '\n')
      end += m_text[end] == '\\' ? 2 : 1;
    end = std::min(end, m_text.size());
    m_out.code.push_back({kind, m_text.substr(m_at + 1, end - m_at - 1), m_line});
    skip(end + 1 - m_at);
  }

  /// Digit separators would otherwise look like character literals.
  void number() {
    auto end = m_at + 1;
    while (end < m_text.size() &&
           (base::is_identifier_char(m_text[end]) || m_text[end] == '.' || m_text[end] == '\''))
      ++end;
    emit(TokenKind::number, end - m_at);
  }

  void word() {
    auto end = m_at;
    while (end < m_text.size() && base::is_identifier_char(m_text[end]))
      ++end;
    const auto text = m_text.substr(m_at, end - m_at);
    const bool raw = text == "R" || text == "LR" || text == "u8R" || text == "uR" || text == "UR";
    if (raw && end < m_text.size() && m_text[end] == '"')
      raw_string(end);
    else
      emit(TokenKind::identifier, text.size());
  }

  /// R"delimiter( … )delimiter"; the delimiter has at most 16 characters ([lex.string]).
  void raw_string(std::size_t quote) {
    const auto open = m_text.find('(', quote);
    if (open == std::string_view::npos || open - quote > 17) {
      skip(quote + 1 - m_at);
      return;
    }
    const auto close = ")" + std::string(m_text.substr(quote + 1, open - quote - 1)) + "\"";
    const auto found = m_text.find(close, open);
    const auto end = found == std::string_view::npos ? m_text.size() : found;
    m_out.code.push_back({TokenKind::string, m_text.substr(open + 1, end - open - 1), m_line});
    skip(end + close.size() - m_at);
  }

  void punctuation() {
    const std::size_t length = at("...") ? 3 : at("::") || at("->") ? 2 : 1;
    emit(TokenKind::punctuation, length);
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  int m_line = 1;
  TokenStream m_out;
};

} // namespace

TokenStream tokenize(std::string_view text) {
  return Lexer(text).run();
}

bool matches(const std::vector<Token>& tokens, std::size_t at, const std::vector<std::string_view>& texts) {
  if (at + texts.size() > tokens.size())
    return false;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto& token = tokens[at + i];
    const bool literal = token.kind == TokenKind::string || token.kind == TokenKind::character;
    if (!texts[i].empty() && (literal || token.text != texts[i]))
      return false;
  }
  return true;
}

std::size_t closing(const std::vector<Token>& tokens, std::size_t open) {
  int depth = 0;
  for (auto i = open; i < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::punctuation)
      continue;
    const auto text = tokens[i].text;
    depth += text == "(" || text == "{" || text == "[" ? 1 : 0;
    depth -= text == ")" || text == "}" || text == "]" ? 1 : 0;
    if (depth == 0)
      return i;
  }
  return tokens.size();
}

} // namespace aurora::gate
