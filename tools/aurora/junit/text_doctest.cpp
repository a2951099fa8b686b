#include "aurora/base/text.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {
namespace {

/// Where a line's severity begins and its text; nothing for lines that are not failures.
struct DoctestHead {
  Place place;
  std::string_view text;
};

std::optional<DoctestHead> doctest_head(std::string_view line) {
  for (const std::string_view mark : {": FATAL ERROR: ", ": ERROR: "})
    if (const auto at = line.find(mark); at != std::string_view::npos)
      if (const auto place = place_of(line.substr(0, at)))
        return DoctestHead{*place, line.substr(at + mark.size())};
  return std::nullopt;
}

/// "MACRO( expression ) is NOT correct!", "… THREW exception: "what"", "test case CRASHED: SIG…"
void doctest_statement(std::string_view text, model::Assertion& out) {
  const auto open = text.find("( ");
  const auto close = text.rfind(" ) ");
  if (open != std::string_view::npos && close != std::string_view::npos && close > open &&
      text.substr(0, open).find(' ') == std::string_view::npos) {
    out.macro = text.substr(0, open);
    out.expression = base::trim(text.substr(open + 2, close - open - 2));
  }
  for (const std::string_view mark : {"THREW exception: ", "threw a DIFFERENT exception: "})
    if (const auto at = text.find(mark); at != std::string_view::npos) {
      out.exception_type = "std::exception";
      out.actual = text.substr(at + mark.size());
    }
  constexpr std::string_view crashed = "test case CRASHED: ";
  if (text.starts_with(crashed)) {
    out.actual = text.substr(crashed.size());
    out.exception_type = out.actual.substr(0, out.actual.find(' '));
  }
}

/// "  values: MACRO( 3 == 4 )"
void doctest_values(std::string_view line, model::Assertion& out) {
  constexpr std::string_view key = "values: ";
  line = base::trim(line);
  const auto open = line.find("( ");
  if (!line.starts_with(key) || open == std::string_view::npos || !line.ends_with(" )"))
    return;
  const auto values = line.substr(open + 2, line.size() - open - 4);
  const auto comma = values.find(", ");
  if (const auto sides = split_comparison(values)) {
    out.actual = sides->left;
    out.expected = sides->right;
  } else if (comma != std::string_view::npos) {
    out.actual = values.substr(0, comma);
    out.expected = values.substr(comma + 2);
  } else {
    out.actual = values;
  }
}

bool ends_doctest_block(std::string_view line) {
  return line.empty() || line.starts_with("====") || doctest_head(line).has_value();
}

std::string doctest_title(const Lines& lines, std::size_t at) {
  constexpr std::string_view key = "TEST CASE:";
  std::string title(base::trim(lines[at].substr(key.size())));
  for (auto i = at + 1; i < lines.size() && lines[i].starts_with("  "); ++i)
    title += "/" + std::string(base::trim(lines[i]));
  return title;
}

/// Failures that doctest was told to tolerate are taken back when the case ends.
void drop_tolerated(std::string_view line, std::size_t first, Assertions& out) {
  if (line.starts_with("Allowed to fail so marking it as not failed"))
    out.resize(first);
}

} // namespace

Assertions read_doctest_failure(std::string_view text) {
  const auto lines = base::split_lines(base::trim(text));
  if (lines.empty())
    return {};
  model::Assertion out;
  const auto place =
      lines[0].ends_with(':') ? place_of(lines[0].substr(0, lines[0].size() - 1)) : std::nullopt;
  if (!place) {
    if (!lines[0].starts_with("SIG"))
      return {};
    out.actual = lines[0];
    out.exception_type = lines[0].substr(0, lines[0].find(' '));
    return {out};
  }
  out.file = place->file;
  out.line = place->line;
  if (lines.size() > 1)
    doctest_statement(lines[1], out);
  for (const auto line : lines)
    doctest_values(line, out);
  return {out};
}

void read_doctest_console(const Lines& lines, Assertions& out) {
  std::string title;
  auto first = out.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    drop_tolerated(lines[i], first, out);
    if (lines[i].starts_with("TEST CASE:")) {
      title = doctest_title(lines, i);
      first = out.size();
    }
    const auto head = doctest_head(lines[i]);
    if (!head)
      continue;
    model::Assertion found;
    found.file = head->place.file;
    found.line = head->place.line;
    found.case_name = title;
    doctest_statement(head->text, found);
    auto end = i + 1;
    for (; end < lines.size() && !ends_doctest_block(lines[end]); ++end)
      doctest_values(lines[end], found);
    found.message = std::string(head->text) + (end > i + 1 ? "\n" + joined(lines, i + 1, end) : "");
    out.push_back(std::move(found));
  }
}

} // namespace aurora::junit
