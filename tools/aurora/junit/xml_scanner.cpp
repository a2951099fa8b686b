#include "aurora/junit/xml_scanner.hpp"

#include <array>
#include <cstring>

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

const char* name_end(const char* at, const char* end) {
  while (at != end && !ends_xml_name(*at))
    ++at;
  return at;
}

const char* after_blank(const char* at, const char* end) {
  while (at != end && is_xml_blank(*at))
    ++at;
  return at;
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
  const char* const end = name_end(cursor(), m_text.data() + m_text.size());
  const auto name = m_text.substr(begin, static_cast<std::size_t>(end - cursor()));
  m_position += name.size();
  if (at_end())
    return {TokenKind::incomplete, {}, {}, begin};
  if (name.empty() || name.size() > k_max_name)
    return {TokenKind::malformed, {}, {}, begin};
  return {read_attributes(), name, {}, begin};
}

TokenKind XmlScanner::read_attributes() {
  m_attributes.clear();
  for (;;) {
    while (read_expected_attribute()) {
    }
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

/// Works on pointers of its own: members would be written back at every byte.
TokenKind XmlScanner::read_attribute() {
  const char* const begin = cursor();
  const char* const end = m_text.data() + m_text.size();
  const char* at = name_end(begin, end);
  const std::string_view name(begin, static_cast<std::size_t>(at - begin));
  at = after_blank(at, end);
  if (at == end)
    return TokenKind::incomplete;
  if (name.empty() || *at != '=' || m_attributes.size() >= k_max_attributes)
    return TokenKind::malformed;
  at = after_blank(at + 1, end);
  if (at == end)
    return TokenKind::incomplete;
  if (*at != '"' && *at != '\'')
    return TokenKind::malformed;
  const char* const value = at + 1;
  const auto* close =
      static_cast<const char*>(std::memchr(value, *at, static_cast<std::size_t>(end - value)));
  if (close == nullptr)
    return TokenKind::incomplete;
  expect(name);
  m_attributes.push_back({name, {value, static_cast<std::size_t>(close - value)}});
  m_position = static_cast<std::size_t>(close + 1 - m_text.data());
  return TokenKind::start;
}

/// A tag has the attributes of the one before as a rule, written alike: one comparison instead of a look at
/// every byte of the name.
bool XmlScanner::read_expected_attribute() {
  if (m_attributes.size() >= m_expected.size())
    return false;
  const auto& expected = m_expected[m_attributes.size()];
  const auto rest = m_text.substr(m_position);
  if (!rest.starts_with(expected))
    return false;
  const auto end = rest.find('"', expected.size());
  if (end == std::string_view::npos)
    return false;
  m_attributes.push_back(
      {rest.substr(1, expected.size() - 3), rest.substr(expected.size(), end - expected.size())});
  m_position += end + 1;
  return true;
}

void XmlScanner::expect(std::string_view name) {
  if (m_attributes.size() >= m_expected.size())
    m_expected.resize(m_attributes.size() + 1);
  auto& expected = m_expected[m_attributes.size()];
  expected.assign(1, ' ').append(name).append("=\"");
}

void XmlScanner::skip_blank() {
  const char* const end = m_text.data() + m_text.size();
  m_position = static_cast<std::size_t>(after_blank(cursor(), end) - m_text.data());
}

std::string_view value_of(const std::vector<Attribute>& attributes, std::string_view name) {
  for (const auto& attribute : attributes)
    if (attribute.name == name)
      return attribute.value;
  return {};
}

} // namespace aurora::junit
