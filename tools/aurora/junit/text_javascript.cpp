#include "aurora/base/text.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {
namespace {

constexpr std::string_view k_vitest_frame = "\xE2\x9D\xAF ";           // ❯
constexpr std::string_view k_jest_failure = "\xE2\x97\x8F ";           // ●
constexpr std::string_view k_vitest_rule = "\xE2\x8E\xAF\xE2\x8E\xAF"; // ⎯⎯

/// The place in "at f (file:1:2)", "at file:1:2", "❯ f file:1:2".
std::optional<Place> javascript_frame(std::string_view line) {
  line = base::trim(line);
  if (line.starts_with("at "))
    line.remove_prefix(3);
  else if (line.starts_with(k_vitest_frame))
    line.remove_prefix(k_vitest_frame.size());
  else
    return std::nullopt;
  if (const auto open = line.rfind('('); open != std::string_view::npos && line.ends_with(')'))
    line = line.substr(open + 1, line.size() - open - 2);
  else if (const auto blank = line.rfind(' '); blank != std::string_view::npos)
    line = line.substr(blank + 1);
  const auto column = line.rfind(':');
  return column == std::string_view::npos ? std::nullopt : place_of(line.substr(0, column));
}

bool is_foreign(const Place& place) {
  return base::contains(place.file, "node_modules/") || place.file.starts_with("node:");
}

/// "RangeError: text" and "expect(received).toBe(expected)", once per failure.
void take_javascript_head(std::string_view line, model::Assertion& out) {
  line = base::trim(line);
  const auto expect = line.find("expect(");
  if (expect != std::string_view::npos && out.macro.empty()) {
    out.macro = "expect";
    out.expression = line.substr(expect, line.find(" //") - expect);
  }
  const auto colon = line.find(": ");
  const auto type = line.substr(0, colon);
  if (out.exception_type.empty() && colon != std::string_view::npos && type.ends_with("Error") &&
      type.find(' ') == std::string_view::npos)
    out.exception_type = type;
}

/// "Expected: 4" and "Received: 3", or the lines of a difference that begin with - and +.
void take_javascript_values(std::string_view line, model::Assertion& out) {
  line = base::trim(line);
  if (line.starts_with("Expected: "))
    out.expected = line.substr(10);
  else if (line.starts_with("Received: "))
    out.actual = line.substr(10);
  else if (out.expected.empty() && line.starts_with("- ") && !line.starts_with("- Expected"))
    out.expected = base::trim(line.substr(2));
  else if (out.actual.empty() && line.starts_with("+ ") && !line.starts_with("+ Received"))
    out.actual = base::trim(line.substr(2));
}

model::Assertion javascript_block(const Lines& lines, std::size_t begin, std::size_t end) {
  model::Assertion out;
  for (auto i = begin; i < end; ++i) {
    if (const auto place = javascript_frame(lines[i])) {
      if (out.file.empty() && !is_foreign(*place)) {
        out.file = place->file;
        out.line = place->line;
      }
      continue;
    }
    take_javascript_head(lines[i], out);
    take_javascript_values(lines[i], out);
  }
  out.message = joined(lines, begin, end);
  return out;
}

/// The case a line announces a failure of: "  ● a › b" (jest), " FAIL  file > a > b" (vitest).
std::string_view javascript_title(std::string_view line) {
  const auto text = base::trim(line);
  if (text.starts_with(k_jest_failure) && line.starts_with("  "))
    return base::trim(text.substr(k_jest_failure.size()));
  if (line.starts_with(" FAIL  "))
    return base::trim(line.substr(7));
  return {};
}

bool ends_javascript_block(std::string_view line) {
  return !javascript_title(line).empty() || line.starts_with(k_vitest_rule) || line.starts_with("FAIL ") ||
         line.starts_with("PASS ") || line.starts_with("Test Suites:");
}

} // namespace

Assertions read_javascript_failure(std::string_view text) {
  const auto lines = base::split_lines(text);
  return {javascript_block(lines, 0, lines.size())};
}

void read_javascript_console(const Lines& lines, Assertions& out) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto title = javascript_title(lines[i]);
    if (title.empty())
      continue;
    auto end = i + 1;
    while (end < lines.size() && !ends_javascript_block(lines[end]))
      ++end;
    auto found = javascript_block(lines, i + 1, end);
    found.case_name = title;
    out.push_back(std::move(found));
    i = end - 1;
  }
}

} // namespace aurora::junit
