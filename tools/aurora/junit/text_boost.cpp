#include "aurora/base/text.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {
namespace {

bool starts_like_exception(std::string_view text) {
  const auto colon = text.find(": ");
  if (colon == std::string_view::npos || colon == 0)
    return false;
  const auto type = text.substr(0, colon);
  return type.find(' ') == std::string_view::npos && base::contains(type, "::");
}

/// "check a == b has failed [3 != 4]", "std::out_of_range: what", or a message of the test's own.
void boost_message(std::string_view text, model::Assertion& out) {
  constexpr std::string_view check = "check ";
  const auto failed = text.find(" has failed");
  if (text.starts_with(check) && failed != std::string_view::npos) {
    out.macro = "BOOST_TEST";
    out.expression = text.substr(check.size(), failed - check.size());
    const auto open = text.find('[', failed);
    const auto close = text.find(']', failed);
    if (open == std::string_view::npos || close == std::string_view::npos || close < open)
      return;
    const auto values = text.substr(open + 1, close - open - 1);
    const auto sides = split_comparison(values);
    out.actual = sides ? sides->left : std::string(values);
    if (sides)
      out.expected = sides->right;
  } else if (starts_like_exception(text)) {
    out.exception_type = text.substr(0, text.find(": "));
    out.actual = text;
  } else if (text.starts_with("memory access violation")) {
    out.exception_type = "SIGSEGV";
    out.actual = text;
  } else {
    out.expression = text;
  }
}

/// "file(12)" as Boost.Test prints it.
std::optional<Place> boost_place(std::string_view text) {
  const auto open = text.rfind('(');
  if (open == std::string_view::npos || !text.ends_with(')'))
    return std::nullopt;
  const auto line = base::parse_integer(text.substr(open + 1, text.size() - open - 2));
  if (!line || *line < 0 || *line > 100'000'000)
    return std::nullopt;
  return Place{std::string(text.substr(0, open)), static_cast<int>(*line)};
}

void take_place(std::string_view line, model::Assertion& out) {
  const auto colon = line.find(':');
  const auto value =
      colon == std::string_view::npos ? std::string_view{} : base::trim(line.substr(colon + 1));
  if (line.starts_with("- file") && value != "unknown location")
    out.file = value;
  else if (line.starts_with("- line"))
    out.line = static_cast<int>(base::parse_integer(value).value_or(0));
}

/// Where an exception surfaced is unknown to Boost.Test; its last checkpoint is the nearest it tells.
void take_checkpoint(std::string_view line, model::Assertion& found) {
  const auto at = line.find("): last checkpoint");
  if (at == std::string_view::npos || found.line != 0)
    return;
  if (const auto place = boost_place(line.substr(0, at + 1))) {
    found.file = place->file;
    found.line = place->line;
  }
}

} // namespace

Assertions read_boost_failure(std::string_view text) {
  const auto lines = base::split_lines(base::trim(text));
  model::Assertion out;
  bool trace = false;
  bool understood = false;
  for (const auto line : lines) {
    take_place(line, out);
    const auto colon = line.find(": ");
    if (line.starts_with("- message: ") && !understood) {
      boost_message(line.substr(colon + 2), out);
      understood = true;
    } else if (trace && !line.starts_with("-----") && !line.empty() && !understood) {
      boost_message(line, out);
      understood = true;
    }
    trace = trace || line.starts_with("EXCEPTION STACK TRACE:");
  }
  return understood ? Assertions{out} : Assertions{};
}

void read_boost_console(const Lines& lines, Assertions& out) {
  constexpr std::string_view mark = "error: in \"";
  for (const auto line : lines) {
    if (!out.empty())
      take_checkpoint(line, out.back());
    const auto at = line.find(mark);
    const auto name_end = at == std::string_view::npos ? at : line.find("\": ", at + mark.size());
    if (name_end == std::string_view::npos)
      continue;
    model::Assertion found;
    const auto place = boost_place(line.substr(0, line.find("): ") + 1));
    if (place && place->line > 0) {
      found.file = place->file;
      found.line = place->line;
    }
    found.case_name = line.substr(at + mark.size(), name_end - at - mark.size());
    found.message = line.substr(name_end + 3);
    boost_message(found.message, found);
    out.push_back(std::move(found));
  }
}

} // namespace aurora::junit
