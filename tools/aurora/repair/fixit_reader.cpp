#include "aurora/repair/fixit_reader.hpp"

#include <array>
#include <optional>
#include <utility>

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"

namespace aurora::repair {

namespace {

constexpr std::size_t k_max_groups = 500;

/// The C string literal at the front of text, unescaped; text moves past it.
std::optional<std::string> take_c_string(std::string_view& text) {
  if (!text.starts_with('"'))
    return std::nullopt;
  std::string out;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') {
      text.remove_prefix(i + 1);
      return out;
    }
    if (text[i] != '\\' || i + 1 >= text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    if (c >= '0' && c <= '7' && i + 2 < text.size()) {
      out += static_cast<char>((c - '0') * 64 + (text[i + 1] - '0') * 8 + (text[i + 2] - '0'));
      i += 2;
    } else {
      out += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    }
  }
  return std::nullopt;
}

/// "12:5" in front of a stop character; text moves past that.
std::optional<Position> take_position(std::string_view& text, char stop) {
  const auto end = text.find(stop);
  if (end == std::string_view::npos)
    return std::nullopt;
  const auto parts = base::split(text.substr(0, end), ':');
  text.remove_prefix(end + 1);
  if (parts.size() != 2)
    return std::nullopt;
  const auto line = base::parse_integer(parts[0]);
  const auto column = base::parse_integer(parts[1]);
  if (!line || !column || *line < 1 || *column < 1 || *line > 100000000 || *column > 100000000)
    return std::nullopt;
  return Position{static_cast<int>(*line), static_cast<int>(*column)};
}

/// fix-it:"a.cpp":{3:10-3:12}:"text"
std::optional<Fixit> parse_fixit(std::string_view line) {
  line.remove_prefix(7);
  const auto path = take_c_string(line);
  if (!path || !line.starts_with(":{"))
    return std::nullopt;
  line.remove_prefix(2);
  const auto begin = take_position(line, '-');
  const auto end = begin ? take_position(line, '}') : std::nullopt;
  if (!end || !line.starts_with(':'))
    return std::nullopt;
  line.remove_prefix(1);
  auto text = take_c_string(line);
  if (!text)
    return std::nullopt;
  return Fixit{*path, *begin, *end, std::move(*text)};
}

std::optional<FixitOrigin> origin_of(std::string_view rest) {
  if (rest.starts_with("error:") || rest.starts_with("fatal error:"))
    return FixitOrigin::error;
  if (rest.starts_with("warning:"))
    return FixitOrigin::warning;
  if (rest.starts_with("note:"))
    return FixitOrigin::note;
  return std::nullopt;
}

} // namespace

std::vector<FixitGroup> read_fixits(std::string_view compiler_output) {
  std::vector<FixitGroup> groups;
  FixitGroup current;
  bool below_error = false;
  const auto finish = [&] {
    if (!current.fixits.empty() && (current.origin != FixitOrigin::note || below_error))
      groups.push_back(current);
    current.fixits.clear();
  };
  for (const auto line : base::split_lines(compiler_output)) {
    if (groups.size() >= k_max_groups)
      break;
    if (line.starts_with("fix-it:")) {
      if (auto fixit = parse_fixit(line))
        current.fixits.push_back(std::move(*fixit));
      continue;
    }
    const auto found = places(line);
    const auto origin = found.empty() ? std::nullopt : origin_of(found[0].rest);
    if (!origin)
      continue;
    finish();
    if (*origin != FixitOrigin::note)
      below_error = *origin == FixitOrigin::error;
    const std::string_view rest = found[0].rest;
    const auto message = base::trim(rest.substr(rest.find(':') + 1));
    current = {*origin, plain_quotes(message), found[0].path, found[0].line, {}};
  }
  finish();
  return groups;
}

} // namespace aurora::repair
