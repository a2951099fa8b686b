#include "aurora/forge/marker.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "aurora/base/hash.hpp"
#include "aurora/base/text.hpp"

namespace aurora::forge {
namespace {

constexpr std::string_view k_begin = "<!-- aurora-issue/1 ";
constexpr std::string_view k_end = " -->";
constexpr std::array<std::string_view, 3> k_states{"open", "gone", "duplicate"};

bool is_plain(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ':' ||
           c == '.' || c == '-';
  });
}

std::vector<std::string> plain_words(std::string_view list) {
  std::vector<std::string> out;
  for (const auto word : base::split(list, ','))
    if (is_plain(word))
      out.emplace_back(word);
  return out;
}

void read_field(Marker& marker, std::string_view name, std::string_view value) {
  if (name == "causes")
    marker.causes = plain_words(value);
  else if (name == "tests")
    marker.tests = plain_words(value);
  else if (name == "at" && is_plain(value))
    marker.at = value;
  else if (name == "told" && is_plain(value))
    marker.told = value;
  else if (name == "tried" && is_plain(value))
    marker.tried = value;
  else if (name == "flaky")
    marker.flaky = value == "1";
  else if (name == "state")
    if (const auto* const found = std::ranges::find(k_states, value); found != k_states.end())
      marker.state = static_cast<Marker::State>(found - k_states.begin());
}

bool is_marker(std::string_view line) {
  return line.size() > k_begin.size() + k_end.size() && line.starts_with(k_begin) && line.ends_with(k_end);
}

} // namespace

std::string to_text(const Marker& marker) {
  return fmt::format("{}state={} at={} told={} tried={} flaky={} causes={} tests={}{}", k_begin,
                     k_states.at(static_cast<std::size_t>(marker.state)), marker.at, marker.told,
                     marker.tried, marker.flaky ? 1 : 0, base::join(marker.causes, ","),
                     base::join(marker.tests, ","), k_end);
}

std::optional<Marker> find_marker(std::string_view body) {
  std::optional<Marker> found;
  for (const auto raw : base::split_lines(body)) {
    const auto line = base::trim(raw);
    if (!is_marker(line))
      continue;
    Marker marker;
    const auto inner = line.substr(k_begin.size(), line.size() - k_begin.size() - k_end.size());
    for (const auto field : base::split(inner, ' '))
      if (const auto equals = field.find('='); equals != std::string_view::npos)
        read_field(marker, field.substr(0, equals), field.substr(equals + 1));
    if (!marker.causes.empty())
      found = std::move(marker);
  }
  return found;
}

std::string with_marker(std::string_view body, const Marker& marker) {
  std::string out;
  for (const auto line : base::split_lines(body))
    if (!is_marker(base::trim(line)))
      out += std::string(line) + "\n";
  if (!out.ends_with("\n\n"))
    out += "\n";
  return out + to_text(marker) + "\n";
}

std::string note_line(std::string_view key) {
  return fmt::format("<!-- aurora-note/1 {} -->", key);
}

std::string without_markers(std::string text) {
  return base::replace_all(std::move(text), "<!--", "<! --");
}

std::string short_key(std::string_view text) {
  return base::sha256_hex(text).substr(0, 12);
}

} // namespace aurora::forge
