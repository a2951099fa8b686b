#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::junit {

/// Name and still encoded value of one attribute.
struct Attribute {
  std::string_view name;
  std::string_view value;
};

enum class TokenKind { start, empty, end, text, ignorable, doctype, incomplete, malformed, end_of_input };

/// One piece of markup; name is the tag's, body the raw text or doctype.
struct Token {
  TokenKind kind = TokenKind::end_of_input;
  std::string_view name;
  std::string_view body;
  std::size_t begin = 0;
};

enum class Window { partial, final };

/// Cuts a window of an XML document into tags and text without copying and without recursion. Entities stay
/// encoded and are never looked up, so a document cannot make it read or build anything. What may continue
/// in the next window is `incomplete`; in the final window too, and then the document is truncated.
class XmlScanner {
public:
  XmlScanner(std::string_view text, Window window) : m_text(text), m_window(window) {}

  Token next();
  /// Of the last start or empty tag.
  const std::vector<Attribute>& attributes() const { return m_attributes; }
  std::size_t position() const { return m_position; }
  const char* cursor() const { return m_text.data() + m_position; }
  std::string_view rest() const { return m_text.substr(m_position); }
  void skip(std::size_t bytes) { m_position += bytes; }

private:
  Token text();
  Token markup();
  Token until(std::string_view terminator, TokenKind kind);
  Token cdata();
  Token end_tag();
  Token start_tag();
  TokenKind read_attributes();
  TokenKind read_attribute();
  bool read_expected_attribute();
  void expect(std::string_view name);
  void skip_blank();
  bool at_end() const { return m_position >= m_text.size(); }

  std::string_view m_text;
  Window m_window;
  std::size_t m_position = 0;
  std::vector<Attribute> m_attributes;
  std::vector<std::string> m_expected; ///< " name=\"" for each attribute of tags before
};

/// The value of an attribute, or empty.
std::string_view value_of(const std::vector<Attribute>& attributes, std::string_view name);

} // namespace aurora::junit
