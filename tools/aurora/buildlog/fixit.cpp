#include "aurora/buildlog/fixit.hpp"

#include "aurora/base/text.hpp"
#include "aurora/buildlog/line.hpp"

namespace aurora::buildlog {
namespace {

bool is_octal(char c) {
  return c >= '0' && c <= '7';
}

/// Reads up to three octal digits at text[at] and leaves `at` on the last one.
char octal(std::string_view text, std::size_t& at) {
  int value = 0;
  const auto end = std::min(text.size(), at + 3);
  for (; at < end && is_octal(text[at]); ++at)
    value = value * 8 + (text[at] - '0');
  --at;
  return static_cast<char>(value & 0xFF);
}

char escaped(std::string_view text, std::size_t& at) {
  switch (text[at]) {
  case 'n':
    return '\n';
  case 't':
    return '\t';
  case 'r':
    return '\r';
  default:
    return is_octal(text[at]) ? octal(text, at) : text[at];
  }
}

/// Takes a C string literal off the front of text.
std::optional<std::string> take_quoted(std::string_view& text) {
  if (text.empty() || text.front() != '"')
    return std::nullopt;
  std::string out;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') {
      text.remove_prefix(i + 1);
      return out;
    }
    if (text[i] == '\\' && i + 1 < text.size())
      out += escaped(text, ++i);
    else
      out += text[i];
  }
  return std::nullopt;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix))
    return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_pair(std::string_view& text, int& first, int& second) {
  return take_number(text, first) && take(text, ":") && take_number(text, second);
}

} // namespace

std::optional<FixIt> read_fixit_line(std::string_view line) {
  FixIt fix;
  if (!take(line, "fix-it:"))
    return std::nullopt;
  const auto file = take_quoted(line);
  if (!file || !take(line, ":{") || !take_pair(line, fix.line, fix.column) || !take(line, "-") ||
      !take_pair(line, fix.end_line, fix.end_column) || !take(line, "}:"))
    return std::nullopt;
  const auto text = take_quoted(line);
  if (!text)
    return std::nullopt;
  fix.file = *file;
  fix.replacement = *text;
  return fix;
}

std::vector<FixIt> read_parseable_fixits(std::string_view text) {
  std::vector<FixIt> fixes;
  for (const auto line : base::split_lines(text))
    if (auto fix = read_fixit_line(line))
      fixes.push_back(std::move(*fix));
  return fixes;
}

} // namespace aurora::buildlog
