#include "aurora/junit/assertions.hpp"

#include <algorithm>
#include <array>

#include "aurora/base/text.hpp"
#include "aurora/junit/text_readers.hpp"
#include "aurora/junit/xml_text.hpp"

namespace aurora::junit {
namespace {

/// A reader and the texts without which it has nothing to find.
struct ConsoleReader {
  std::array<std::string_view, 3> marks;
  void (*read)(const Lines&, Assertions&);
};

constexpr std::array<ConsoleReader, 8> k_console_readers{{
    {{"[ RUN      ]", ": Failure\n", "[  FAILED  ]"}, read_gtest_console},
    {{": FAILED:", "", ""}, read_catch2_console},
    {{"[doctest]", "", ""}, read_doctest_console},
    {{"error: in \"", "", ""}, read_boost_console},
    {{"Traceback (most recent call last)", "\nE   ", "XPASS(strict)"}, read_python_console},
    {{"\xE2\x97\x8F ", " FAIL ", "\xE2\x9D\xAF "}, read_javascript_console},
    {{":FAIL", "", ""}, read_unity_console},
    {{"Assertion `", "terminate called", "*** "}, read_runtime_console},
}};

bool has_mark(const ConsoleReader& reader, std::string_view text) {
  for (const auto mark : reader.marks)
    if (!mark.empty() && base::contains(text, mark))
      return true;
  return base::contains(text, "corrupted") && reader.read == read_runtime_console;
}

/// What the runtime printed on the way down belongs to the case that did not finish.
void merge_crash(Assertions& found) {
  const auto unfinished = std::ranges::find_if(found, [](const auto& assertion) {
    return assertion.message.ends_with("the program ended while it ran");
  });
  if (unfinished == found.end() || !found.back().case_name.empty())
    return;
  found.back().case_name = unfinished->case_name;
  found.erase(unfinished);
}

} // namespace

std::vector<model::Assertion> read_assertions(std::string_view test_output) {
  const auto text = clean(std::string(test_output));
  const auto lines = base::split_lines(text);
  Assertions found;
  for (const auto& reader : k_console_readers)
    if (has_mark(reader, text))
      reader.read(lines, found);
  merge_crash(found);
  if (found.empty())
    read_plain_console(lines, found);
  return found;
}

std::optional<Place> place_of(std::string_view text) {
  text = base::trim(text);
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0)
    return std::nullopt;
  const auto line = base::parse_integer(text.substr(colon + 1));
  if (!line || *line <= 0 || *line > 100'000'000)
    return std::nullopt;
  return Place{std::string(text.substr(0, colon)), static_cast<int>(*line)};
}

std::optional<Place> place_before(std::string_view text, std::string_view suffix) {
  const auto at = text.find(suffix);
  return at == std::string_view::npos ? std::nullopt : place_of(text.substr(0, at));
}

std::string joined(const Lines& lines, std::size_t begin, std::size_t end) {
  std::string out;
  for (auto i = begin; i < end && i < lines.size(); ++i) {
    if (i > begin)
      out += '\n';
    out += lines[i];
  }
  while (!out.empty() && (out.back() == '\n' || out.back() == ' '))
    out.pop_back();
  return out;
}

namespace {

constexpr std::string_view k_comparisons[] = {" == ", " != ", " <= ", " >= ", " < ", " > "};

Sides sides_at(std::string_view expression, std::size_t at, std::string_view comparison) {
  return {std::string(base::trim(expression.substr(0, at))),
          std::string(base::trim(expression.substr(at + comparison.size())))};
}

/// A value that was cut short need not have all its quotes and brackets.
std::optional<Sides> split_shortened(std::string_view expression) {
  if (!base::contains(expression, "..."))
    return std::nullopt;
  for (const auto comparison : k_comparisons)
    if (const auto at = expression.find(comparison);
        at != std::string_view::npos && at == expression.rfind(comparison))
      return sides_at(expression, at, comparison);
  return std::nullopt;
}

} // namespace

std::optional<Sides> split_comparison(std::string_view expression) {
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i + 1 < expression.size(); ++i) {
    const char c = expression[i];
    if (quote != 0) {
      i += c == '\\' ? 1 : 0;
      quote = c == quote ? '\0' : quote;
      continue;
    }
    if (c == '"' || c == '\'')
      quote = c;
    depth += c == '(' || c == '[' || c == '{' ? 1 : 0;
    depth -= c == ')' || c == ']' || c == '}' ? 1 : 0;
    if (depth != 0 || c != ' ')
      continue;
    for (const auto comparison : k_comparisons)
      if (expression.substr(i).starts_with(comparison))
        return sides_at(expression, i, comparison);
  }
  return split_shortened(expression);
}

} // namespace aurora::junit
