#include "aurora/junit/xml_scanner.hpp"

#include <array>

namespace aurora::junit {
namespace {

constexpr std::size_t k_max_attributes = 256;
constexpr std::size_t k_max_name = 256;

/// One look-up a byte: these two questions are asked for every byte of markup.
constexpr auto k_ends_name = [] {
  std::array<bool, 256> table{};
  for (const unsigned char c : std::string_view(" \n\t\r>/=<\"'"))
    table[c] = true;
  return table;
}();

bool is_xml_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool ends_xml_name(char c) {
  return k_ends_name[static_cast<unsigned char>(c)];
}

} // namespace

Token XmlScanner::next() {
  if (at_end())
    return {TokenKind::end_of_input, {}, {}, m_position};
  const auto begin = m_position;
  auto token = m_text[m_position] == '<' ? markup() : text();
  token.begin = begin;
  if (token.kind == TokenKind::incomplete || token.kind == TokenKind::malformed)
    m_position = begin;
  return token;
}

Token XmlScanner::text() {
  const auto begin = m_position;
  const auto end = m_text.find('<', begin);
  m_position = end == std::string_view::npos ? m_text.size() : end;
  return {TokenKind::text, {}, m_text.substr(begin, m_position - begin), begin};
}

Token XmlScanner::markup() {
  const auto rest = m_text.substr(m_position);
  if (rest.size() < 2)
    return {TokenKind::incomplete, {}, {}, m_position};
  if (rest[1] == '/')
    return end_tag();
  if (rest[1] == '?')
    return until("?>", TokenKind::ignorable);
  if (rest[1] != '!')
    return start_tag();
  if (rest.size() < 9 && m_window == Window::partial)
    return {TokenKind::incomplete, {}, {}, m_position};
  if (rest.starts_with("<!--"))
    return until("-->", TokenKind::ignorable);
  if (rest.starts_with("<![CDATA["))
    return cdata();
  return until(">", rest.starts_with("<!DOCTYPE") ? TokenKind::doctype : TokenKind::malformed);
}

Token XmlScanner::until(std::string_view terminator, TokenKind kind) {
  const auto begin = m_position;
  const auto end = m_text.find(terminator, begin + 2);
  if (end == std::string_view::npos)
    return {TokenKind::incomplete, {}, {}, begin};
  m_position = end + terminator.size();
  return {kind, {}, m_text.substr(begin, m_position - begin), begin};
}

Token XmlScanner::cdata() {
  return until("]]>", TokenKind::text);
}

Token XmlScanner::end_tag() {
  const auto begin = m_position + 2;
  const auto end = m_text.find('>', begin);
  if (end == std::string_view::npos)
    return {TokenKind::incomplete, {}, {}, begin};
  auto name = m_text.substr(begin, end - begin);
  while (!name.empty() && is_xml_blank(name.back()))
    name.remove_suffix(1);
  m_position = end + 1;
  return {TokenKind::end, name, {}, begin};
}

Token XmlScanner::start_tag() {
  const auto begin = ++m_position;
  while (!at_end() && !ends_xml_name(m_text[m_position]))
    ++m_position;
  const auto name = m_text.substr(begin, m_position - begin);
  if (at_end())
    return {TokenKind::incomplete, {}, {}, begin};
  if (name.empty() || name.size() > k_max_name)
    return {TokenKind::malformed, {}, {}, begin};
  return {read_attributes(), name, {}, begin};
}

TokenKind XmlScanner::read_attributes() {
  m_attributes.clear();
  for (;;) {
    skip_blank();
    if (at_end())
      return TokenKind::incomplete;
    if (m_text[m_position] == '>') {
      ++m_position;
      return TokenKind::start;
    }
    if (m_text[m_position] == '/') {
      if (m_position + 1 >= m_text.size())
        return TokenKind::incomplete;
      m_position += 2;
      return m_text[m_position - 1] == '>' ? TokenKind::empty : TokenKind::malformed;
    }
    if (const auto kind = read_attribute(); kind != TokenKind::start)
      return kind;
  }
}

TokenKind XmlScanner::read_attribute() {
  const auto begin = m_position;
  while (!at_end() && !ends_xml_name(m_text[m_position]))
    ++m_position;
  const auto name = m_text.substr(begin, m_position - begin);
  skip_blank();
  if (at_end())
    return TokenKind::incomplete;
  if (name.empty() || m_text[m_position] != '=' || m_attributes.size() >= k_max_attributes)
    return TokenKind::malformed;
  ++m_position;
  skip_blank();
  if (at_end())
    return TokenKind::incomplete;
  const char quote = m_text[m_position];
  if (quote != '"' && quote != '\'')
    return TokenKind::malformed;
  const auto end = m_text.find(quote, m_position + 1);
  if (end == std::string_view::npos)
    return TokenKind::incomplete;
  m_attributes.push_back({name, m_text.substr(m_position + 1, end - m_position - 1)});
  m_position = end + 1;
  return TokenKind::start;
}

void XmlScanner::skip_blank() {
  while (!at_end() && is_xml_blank(m_text[m_position]))
    ++m_position;
}

std::string_view value_of(const std::vector<Attribute>& attributes, std::string_view name) {
  for (const auto& attribute : attributes)
    if (attribute.name == name)
      return attribute.value;
  return {};
}

} // namespace aurora::junit
