#include "aurora/base/text.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {
namespace {

/// "1" and "0" of "Expected 1 Was 0. Failed to parse".
void read_values(std::string_view message, model::Assertion& out) {
  constexpr std::string_view expected = "Expected ";
  constexpr std::string_view was = " Was ";
  const auto middle = message.find(was);
  if (!message.starts_with(expected) || middle == std::string_view::npos)
    return;
  out.expected = message.substr(expected.size(), middle - expected.size());
  auto actual = message.substr(middle + was.size());
  actual = actual.substr(0, actual.find(". "));
  if (actual.ends_with('.'))
    actual.remove_suffix(1);
  out.actual = actual;
}

bool read_line(std::string_view line, model::Assertion& out) {
  constexpr std::string_view mark = ":FAIL";
  const auto at = line.find(mark);
  const auto name = at == std::string_view::npos || at == 0 ? at : line.rfind(':', at - 1);
  if (name == std::string_view::npos || name + 1 >= at)
    return false;
  const auto place = place_of(line.substr(0, name));
  auto rest = line.substr(at + mark.size());
  if (!place || (!rest.empty() && !rest.starts_with(':')))
    return false;
  rest = base::trim(rest.empty() ? rest : rest.substr(1));
  out.file = place->file;
  out.line = place->line;
  out.case_name = line.substr(name + 1, at - name - 1);
  out.message = rest.empty() ? std::string_view("the assertion does not hold") : rest;
  read_values(rest, out);
  return true;
}

} // namespace

void read_unity_console(const Lines& lines, Assertions& out) {
  for (const auto line : lines) {
    model::Assertion found;
    if (read_line(base::trim(line), found))
      out.push_back(std::move(found));
  }
}

} // namespace aurora::junit
