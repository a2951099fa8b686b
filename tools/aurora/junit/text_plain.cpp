#include <algorithm>
#include <array>

#include "aurora/base/text.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {
namespace {

constexpr std::size_t k_most_lines = 100'000;
constexpr std::size_t k_most_found = 50;
constexpr std::size_t k_longest_line = 4096;
constexpr std::size_t k_lines_of_values = 5; ///< after the place

/// "0 failed", "errors: 0": a summary of what went well.
bool counts_none(std::string_view text) {
  for (const std::string_view none :
       {"no fail", "no error", "without error", "0 fail", "0 error", "0 assert"})
    if (const auto at = text.find(none); at != std::string_view::npos)
      if (none[0] != '0' || at == 0 || !base::is_identifier_char(text[at - 1]))
        return true;
  for (const std::string_view none : {"failed: 0", "failures: 0", "fail: 0", "errors: 0", "error: 0"})
    if (text.ends_with(none))
      return true;
  return false;
}

/// "src/a.cpp:12", "src/a.cpp:12:3" or "src/a.cpp(12)" and where it ends.
struct FoundPlace {
  Place place;
  std::size_t end = 0;
};

bool is_path_char(char c) {
  return base::is_identifier_char(c) || c == '/' || c == '.' || c == '-' || c == '+' || c == '\\' || c == '@';
}

bool names_source(std::string_view path) {
  static constexpr std::array<std::string_view, 12> k_extensions = {"c",  "cc",  "cpp", "cxx", "c++", "h",
                                                                    "hh", "hpp", "hxx", "inl", "ipp", "tcc"};
  const auto dot = path.rfind('.');
  return dot != std::string_view::npos && dot > 0 &&
         std::ranges::find(k_extensions, path.substr(dot + 1)) != k_extensions.end();
}

std::size_t end_of_digits(std::string_view line, std::size_t at) {
  while (at < line.size() && at < k_longest_line && line[at] >= '0' && line[at] <= '9')
    ++at;
  return at;
}

/// Where the path before the mark begins: an absolute one at the line's beginning may hold blanks.
std::size_t begin_of_path(std::string_view line, std::size_t mark, bool is_first_mark) {
  const auto first = line.find_first_not_of(" \t");
  if (is_first_mark && line[first] == '/')
    return first;
  auto begin = mark;
  while (begin > 0 && is_path_char(line[begin - 1]))
    --begin;
  return begin;
}

/// Behind the column, or the closing bracket; nothing where the digits do not end like a place.
std::optional<std::size_t> end_of_place(std::string_view line, std::size_t mark, std::size_t digits_end) {
  if (line[mark] == ':') {
    const auto column = end_of_digits(line, digits_end + 1);
    return line.substr(digits_end).starts_with(':') && column > digits_end + 1 ? column : digits_end;
  }
  const auto close = line.find(')', digits_end);
  if (close == std::string_view::npos || (close > digits_end && line[digits_end] != ','))
    return std::nullopt;
  return close + 1;
}

std::optional<FoundPlace> place_at(std::string_view line, std::size_t mark, bool is_first_mark) {
  const auto begin = begin_of_path(line, mark, is_first_mark);
  const auto path = line.substr(begin, mark - begin);
  const auto digits_end = end_of_digits(line, mark + 1);
  const auto number = base::parse_integer(line.substr(mark + 1, digits_end - mark - 1));
  if (!names_source(path) || !number || *number <= 0 || *number > 100'000'000)
    return std::nullopt;
  const auto end = end_of_place(line, mark, digits_end);
  return end ? std::optional(FoundPlace{{std::string(path), static_cast<int>(*number)}, *end}) : std::nullopt;
}

/// Linear in the length of the line.
std::optional<FoundPlace> place_in(std::string_view line) {
  const auto first = line.find_first_of(":(");
  for (auto mark = first; mark != std::string_view::npos; mark = line.find_first_of(":(", mark + 1))
    if (auto found = place_at(line, mark, mark == first))
      return found;
  return std::nullopt;
}

/// "Expected: 3", "actual = 4".
void read_value(std::string_view line, model::Assertion& out) {
  const auto sign = line.find_first_of(":=");
  if (sign == std::string_view::npos)
    return;
  const auto key = base::to_lower(base::trim(line.substr(0, sign)));
  const auto value = base::trim(line.substr(sign + 1));
  if (key == "expected" || key == "expect" || key == "want" || key == "wanted")
    out.expected = value;
  else if (key == "actual" || key == "got" || key == "was" || key == "received" || key == "but was")
    out.actual = value;
}

model::Assertion assertion_at(const Lines& lines, std::size_t index, const FoundPlace& found) {
  const auto line = lines[index];
  model::Assertion out;
  out.file = found.place.file;
  out.line = found.place.line;
  const auto rest = line.substr(found.end);
  const auto begin = rest.find_first_not_of(" :-,");
  out.message = base::trim(begin == std::string_view::npos ? line : rest.substr(begin));
  if (split_comparison(out.message))
    out.expression = out.message;
  for (auto i = index + 1; i < std::min(lines.size(), index + k_lines_of_values); ++i)
    read_value(lines[i], out);
  return out;
}

} // namespace

bool tells_failure(std::string_view line) {
  const auto text = base::to_lower(base::trim(line.substr(0, k_longest_line)));
  if (counts_none(text))
    return false;
  for (const std::string_view word :
       {"fail", "error", "assert", "expected", "mismatch", "not ok", "wrong", "incorrect"})
    if (base::contains(text, word))
      return true;
  return false;
}

void read_plain_console(const Lines& lines, Assertions& out) {
  bool told = false; // by the last line that is not empty
  for (std::size_t i = 0; i < std::min(lines.size(), k_most_lines) && out.size() < k_most_found; ++i) {
    const auto line = lines[i].substr(0, k_longest_line);
    if (base::trim(line).empty())
      continue;
    const bool tells = tells_failure(line);
    if (const auto found = tells || told ? place_in(line) : std::nullopt)
      out.push_back(assertion_at(lines, i, *found));
    told = tells;
  }
}

} // namespace aurora::junit
