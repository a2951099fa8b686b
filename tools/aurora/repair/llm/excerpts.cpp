#include "aurora/repair/llm/excerpts.hpp"

#include <algorithm>

#include "aurora/base/project_path.hpp"
#include "aurora/base/text.hpp"

namespace aurora::repair::llm {
namespace {

constexpr int k_around = 10;
constexpr int k_most_lines = 160;
constexpr std::size_t k_most_places = 6;
constexpr std::size_t k_most_tests = 3;

struct Span {
  int first = 0;
  int last = 0;
};

Span united(Span a, Span b) {
  return {std::min(a.first, b.first), std::max(a.last, b.last)};
}

/// The function around a line; the macro of a test looks like one too.
Span function_around(const SourceText& text, const Outline& outline, int line) {
  const auto offset = text.line_begin(line) + text.indentation(line).size();
  const auto* item = enclosing(outline, offset, ItemKind::function);
  if (item == nullptr)
    return {line, line};
  return {text.position(outline.tokens[item->first].begin).line,
          text.position(outline.tokens[item->last].begin).line};
}

bool begins_test(std::string_view line) {
  for (const std::string_view word : {"TEST", "TYPED_TEST", "BOOST_", "SCENARIO", "TEMPLATE_TEST_CASE"})
    if (line.starts_with(word))
      return true;
  return false;
}

/// From the line of a test's macro to the brace in the first column.
Span test_around(const SourceText& text, int line) {
  int first = line;
  while (first > 1 && line - first < k_most_lines && !begins_test(text.line(first)))
    --first;
  if (!begins_test(text.line(first)))
    return {line, line};
  int last = first;
  while (last < text.line_count() && last - first < k_most_lines && !text.line(last).starts_with('}'))
    ++last;
  return last >= line ? Span{first, last} : Span{line, line};
}

/// Around the line when the whole is too long.
Span shortened(Span span, int line) {
  if (span.last - span.first < k_most_lines)
    return span;
  return {std::max(span.first, line - k_most_lines / 2), std::min(span.last, line + k_most_lines / 2)};
}

std::string lines_of(const SourceText& text, Span span) {
  std::string out;
  for (int i = span.first; i <= span.last; ++i)
    out += std::string(text.line(i)) + "\n";
  return out;
}

bool covers(const Excerpt& excerpt, const std::string& file, int line) {
  return excerpt.file == file && excerpt.first <= line && line <= excerpt.last;
}

/// Adds what is not shown yet; one that overlaps the new one is replaced by both.
void add_place(Sources& sources, const std::string& printed, int line, std::vector<Excerpt>& out) {
  const auto file = sources.locate(printed);
  if (!file || line <= 0 ||
      std::ranges::any_of(out, [&](const auto& excerpt) { return covers(excerpt, *file, line); }))
    return;
  auto fresh = excerpt_around(sources, *file, line);
  if (fresh.text.empty())
    return;
  for (auto& old : out) {
    if (old.file != *file || old.last + 1 < fresh.first || fresh.last + 1 < old.first)
      continue;
    const auto both = united({old.first, old.last}, {fresh.first, fresh.last});
    old = {*file, both.first, both.last, lines_of(*sources.text(*file), both)};
    return;
  }
  if (out.size() < k_most_places)
    out.push_back(std::move(fresh));
}

/// "path:line:" at the beginning of the first lines of a test's output: a plain program has no other way to
/// tell.
std::vector<std::pair<std::string, int>> places_told_in(std::string_view output) {
  constexpr std::size_t k_most_output_lines = 200;
  std::vector<std::pair<std::string, int>> places;
  auto lines = base::split_lines(output);
  lines.resize(std::min(lines.size(), k_most_output_lines));
  for (const auto line : lines) {
    const auto dot = line.find(".");
    const auto colon = line.find(':', dot == std::string_view::npos ? line.size() : dot);
    if (colon == std::string_view::npos)
      continue;
    const auto rest = line.substr(colon + 1);
    const auto number = base::parse_integer(rest.substr(0, rest.find(':')));
    if (number && *number > 0 && *number < 1'000'000)
      places.emplace_back(line.substr(0, colon), static_cast<int>(*number));
  }
  return places;
}

} // namespace

Excerpt excerpt_around(Sources& sources, const std::string& file, int line) {
  const auto* text = sources.text(file);
  if (text == nullptr || text->line_count() == 0)
    return {};
  line = std::clamp(line, 1, text->line_count());
  Span span{std::max(1, line - k_around), std::min(text->line_count(), line + k_around)};
  if (const auto* outline = sources.outline(file))
    span = united(span, function_around(*text, *outline, line));
  if (base::looks_like_test(file))
    span = united(span, test_around(*text, line));
  span = shortened(span, line);
  return {file, span.first, span.last, lines_of(*text, span)};
}

std::vector<Excerpt> faulty_places(Sources& sources) {
  std::vector<Excerpt> out;
  const auto& context = sources.context();
  const auto add = [&](const std::string& file, int line) {
    if (!base::looks_like_test(file))
      add_place(sources, file, line, out);
  };
  for (const auto& event : context.cluster.events) {
    add(event.file, event.line);
    add(event.analysis.suspect_file, event.analysis.suspect_line);
    for (const auto& frame : event.frames)
      if (frame.in_project)
        add(frame.file, frame.line);
    if (out.size() >= k_most_places)
      break;
  }
  for (const auto& suspect : context.suspects)
    add(suspect.file, suspect.line);
  return out;
}

std::vector<Excerpt> failing_tests(Sources& sources) {
  std::vector<Excerpt> out;
  const auto add = [&](const std::string& file, int line) {
    if (out.size() < k_most_tests && base::looks_like_test(file))
      add_place(sources, file, line, out);
  };
  for (const auto& event : sources.context().cluster.events) {
    add(event.file, event.line);
    for (const auto& [file, line] : places_told_in(event.message + "\n" + event.details))
      add(file, line);
  }
  return out;
}

} // namespace aurora::repair::llm
