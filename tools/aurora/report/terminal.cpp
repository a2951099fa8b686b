#include "aurora/report/terminal.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::report {
namespace {

constexpr std::string_view k_red = "31";
constexpr std::string_view k_green = "32";
constexpr std::string_view k_yellow = "33";
constexpr std::string_view k_cyan = "36";
constexpr std::string_view k_bold = "1";

/// First words of lines that say how something went.
constexpr std::array<std::pair<std::string_view, std::string_view>, 29> k_word_colours{{
    {"red", k_red},
    {"refused", k_red},
    {"does_not_compile", k_red},
    {"fails", k_red},
    {"breaks_others", k_red},
    {"unsolved", k_red},
    {"warning", k_red},
    {"error", k_red},
    {"flaky", k_yellow},
    {"held", k_yellow},
    {"rolled_back", k_yellow},
    {"restored", k_yellow},
    {"interrupted", k_yellow},
    {"drop", k_yellow},
    {"note", k_yellow},
    {"approve", k_yellow},
    {"green", k_green},
    {"plausible", k_green},
    {"validated", k_green},
    {"landed", k_green},
    {"proposed", k_green},
    {"commit", k_green},
    {"learnt", k_green},
    {"try", k_cyan},
    {"search", k_cyan},
    {"suspect", k_cyan},
    {"cause", k_bold},
    {"result", k_bold},
    {"next", k_bold},
}};

bool is_decimal_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_dumb(const sys::Environment& environment, int fd) {
  return !environment.is_terminal(fd) || environment.get("TERM").value_or("") == "dumb";
}

std::string painted_word(std::string_view word) {
  const auto* const found =
      std::ranges::find(k_word_colours, word, [](const auto& one) { return one.first; });
  return found == k_word_colours.end() ? std::string(word)
                                       : fmt::format("\x1B[{}m{}\x1B[0m", found->second, word);
}

/// The word that tells what the line is, in its colour; whatever stands around it unchanged.
std::string paint(std::string_view line) {
  const auto begin = line.find_first_not_of(' ');
  if (begin == std::string_view::npos)
    return std::string(line);
  const auto end = std::min(line.find(' ', begin), line.size());
  return std::string(line.substr(0, begin)) + painted_word(line.substr(begin, end - begin)) +
         std::string(line.substr(end));
}

std::string url_of(const std::string& path) {
  std::string out = "file://";
  for (const char c : path) {
    const bool plain =
        base::is_identifier_char(c) || std::string_view("/.-~+@,=").find(c) != std::string::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

/// Nothing where the way from the current folder is longer than anybody reads.
std::string shown_path(const std::string& absolute, const std::string& current_dir) {
  auto relative = std::filesystem::path(absolute).lexically_relative(current_dir).generic_string();
  return relative.starts_with("../../../..") ? std::string() : relative;
}

/// "path:12" or "path:12:5" at the beginning of a word.
struct PlaceInText {
  std::string_view path;
  std::string_view numbers; ///< with the colon before them
};

std::optional<PlaceInText> place_at(std::string_view text) {
  const auto colon = text.find_first_of(": \t\"'()[]");
  if (colon == std::string_view::npos || colon == 0 || text[colon] != ':')
    return std::nullopt;
  auto end = colon;
  for (int part = 0; part < 2 && end + 1 < text.size() && text[end] == ':' && is_decimal_digit(text[end + 1]);
       ++part)
    for (++end; end < text.size() && is_decimal_digit(text[end]);)
      ++end;
  if (end == colon)
    return std::nullopt;
  return PlaceInText{text.substr(0, colon), text.substr(colon, end - colon)};
}

std::string show_place(const PlaceInText& place, const LineStyle& style) {
  const auto path = sys::normalize_path(sys::join_path(style.source_dir, place.path));
  if (!style.exists(path))
    return std::string(place.path) + std::string(place.numbers);
  const auto relative = shown_path(path, style.current_dir);
  const auto text = (relative.empty() ? std::string(place.path) : relative) + std::string(place.numbers);
  if (style.links == Links::off)
    return text;
  return fmt::format("\x1B]8;;{}\x1B\\{}\x1B]8;;\x1B\\", url_of(path), text);
}

std::string with_places(std::string_view line, const LineStyle& style) {
  std::string out;
  bool at_word = true;
  while (!line.empty()) {
    const auto place = at_word ? place_at(line) : std::nullopt;
    if (place) {
      out += show_place(*place, style);
      line.remove_prefix(place->path.size() + place->numbers.size());
    } else {
      at_word = std::string_view(" \t\"'([").find(line.front()) != std::string_view::npos;
      out += line.front();
      line.remove_prefix(1);
      continue;
    }
    at_word = false;
  }
  return out;
}

/// The number at the beginning, which is taken off the text.
std::string_view take_number(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && is_decimal_digit(text[size]))
    ++size;
  const auto number = text.substr(0, size);
  text.remove_prefix(size);
  return number;
}

/// "[12/40] Building …" of Ninja, "[ 55%] Building …" of Make.
std::optional<std::string> build_progress(std::string_view line) {
  line = base::trim(line.substr(1));
  const auto done = take_number(line);
  if (!done.empty() && line.starts_with("%]"))
    return fmt::format("{} % built", done);
  if (done.empty() || !line.starts_with("/"))
    return std::nullopt;
  line.remove_prefix(1);
  const auto all = take_number(line);
  return all.empty() || !line.starts_with("]") ? std::nullopt
                                               : std::optional(fmt::format("{}/{} built", done, all));
}

/// " 3/17 Test  #5: name ....   Passed"
std::optional<std::string> test_progress(std::string_view line) {
  const auto done = take_number(line);
  if (done.empty() || !line.starts_with("/"))
    return std::nullopt;
  line.remove_prefix(1);
  const auto all = take_number(line);
  return all.empty() || !line.starts_with(" Test ") ? std::nullopt
                                                    : std::optional(fmt::format("{}/{} tests", done, all));
}

} // namespace

Colour choose_colour(const sys::Environment& environment, int fd) {
  const bool refused = !environment.get("NO_COLOR").value_or("").empty() || is_dumb(environment, fd);
  return refused ? Colour::off : Colour::on;
}

Links choose_links(const sys::Environment& environment, int fd) {
  return is_dumb(environment, fd) ? Links::off : Links::on;
}

std::string styled_line(std::string_view line, const LineStyle& style) {
  const auto command = std::min(line.find("run: "), line.size());
  auto text = line.substr(0, command);
  auto out = style.exists ? with_places(text, style) : std::string(text);
  out += line.substr(command);
  return style.colour == Colour::on ? paint(out) : out;
}

std::optional<std::string> progress_in(std::string_view line) {
  line = base::trim(line);
  return line.starts_with("[") ? build_progress(line) : test_progress(line);
}

std::string fit_columns(std::string_view text, std::size_t columns) {
  std::string out;
  std::size_t used = 0;
  for (const char c : base::to_printable(text)) {
    const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    if (!continues && ++used > columns)
      break;
    out += c == '\n' || c == '\t' ? ' ' : c;
  }
  return out;
}

} // namespace aurora::report
