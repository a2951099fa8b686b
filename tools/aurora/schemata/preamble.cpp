#include "aurora/schemata/preamble.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"

namespace aurora::schemata {
namespace {

constexpr std::string_view k_blanks = " \t\r\n\v\f";

/// Behind the end of the line, or of those that a backslash joins to it.
std::size_t next_line(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at)
    if (text[at] == '\\' && at + 1 < text.size())
      ++at;
    else if (text[at] == '\n')
      return at + 1;
  return text.size();
}

std::size_t behind(std::string_view text, std::string_view end, std::size_t from) {
  const auto found = text.find(end, from);
  return found == std::string_view::npos ? text.size() : found + end.size();
}

/// What the directive at the '#' does to the number of open #ifs.
int opens(std::string_view text, std::size_t hash) {
  const auto word = text.substr(std::min(text.find_first_not_of(" \t", hash + 1), text.size()));
  return word.starts_with("if") ? 1 : word.starts_with("endif") ? -1 : 0;
}

} // namespace

std::optional<std::size_t> preamble_end(std::string_view text) {
  constexpr auto k_none = std::string_view::npos;
  std::size_t comment = k_none; // the first behind the last directive
  int open = 0;
  std::size_t at = 0;
  for (;;) {
    at = std::min(text.find_first_not_of(k_blanks, at), text.size());
    const auto rest = text.substr(at);
    if (rest.starts_with("//") || rest.starts_with("/*")) {
      comment = std::min(comment, at);
      at = rest[1] == '/' ? next_line(text, at) : behind(text, "*/", at + 2);
    } else if (rest.starts_with('#')) {
      comment = k_none;
      open += opens(text, at);
      at = next_line(text, at);
    } else {
      return open == 0 ? std::optional(std::min(comment, at)) : std::nullopt;
    }
  }
}

} // namespace aurora::schemata
