#include <array>

#include "aurora/base/text.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {
namespace {

constexpr std::string_view k_catch2_failed = ": FAILED:";

bool is_rule(std::string_view line, char c) {
  return line.size() >= 70 && line.find_first_not_of(c) == std::string_view::npos;
}

/// "MACRO( expression )"
void catch2_macro(std::string_view line, model::Assertion& out) {
  const auto open = line.find('(');
  if (open == std::string_view::npos || !line.ends_with(')') || open == 0)
    return;
  out.macro = base::trim(line.substr(0, open));
  out.expression = base::trim(line.substr(open + 1, line.size() - open - 2));
}

void catch2_values(std::string_view text, model::Assertion& out) {
  const auto sides = split_comparison(text);
  out.actual = sides ? sides->left : std::string(text);
  if (sides)
    out.expected = sides->right;
}

/// Lines of one failure: macro, expansion, messages. Section heads end with ':' and their text is indented.
void catch2_body(const Lines& lines, model::Assertion& out) {
  enum class Part { head, expansion, exception, fatal, message } part = Part::head;
  std::string exception;
  for (const auto raw : lines) {
    const auto line = base::trim(raw);
    if (line == "with expansion:")
      part = Part::expansion;
    else if (line.starts_with("due to unexpected exception"))
      part = Part::exception;
    else if (line.starts_with("due to a fatal error"))
      part = Part::fatal;
    else if (line.starts_with("with message") || line.starts_with("explicitly with message"))
      part = Part::message;
    else if (part == Part::head && out.macro.empty())
      catch2_macro(line, out);
    else if (part == Part::expansion && out.actual.empty() && !line.empty())
      catch2_values(line, out);
    else if ((part == Part::exception || part == Part::fatal) && !line.empty())
      exception += (exception.empty() ? "" : " ") + std::string(line);
  }
  if (part == Part::exception || !exception.empty())
    out.exception_type = part == Part::fatal ? exception.substr(0, exception.find(' ')) : "std::exception";
  if (!exception.empty())
    out.actual = exception;
}

/// Between two rules of dashes: the case and, indented, its sections.
std::string catch2_title(const Lines& lines, std::size_t rule) {
  std::string title;
  for (auto i = rule + 1; i < lines.size() && !is_rule(lines[i], '-'); ++i)
    title += (title.empty() ? "" : " / ") + std::string(base::trim(lines[i]));
  return title;
}

bool is_catch2_title(const Lines& lines, std::size_t rule) {
  for (auto i = rule + 1; i < lines.size() && i < rule + 34; ++i)
    if (is_rule(lines[i], '-'))
      return i > rule + 1;
  return false;
}

std::size_t catch2_end(const Lines& lines, std::size_t i) {
  while (i < lines.size() && !lines[i].ends_with(k_catch2_failed) && !is_rule(lines[i], '-') &&
         !is_rule(lines[i], '=') && !lines[i].ends_with(": warning:"))
    ++i;
  return i;
}

/// In a report a thrown exception's text stands bare between the macro and "at file:line".
void catch2_bare_text(const Lines& lines, model::Assertion& out) {
  if (!out.actual.empty())
    return;
  for (const auto raw : lines) {
    const auto line = base::trim(raw);
    const bool macro = !out.macro.empty() && line.starts_with(out.macro);
    if (!line.empty() && line != "FAILED:" && !macro && !line.starts_with("at "))
      out.actual = line;
  }
}

} // namespace

Assertions read_catch2_failure(std::string_view text) {
  const auto lines = base::split_lines(base::trim(text));
  if (lines.empty() || lines[0] != "FAILED:")
    return {};
  model::Assertion out;
  if (const auto last = base::trim(lines.back()); last.starts_with("at "))
    if (const auto place = place_of(last.substr(3))) {
      out.file = place->file;
      out.line = place->line;
    }
  catch2_body({lines.begin() + 1, lines.end()}, out);
  catch2_bare_text(lines, out);
  if (const auto signal = std::string_view(out.actual).find(" - "); out.actual.starts_with("SIG"))
    out.exception_type = out.actual.substr(0, signal);
  return {out};
}

void read_catch2_console(const Lines& lines, Assertions& out) {
  std::string title;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_rule(lines[i], '-') && is_catch2_title(lines, i)) {
      title = catch2_title(lines, i);
      while (!is_rule(lines[++i], '-')) {
      }
      continue;
    }
    if (!lines[i].ends_with(k_catch2_failed))
      continue;
    const auto end = catch2_end(lines, i + 1);
    model::Assertion found;
    if (const auto place = place_before(lines[i], k_catch2_failed)) {
      found.file = place->file;
      found.line = place->line;
    }
    catch2_body({lines.begin() + static_cast<long>(i) + 1, lines.begin() + static_cast<long>(end)}, found);
    found.message = joined(lines, i + 1, end);
    found.case_name = title;
    out.push_back(std::move(found));
    i = end - 1;
  }
}

} // namespace aurora::junit
