#include "aurora/buildlog/line.hpp"

#include <array>
#include <charconv>

#include "aurora/base/text.hpp"

namespace aurora::buildlog {
namespace {

/// Where the escape sequence that starts at `at` ends.
std::size_t end_of_escape(std::string_view text, std::size_t at) {
  ++at;
  if (at >= text.size())
    return at;
  const char kind = text[at++];
  if (kind == '[') {
    while (at < text.size() && (text[at] < '@' || text[at] > '~') && text[at] != '\n')
      ++at;
    return at < text.size() && text[at] != '\n' ? at + 1 : at;
  }
  if (kind != ']')
    return at;
  while (at < text.size() && text[at] != '\a' && text[at] != '\x1b' && text[at] != '\n')
    ++at;
  if (at + 1 < text.size() && text[at] == '\x1b' && text[at + 1] == '\\')
    return at + 2;
  return at < text.size() && text[at] == '\a' ? at + 1 : at;
}

std::string_view without_configuration(std::string_view path) {
  for (const std::string_view config : {"Debug/", "Release/", "RelWithDebInfo/", "MinSizeRel/"})
    if (path.starts_with(config))
      return path.substr(config.size());
  return path;
}

} // namespace

bool take_number(std::string_view& text, int& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || value < 0)
    return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

std::optional<LocatedLine> read_located_line(std::string_view line) {
  for (auto at = line.find(':'); at != std::string_view::npos; at = line.find(':', at + 1)) {
    LocatedLine out{line.substr(0, at), 0, 0, line.substr(at + 1)};
    if (at == 0 || !take_number(out.rest, out.line) || !out.rest.starts_with(':'))
      continue;
    out.rest.remove_prefix(1);
    auto after = out.rest;
    if (take_number(after, out.column) && after.starts_with(':'))
      out.rest = after.substr(1);
    else
      out.column = 0;
    return out;
  }
  return std::nullopt;
}

std::string strip_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto at = text.find('\x1b');
    out += text.substr(0, at);
    if (at == std::string_view::npos)
      break;
    text.remove_prefix(end_of_escape(text, at));
  }
  return out;
}

std::string source_of_object(std::string_view object) {
  if (const auto in_archive = object.rfind('('); in_archive != std::string_view::npos)
    return {};
  const auto files = object.rfind("CMakeFiles/");
  const auto dir = files == std::string_view::npos ? files : object.find(".dir/", files);
  if (dir == std::string_view::npos || !object.ends_with(".o"))
    return {};
  auto source = without_configuration(object.substr(dir + 5));
  source.remove_suffix(2);
  return std::string(object.substr(0, files)) + base::replace_all(std::string(source), "__/", "../");
}

} // namespace aurora::buildlog
