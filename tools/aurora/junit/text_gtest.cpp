#include <algorithm>
#include <array>
#include <cctype>

#include "aurora/base/text.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {
namespace {

constexpr std::string_view k_run = "[ RUN      ] ";
constexpr std::string_view k_failed = "[  FAILED  ] ";
constexpr std::string_view k_failure = ": Failure";
constexpr std::string_view k_unknown_file = "unknown file";

std::string_view after(std::string_view line, std::string_view prefix) {
  return line.starts_with(prefix) ? base::trim(line.substr(prefix.size())) : std::string_view{};
}

bool looks_literal(std::string_view text) {
  if (text.empty())
    return false;
  const char c = text[0];
  return (c >= '0' && c <= '9') || c == '"' || c == '\'' || c == '-' || text == "true" || text == "false" ||
         text == "nullptr" || text.starts_with("std::string(\"");
}

struct Operand {
  std::string expression;
  std::string value;
};

/// By a word of its name: "expected", "m_expected.size()", "wanted_order"; not "unexpected".
bool looks_expected(std::string_view expression) {
  constexpr std::array<std::string_view, 5> names{"expected", "expect_", "want", "golden", "reference"};
  const auto lower = base::to_lower(expression);
  return std::ranges::any_of(names, [&](std::string_view name) {
    const auto at = lower.find(name);
    return at != std::string::npos && (at == 0 || !std::isalnum(static_cast<unsigned char>(lower[at - 1])));
  });
}

/// GoogleTest has no notion of which side is expected: a literal is, else what is called so, else the second.
int expectation_of(std::string_view expression) {
  return looks_literal(expression) ? 2 : looks_expected(expression) ? 1 : 0;
}

/// "  expression" and perhaps "    Which is: value" at lines[i]; moves i behind them, and behind the same
/// value once more as text.
Operand read_operand(const Lines& lines, std::size_t& i) {
  Operand operand;
  if (i >= lines.size())
    return operand;
  operand.expression = base::trim(lines[i++]);
  operand.value = operand.expression;
  if (i < lines.size() && base::trim(lines[i]).starts_with("Which is: "))
    operand.value = base::trim(lines[i++]).substr(10);
  if (i < lines.size() && base::trim(lines[i]).starts_with("As Text: "))
    ++i;
  return operand;
}

void read_equality(const Lines& lines, std::size_t at, model::Assertion& out) {
  auto i = at + 1;
  const auto first = read_operand(lines, i);
  const auto second = read_operand(lines, i);
  const bool first_expected = expectation_of(first.expression) > expectation_of(second.expression);
  out.macro = "EXPECT_EQ";
  out.expression = first.expression + ", " + second.expression;
  out.expected = first_expected ? first.value : second.value;
  out.actual = first_expected ? second.value : first.value;
}

void read_value_of(const Lines& lines, std::size_t at, model::Assertion& out) {
  out.expression = after(lines[at], "Value of: ");
  for (auto i = at + 1; i < lines.size(); ++i) {
    const auto line = base::trim(lines[i]);
    if (out.actual.empty() && line.starts_with("Actual: "))
      out.actual = line.substr(8);
    if (line.starts_with("Expected: "))
      out.expected = line.substr(10);
  }
  out.macro = out.expected == "true"    ? "EXPECT_TRUE"
              : out.expected == "false" ? "EXPECT_FALSE"
                                        : "EXPECT_THAT";
}

void read_throw(std::string_view statement, const Lines& lines, model::Assertion& out) {
  const auto throws = statement.rfind(" throws an exception");
  const auto throws_not = statement.rfind(" doesn't throw an exception");
  out.macro = throws == std::string_view::npos ? "EXPECT_NO_THROW" : "EXPECT_THROW";
  const auto at = throws == std::string_view::npos ? throws_not : throws;
  out.expression = statement.substr(0, at);
  if (at != std::string_view::npos)
    out.expected = base::trim(statement.substr(at));
  for (const auto line : lines) {
    if (!base::trim(line).starts_with("Actual: "))
      continue;
    out.actual = base::trim(line).substr(8);
    if (const auto type = std::string_view(out.actual).find("it throws "); type == 0)
      out.exception_type = out.actual.substr(10, out.actual.find(" with description") - 10);
  }
}

/// "(a) < (b), actual: 3 vs 2"
void read_comparison(std::string_view text, model::Assertion& out) {
  constexpr std::array<std::array<std::string_view, 2>, 5> macros{{{") < (", "EXPECT_LT"},
                                                                   {") <= (", "EXPECT_LE"},
                                                                   {") > (", "EXPECT_GT"},
                                                                   {") >= (", "EXPECT_GE"},
                                                                   {") != (", "EXPECT_NE"}}};
  const auto comma = text.find(", actual: ");
  out.expression = text.substr(0, comma);
  out.expected = out.expression;
  if (comma != std::string_view::npos)
    out.actual = text.substr(comma + 10);
  for (const auto& [op, macro] : macros)
    if (base::contains(out.expression, op))
      out.macro = macro;
}

/// "The difference between a and b is d, which exceeds e, where"
void read_near(std::string_view line, const Lines& lines, model::Assertion& out) {
  out.macro = "EXPECT_NEAR";
  const auto end = line.find(" is ");
  out.expression = line.substr(23, end == std::string_view::npos ? end : end - 23);
  std::array<std::string, 2> values;
  std::size_t count = 0;
  for (const auto text : lines) {
    const auto at = text.find(" evaluates to ");
    if (at == std::string_view::npos || count >= values.size())
      continue;
    const auto value = text.substr(at + 14);
    values[count++] = value.substr(0, value.rfind(','));
  }
  out.actual = values[0];
  out.expected = values[1];
}

void read_exception(std::string_view line, model::Assertion& out) {
  out.exception_type = "std::exception";
  const auto open = line.find('"');
  const auto close = line.rfind('"');
  if (open != std::string_view::npos && close > open)
    out.actual = line.substr(open + 1, close - open - 1);
  if (!line.starts_with("C++ exception"))
    out.exception_type = "unknown";
}

/// Body of one failure, the place already taken off.
void read_body(const Lines& lines, model::Assertion& out) {
  if (lines.empty())
    return;
  const auto line = base::trim(lines[0]);
  if (line.starts_with("Expected equality of these values:"))
    read_equality(lines, 0, out);
  else if (line.starts_with("Value of: "))
    read_value_of(lines, 0, out);
  else if (line.starts_with("The difference between "))
    read_near(line, lines, out);
  else if (line.starts_with("Expected: ") && base::contains(line, "throw"))
    read_throw(line.substr(10), lines, out);
  else if (line.starts_with("Expected: "))
    read_comparison(line.substr(10), out);
  else if (base::contains(line, "exception") && base::contains(line, "thrown in"))
    read_exception(line, out);
  else if (line == "Failed")
    out.macro = "FAIL";
}

model::Assertion gtest_assertion(const std::optional<Place>& place, const Lines& body) {
  model::Assertion out;
  if (place) {
    out.file = place->file;
    out.line = place->line;
  }
  read_body(body, out);
  return out;
}

std::optional<Place> gtest_head(std::string_view line) {
  if (line.ends_with(k_failure))
    line.remove_suffix(k_failure.size());
  return place_of(line);
}

bool ends_block(std::string_view line) {
  return line.starts_with("[") || line.ends_with(k_failure) || line.ends_with(": Skipped");
}

/// "Suite.Case (3 ms)" and "Suite.Case/1, where GetParam() = 3 (0 ms)" without what follows the name.
std::string case_in(std::string_view text) {
  text = text.substr(0, text.find(", where "));
  if (text.ends_with(" ms)"))
    text = text.substr(0, text.rfind(" ("));
  return std::string(base::trim(text));
}

/// A case that began and never ended took the whole program with it.
void add_unfinished(const std::string& running, Assertions& out) {
  if (running.empty())
    return;
  model::Assertion crash;
  crash.case_name = running;
  crash.message = running + " did not finish: the program ended while it ran";
  out.push_back(std::move(crash));
}

struct GtestState {
  std::string suite;
  std::string running;
};

void follow(std::string_view line, GtestState& state) {
  constexpr std::string_view rule = "[----------] ";
  if (line.starts_with(k_run))
    state.running = case_in(line.substr(k_run.size()));
  else if (line.starts_with("[       OK ] ") || line.starts_with(k_failed) ||
           line.starts_with("[  SKIPPED ] "))
    state.running.clear();
  else if (const auto at = line.find(" from "); line.starts_with(rule) && at != std::string_view::npos)
    state.suite = case_in(line.substr(at + 6, line.find(',') - at - 6));
}

} // namespace

Assertions read_gtest_failure(std::string_view text) {
  const auto lines = base::split_lines(text);
  if (lines.empty())
    return {};
  const auto place = gtest_head(lines[0]);
  if (!place && !lines[0].starts_with(k_unknown_file))
    return {};
  return {gtest_assertion(place, {lines.begin() + 1, lines.end()})};
}

void read_gtest_console(const Lines& lines, Assertions& out) {
  GtestState state;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    follow(lines[i], state);
    if (!lines[i].ends_with(k_failure))
      continue;
    auto end = i + 1;
    while (end < lines.size() && !ends_block(lines[end]))
      ++end;
    auto found = gtest_assertion(gtest_head(lines[i]), {lines.begin() + static_cast<long>(i) + 1,
                                                        lines.begin() + static_cast<long>(end)});
    found.message = joined(lines, i + 1, end);
    found.case_name = state.running.empty() ? state.suite : state.running;
    out.push_back(std::move(found));
    i = end - 1;
  }
  add_unfinished(state.running, out);
}

} // namespace aurora::junit
