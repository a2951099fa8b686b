#include "aurora/base/text.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {
namespace {

bool is_python_name(std::string_view text) {
  if (text.empty() || !((text[0] | 0x20) >= 'a' && (text[0] | 0x20) <= 'z'))
    return false;
  for (const char c : text)
    if (!base::is_identifier_char(c) && c != '.')
      return false;
  return true;
}

/// "file.py:16: AssertionError", which ends a failure in pytest's long style.
bool take_python_end(std::string_view line, model::Assertion& out) {
  const auto at = line.rfind(": ");
  const auto type = at == std::string_view::npos ? std::string_view{} : line.substr(at + 2);
  const auto place = is_python_name(type) ? place_of(line.substr(0, at)) : std::nullopt;
  if (!place)
    return false;
  out.file = place->file;
  out.line = place->line;
  out.exception_type = type;
  return true;
}

/// "file.py:3: in <module>", a frame in pytest's long style; the last one is where it happened.
void take_pytest_frame(std::string_view line, model::Assertion& out) {
  const auto at = line.rfind(": in ");
  const auto place = at == std::string_view::npos ? std::nullopt : place_of(line.substr(0, at));
  if (!place)
    return;
  out.file = place->file;
  out.line = place->line;
}

/// "  File "x.py", line 3, in f" of a traceback; the last one is where it happened.
void take_python_frame(std::string_view line, model::Assertion& out) {
  constexpr std::string_view key = "File \"";
  line = base::trim(line);
  const auto quote = line.find("\", line ");
  if (!line.starts_with(key) || quote == std::string_view::npos)
    return;
  const auto number = line.substr(quote + 8, line.find(',', quote + 8) - quote - 8);
  out.file = line.substr(key.size(), quote - key.size());
  out.line = static_cast<int>(base::parse_integer(base::trim(number)).value_or(0));
}

/// A line of pytest's that begins with E: the assertion as rewritten, or the exception.
void take_python_error(std::string_view line, model::Assertion& out) {
  line = base::trim(line.substr(1));
  constexpr std::string_view assert_key = "assert ";
  const auto prefixed = line.find(": assert ");
  if (prefixed != std::string_view::npos)
    line = line.substr(prefixed + 2);
  if (line.starts_with(assert_key) && out.actual.empty()) {
    const auto sides = split_comparison(line.substr(assert_key.size()));
    out.actual = sides ? sides->left : std::string(line.substr(assert_key.size()));
    if (sides)
      out.expected = sides->right;
  } else if (const auto colon = line.find(": "); out.exception_type.empty() &&
                                                 colon != std::string_view::npos &&
                                                 is_python_name(line.substr(0, colon))) {
    out.exception_type = line.substr(0, colon);
  }
}

/// ">       assert len(stack) == 4, "text"": the statement that failed.
void take_python_statement(std::string_view line, model::Assertion& out) {
  line = base::trim(line.substr(1));
  constexpr std::string_view assert_key = "assert ";
  if (line.starts_with(assert_key)) {
    out.macro = "assert";
    out.expression = line.substr(assert_key.size());
  } else {
    out.macro.clear();
    out.expression = line;
  }
}

model::Assertion python_block(const Lines& lines, std::size_t begin, std::size_t end) {
  model::Assertion out;
  for (auto i = begin; i < end; ++i) {
    const auto line = lines[i];
    take_python_frame(line, out);
    if (line.starts_with(">   "))
      take_python_statement(line, out);
    else if (line.starts_with("E   "))
      take_python_error(line, out);
    else if (!line.starts_with(' ') && !take_python_end(line, out))
      take_pytest_frame(line, out);
  }
  out.message = joined(lines, begin, end);
  return out;
}

/// "____ name ____" above each failure; empty for any other line.
std::string_view pytest_title(std::string_view line) {
  if (line.size() < 9 || !line.starts_with("_") || !line.ends_with("_") || line.starts_with("_ "))
    return {};
  const auto begin = line.find_first_not_of('_');
  if (begin == std::string_view::npos || line[begin] != ' ')
    return {};
  auto title = base::trim(line.substr(begin, line.find_last_not_of('_') - begin + 1));
  for (const std::string_view prefix : {"ERROR at setup of ", "ERROR at teardown of ", "ERROR collecting "})
    if (title.starts_with(prefix))
      title.remove_prefix(prefix.size());
  if (title.ends_with(".py")) // of a file; the report calls it by its module
    title.remove_suffix(3);
  return title;
}

bool ends_pytest_block(std::string_view line) {
  return line.starts_with("=====") || line.starts_with("-----") || !pytest_title(line).empty();
}

void read_plain_traceback(const Lines& lines, std::size_t begin, Assertions& out) {
  model::Assertion found;
  auto i = begin + 1;
  while (i < lines.size() && (lines[i].empty() || lines[i].starts_with(' ')))
    take_python_frame(lines[i++], found);
  if (i < lines.size()) {
    const auto colon = lines[i].find(':');
    if (is_python_name(lines[i].substr(0, colon)))
      found.exception_type = lines[i].substr(0, colon);
    found.actual = lines[i];
  }
  found.message = joined(lines, begin, i + 1);
  out.push_back(std::move(found));
}

} // namespace

Assertions read_python_failure(std::string_view text) {
  const auto lines = base::split_lines(text);
  auto out = python_block(lines, 0, lines.size());
  if (out.file.empty() && out.exception_type.empty() && out.actual.empty())
    return {};
  return {out};
}

void read_python_console(const Lines& lines, Assertions& out) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto title = pytest_title(lines[i]);
    if (title.empty()) {
      if (lines[i].starts_with("Traceback (most recent call last)"))
        read_plain_traceback(lines, i, out);
      continue;
    }
    auto end = i + 1;
    while (end < lines.size() && !ends_pytest_block(lines[end]))
      ++end;
    auto found = python_block(lines, i + 1, end);
    found.case_name = title;
    out.push_back(std::move(found));
    i = end - 1;
  }
}

} // namespace aurora::junit
