#include "aurora/junit/xml_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "aurora/base/text.hpp"
#include "aurora/junit/xml_scanner.hpp"

namespace aurora::junit {
namespace {

struct Entity {
  std::string_view name;
  char value;
};
constexpr std::array<Entity, 5> k_entities{
    {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}}};

void append_utf8(std::string& out, std::uint32_t code) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

bool append_reference(std::string& out, std::string_view name) {
  for (const auto& entity : k_entities)
    if (entity.name == name) {
      out += entity.value;
      return true;
    }
  if (name.size() < 2 || name[0] != '#')
    return false;
  const bool hex = name[1] == 'x' || name[1] == 'X';
  const auto digits = name.substr(hex ? 2 : 1);
  std::uint32_t code = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size())
    return false;
  const bool scalar = code != 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  append_utf8(out, scalar ? code : 0xFFFD);
  return true;
}

constexpr std::size_t k_max_reference = 12; // "&#x10FFFF;" and some zeros

void append_decoded(std::string& out, std::string_view raw) {
  for (;;) {
    const auto at = raw.find('&');
    out += raw.substr(0, at);
    if (at == std::string_view::npos)
      return;
    raw.remove_prefix(at);
    const auto end = raw.substr(0, k_max_reference).find(';');
    const bool known = end != std::string_view::npos && append_reference(out, raw.substr(1, end - 1));
    if (!known)
      out += '&';
    raw.remove_prefix(known ? end + 1 : 1);
  }
}

/// The byte of a mark such as "[NON-XML-CHAR-0x1B]" at the start of text; length 0 when there is none.
struct Mark {
  std::size_t length = 0;
  char byte = 0;
};

Mark mark_at(std::string_view text) {
  for (const std::string_view prefix : {"[NON-XML-CHAR-0x", "[NON-UTF-8-BYTE-0x"}) {
    if (!text.starts_with(prefix))
      continue;
    const auto digits = text.substr(prefix.size(), 3);
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    const auto length = static_cast<std::size_t>(end - text.data());
    if (error == std::errc{} && value < 256 && length < text.size() && text[length] == ']')
      return {length + 1, static_cast<char>(value)};
  }
  return {};
}

std::string decode_marks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (;;) {
    const auto at = text.find("[NON-");
    out += text.substr(0, at);
    if (at == std::string_view::npos)
      return out;
    text.remove_prefix(at);
    const auto mark = mark_at(text);
    out += mark.length > 0 ? mark.byte : '[';
    text.remove_prefix(std::max<std::size_t>(mark.length, 1));
  }
}

std::size_t escape_length(std::string_view text) {
  if (text.size() < 2)
    return text.size();
  std::size_t i = 2;
  if (text[1] == '[') {
    while (i < text.size() && (text[i] < '@' || text[i] > '~') && i < 64)
      ++i;
    return std::min(i + 1, text.size());
  }
  if (text[1] == ']') {
    while (i < text.size() && text[i] != '\a' && text[i] != '\x1b' && i < 4096)
      ++i;
    return std::min(i + 1, text.size());
  }
  return 2;
}

/// Nothing to decode, mark or mask. One pass without branches, so that it is vectorized.
bool is_plain(std::string_view text) {
  unsigned char bad = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    bad |= static_cast<unsigned char>(byte < 0x20 || byte > 0x7E || c == '&' || c == '[');
  }
  return bad == 0;
}

/// As base::to_printable leaves it.
bool is_printable(std::string_view text) {
  unsigned char bad = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    bad |= static_cast<unsigned char>((byte < 0x20 && c != '\n' && c != '\t') || byte > 0x7E);
  }
  return bad == 0;
}

bool has_marks(std::string_view text) {
  return text.find("[NON-") != std::string_view::npos;
}

} // namespace

std::string decode(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  append_decoded(out, raw);
  return out;
}

std::string inner_text(std::string_view raw) {
  constexpr std::string_view cdata_begin = "<![CDATA[";
  std::string out;
  out.reserve(raw.size());
  XmlScanner scanner(raw, Window::final);
  for (auto token = scanner.next();; token = scanner.next()) {
    if (token.kind == TokenKind::end_of_input || token.kind == TokenKind::incomplete ||
        token.kind == TokenKind::malformed)
      return out;
    if (token.kind != TokenKind::text)
      continue;
    if (token.body.starts_with(cdata_begin))
      out += token.body.substr(cdata_begin.size(), token.body.size() - cdata_begin.size() - 3);
    else
      append_decoded(out, token.body);
  }
}

std::string strip_ansi(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (;;) {
    const auto at = text.find('\x1b');
    out += text.substr(0, at);
    if (at == std::string_view::npos)
      return out;
    text.remove_prefix(at);
    text.remove_prefix(escape_length(text));
  }
}

std::string clean(std::string text) {
  if (has_marks(text))
    text = decode_marks(text);
  if (text.find("#x1B[") != std::string::npos)
    text = base::replace_all(std::move(text), "#x1B[", "\x1b[");
  if (text.find('\x1b') != std::string::npos)
    text = strip_ansi(text);
  if (text.find('\r') != std::string::npos)
    std::erase(text, '\r');
  return is_printable(text) ? text : base::to_printable(text);
}

void assign_clean(std::string& out, std::string_view raw) {
  if (is_plain(raw))
    out.assign(raw);
  else
    out = clean(decode(raw));
}

} // namespace aurora::junit
