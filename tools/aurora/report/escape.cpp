#include "aurora/report/escape.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"

namespace aurora::report {
namespace {

std::string_view markup_of(char c) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  default:
    return {};
  }
}

/// U+FFFE and U+FFFF are UTF-8 but no XML characters.
std::string without_noncharacters(std::string text) {
  return base::replace_all(base::replace_all(std::move(text), "\xEF\xBF\xBE", "?"), "\xEF\xBF\xBF", "?");
}

} // namespace

std::string escape_markup(std::string_view text) {
  std::string out;
  for (const char c : without_noncharacters(base::to_printable(text))) {
    const auto markup = markup_of(c);
    if (markup.empty())
      out += c;
    else
      out += markup;
  }
  return out;
}

std::string escape_markdown(std::string_view text) {
  std::string out;
  for (const char c : base::to_printable(text)) {
    if (std::string_view("\\`*_{}[]<>#|~!&@").find(c) != std::string_view::npos)
      out += '\\';
    out += c == '\n' || c == '\t' ? ' ' : c;
  }
  return out;
}

std::string fenced(std::string_view text, std::string_view language) {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  auto body = base::to_printable(text);
  if (!body.ends_with('\n'))
    body += '\n';
  return fence + std::string(language) + "\n" + body + fence + "\n";
}

std::string one_line(std::string_view text, std::size_t limit) {
  auto out = base::to_printable(text.substr(0, limit * 4));
  std::ranges::replace(out, '\n', ' ');
  std::ranges::replace(out, '\t', ' ');
  if (out.size() <= limit)
    return out;
  auto end = limit;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U)
    --end;
  return out.substr(0, end) + "…";
}

} // namespace aurora::report
