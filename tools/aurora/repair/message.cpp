#include "aurora/repair/message.hpp"

#include <cctype>

#include "aurora/base/text.hpp"

namespace aurora::repair {

namespace {

constexpr std::size_t k_max_text = 256UL << 10;
constexpr std::size_t k_max_places = 200;

/// path:line[:column][: rest] at the start of a line.
bool parse_place(std::string_view line, Place& place) {
  const auto path_end = line.find(':', 1);
  if (path_end == std::string_view::npos || path_end > 4096)
    return false;
  auto rest = line.substr(path_end + 1);
  const auto number = [&rest]() -> int {
    std::size_t digits = 0;
    while (digits < rest.size() && std::isdigit(static_cast<unsigned char>(rest[digits])) != 0)
      ++digits;
    const auto value = base::parse_integer(rest.substr(0, digits));
    rest.remove_prefix(digits);
    return value && *value < 100000000 ? static_cast<int>(*value) : 0;
  };
  place.line = number();
  if (place.line == 0)
    return false;
  if (rest.starts_with(':')) {
    rest.remove_prefix(1);
    place.column = number();
  }
  place.path = base::trim(line.substr(0, path_end));
  place.rest = base::trim(rest.starts_with(':') ? rest.substr(1) : rest);
  return true;
}

} // namespace

std::string plain_quotes(std::string_view text) {
  std::string out(text.substr(0, k_max_text));
  out = base::replace_all(std::move(out), "\xE2\x80\x98", "'");
  out = base::replace_all(std::move(out), "\xE2\x80\x99", "'");
  return base::replace_all(std::move(out), "`", "'");
}

std::string full_text(const model::Event& event) {
  return plain_quotes(event.message + "\n" + event.details.substr(0, k_max_text));
}

std::string quoted_after(std::string_view text, std::string_view phrase) {
  const auto at = text.find(phrase);
  if (at == std::string_view::npos)
    return {};
  const auto open = text.find('\'', at + phrase.size());
  const auto close = open == std::string_view::npos ? open : text.find('\'', open + 1);
  if (close == std::string_view::npos || text.substr(at, close - at).find('\n') != std::string_view::npos)
    return {};
  return std::string(text.substr(open + 1, close - open - 1));
}

std::vector<std::string> quoted(std::string_view text) {
  std::vector<std::string> out;
  text = text.substr(0, text.find('\n'));
  for (auto open = text.find('\''); open != std::string_view::npos;) {
    const auto close = text.find('\'', open + 1);
    if (close == std::string_view::npos)
      break;
    out.emplace_back(text.substr(open + 1, close - open - 1));
    open = text.find('\'', close + 1);
  }
  return out;
}

std::vector<Place> places(std::string_view text) {
  std::vector<Place> out;
  for (const auto line : base::split_lines(text)) {
    Place place;
    if (parse_place(line, place))
      out.push_back(std::move(place));
    if (out.size() >= k_max_places)
      break;
  }
  return out;
}

std::string bare_name(std::string_view declaration) {
  std::string flat;
  int depth = 0;
  for (const char c : declaration) {
    if (c == '<')
      ++depth;
    else if (c == '>' && depth > 0)
      --depth;
    else if (depth == 0 && (c == '(' || c == '['))
      break;
    else if (depth == 0)
      flat += c;
  }
  const auto name = base::trim(flat);
  const auto blank = name.find_last_of(" *&");
  return std::string(blank == std::string_view::npos ? name : name.substr(blank + 1));
}

std::string last_component(std::string_view name) {
  const auto bare = bare_name(name);
  const auto colon = bare.rfind("::");
  return colon == std::string::npos ? bare : bare.substr(colon + 2);
}

} // namespace aurora::repair
