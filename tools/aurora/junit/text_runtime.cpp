#include <array>

#include "aurora/base/text.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {
namespace {

/// "prog: file:30: int main(): Assertion `x' failed." (glibc's assert)
bool read_assert(std::string_view line, model::Assertion& out) {
  constexpr std::string_view mark = ": Assertion `";
  const auto at = line.find(mark);
  const auto end = line.rfind("' failed");
  if (at == std::string_view::npos || end == std::string_view::npos || end < at + mark.size())
    return false;
  auto before = line.substr(0, at);
  if (const auto program = before.find(": "); program != std::string_view::npos)
    before.remove_prefix(program + 2);
  // What is left is file:line[: function]; the function may hold colons, the line is the first number.
  for (auto colon = before.find(':'); colon != std::string_view::npos; colon = before.find(':', colon + 1)) {
    const auto rest = before.substr(colon + 1);
    const auto line_number = base::parse_integer(rest.substr(0, rest.find(':')));
    if (!line_number || *line_number <= 0 || *line_number > 100'000'000)
      continue;
    out.file = before.substr(0, colon);
    out.line = static_cast<int>(*line_number);
    break;
  }
  out.macro = "assert";
  out.expression = line.substr(at + mark.size(), end - at - mark.size());
  out.message = line;
  return true;
}

/// "terminate called after throwing an instance of 'T'" and the what() below it.
bool read_terminate(const Lines& lines, std::size_t i, model::Assertion& out) {
  constexpr std::string_view mark = "terminate called";
  const auto at = lines[i].find(mark);
  if (at == std::string_view::npos)
    return false;
  const auto line = lines[i].substr(at);
  const auto open = line.find('\'');
  const auto close = line.rfind('\'');
  out.exception_type = close > open && open != std::string_view::npos
                           ? line.substr(open + 1, close - open - 1)
                           : std::string_view("std::terminate");
  out.message = line;
  constexpr std::string_view what = "what():";
  if (i + 1 < lines.size() && base::trim(lines[i + 1]).starts_with(what)) {
    out.actual = base::trim(base::trim(lines[i + 1]).substr(what.size()));
    out.message += "\n" + std::string(lines[i + 1]);
  }
  return true;
}

/// glibc's own checks, all of which end in abort().
bool read_glibc(std::string_view line, model::Assertion& out) {
  constexpr std::array<std::string_view, 10> texts{"*** stack smashing detected ***",
                                                   "*** buffer overflow detected ***",
                                                   "free(): ",
                                                   "munmap_chunk(): ",
                                                   "malloc(): ",
                                                   "realloc(): ",
                                                   "double free or corruption",
                                                   "corrupted size vs. prev_size",
                                                   "malloc_consolidate(): ",
                                                   "corrupted double-linked list"};
  for (const auto text : texts) {
    if (!line.starts_with(text))
      continue;
    out.macro = "abort";
    out.exception_type = "SIGABRT";
    out.message = line;
    return true;
  }
  return false;
}

} // namespace

void read_runtime_console(const Lines& lines, Assertions& out) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    model::Assertion found;
    if (read_assert(lines[i], found) || read_terminate(lines, i, found) || read_glibc(lines[i], found))
      out.push_back(std::move(found));
  }
}

} // namespace aurora::junit
