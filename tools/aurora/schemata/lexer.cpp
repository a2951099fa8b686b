#include "aurora/schemata/lexer.hpp"

#include <array>
#include <cctype>

#include "aurora/base/text.hpp"

namespace aurora::schemata {
namespace {

constexpr std::array<std::string_view, 24> k_operators = {
    "<<=", ">>=", "...", "->*", "<=>", "::", "->", "++", "--", "<<", ">>", "<=",
    ">=",  "==",  "!=",  "&&",  "||",  "+=", "-=", "*=", "/=", "%=", "&=", "|="};

class Lexer {
public:
  explicit Lexer(std::string_view text) : m_text(text) {}

  std::vector<Token> run() {
    while (skip_blanks())
      next();
    return std::move(m_tokens);
  }

private:
  char at(std::size_t i) const { return i < m_text.size() ? m_text[i] : '\0'; }
  bool starts(std::string_view part) const { return m_text.substr(m_at, part.size()) == part; }

  bool skip_blanks() {
    for (; m_at < m_text.size(); ++m_at) {
      if (m_text[m_at] == '\n')
        m_line_start = true;
      else if (std::isspace(static_cast<unsigned char>(m_text[m_at])) == 0 &&
               !(at(m_at) == '\\' && at(m_at + 1) == '\n'))
        return true;
    }
    return false;
  }

  void add(TokenKind kind, std::size_t end) {
    if (end > m_text.size())
      end = m_text.size();
    m_tokens.push_back({kind, {m_at, end}});
    m_at = end;
    if (kind != TokenKind::comment)
      m_line_start = false;
  }

  std::size_t line_end() const {
    auto i = m_at;
    while (i < m_text.size() && (m_text[i] != '\n' || m_text[i - 1] == '\\'))
      ++i;
    return i;
  }

  std::size_t after(std::string_view mark, std::size_t from) const {
    const auto found = m_text.find(mark, from);
    return found == std::string_view::npos ? m_text.size() : found + mark.size();
  }

  std::size_t quoted_end(std::size_t open) const {
    auto i = open + 1;
    while (i < m_text.size() && m_text[i] != m_text[open] && m_text[i] != '\n')
      i += m_text[i] == '\\' ? 2 : 1;
    return i + 1;
  }

  std::size_t raw_string_end(std::size_t quote) const {
    const auto paren = m_text.find('(', quote);
    if (paren == std::string_view::npos)
      return m_text.size();
    return after(")" + std::string(m_text.substr(quote + 1, paren - quote - 1)) + "\"", paren);
  }

  void number() {
    auto i = m_at;
    while (base::is_identifier_char(at(i)) || at(i) == '.' ||
           (at(i) == '\'' && std::isalnum(static_cast<unsigned char>(at(i + 1))) != 0) ||
           ((at(i) == '+' || at(i) == '-') &&
            std::string_view("eEpP").find(at(i - 1)) != std::string_view::npos && !starts("0x")))
      ++i;
    add(TokenKind::number, i);
  }

  void word() {
    auto i = m_at;
    while (base::is_identifier_char(at(i)))
      ++i;
    const auto prefix = m_text.substr(m_at, i - m_at);
    const bool encodes = prefix == "L" || prefix == "u" || prefix == "U" || prefix == "u8" || prefix == "";
    if (at(i) == '"' && !prefix.empty() && prefix.back() == 'R' && prefix.size() <= 3)
      add(TokenKind::string, raw_string_end(i));
    else if (encodes && at(i) == '"')
      add(TokenKind::string, quoted_end(i));
    else if (encodes && at(i) == '\'')
      add(TokenKind::character, quoted_end(i));
    else
      add(TokenKind::identifier, i);
  }

  void punctuation() {
    for (const auto op : k_operators)
      if (starts(op))
        return add(TokenKind::punctuation, m_at + op.size());
    add(TokenKind::punctuation, m_at + (starts("^=") ? 2 : 1));
  }

  void next() {
    const char c = at(m_at);
    if (c == '#' && m_line_start)
      add(TokenKind::directive, line_end());
    else if (starts("//"))
      add(TokenKind::comment, line_end());
    else if (starts("/*"))
      add(TokenKind::comment, after("*/", m_at + 2));
    else if (std::isdigit(static_cast<unsigned char>(c)) != 0 ||
             (c == '.' && std::isdigit(static_cast<unsigned char>(at(m_at + 1))) != 0))
      number();
    else if (base::is_identifier_char(c))
      word();
    else if (c == '"' || c == '\'')
      add(c == '"' ? TokenKind::string : TokenKind::character, quoted_end(m_at));
    else
      punctuation();
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  bool m_line_start = true;
  std::vector<Token> m_tokens;
};

} // namespace

std::vector<Token> lex(std::string_view text) {
  return Lexer(text).run();
}

std::optional<std::string> flatten(std::string_view text) {
  std::string out;
  std::size_t last = 0;
  for (const auto& token : lex(text)) {
    if (token.kind == TokenKind::directive)
      return std::nullopt;
    if (token.kind == TokenKind::comment)
      continue;
    const auto part = text.substr(token.span.begin, token.span.size());
    if (part.find('\n') != std::string_view::npos)
      return std::nullopt;
    if (!out.empty() && token.span.begin != last)
      out += ' ';
    out += part;
    last = token.span.end;
  }
  return out;
}

} // namespace aurora::schemata
