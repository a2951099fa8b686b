#include <cstdlib>
#include <optional>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/triage/explain.hpp"

namespace aurora::triage {
namespace {

std::optional<double> number_of(const std::string& text) {
  if (text.empty() || text.size() > 64)
    return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return end == text.c_str() + text.size() ? std::optional(value) : std::nullopt;
}

/// What the two values say about the kind of mistake; empty when nothing.
std::string compare_values(const std::string& expected, const std::string& actual) {
  const auto wanted = number_of(expected);
  const auto got = number_of(actual);
  if (wanted && got) {
    const double difference = *got - *wanted;
    if (difference == 1 || difference == -1)
      return "The values differ by one: look for an off-by-one (< against <=, a start at 0 or 1).";
    if (*wanted != 0 && *got == -*wanted)
      return "Only the sign differs: look for a swapped subtraction or a missing negation.";
    if (difference != 0 && *wanted != 0 && difference / *wanted < 1e-6 && difference / *wanted > -1e-6)
      return "The values agree to six digits: compare floating point with a tolerance, or compute more "
             "exactly.";
    if (*got == 0)
      return "Nothing was computed: look for an early return, an empty loop or a result that is not stored.";
  }
  if (base::to_lower(expected) == base::to_lower(actual) && expected != actual)
    return "Only upper and lower case differ.";
  if (base::trim(expected) == base::trim(actual) && expected != actual)
    return "Only blanks at the ends differ.";
  return {};
}

} // namespace

model::Analysis explain_assertion(const model::Event& event) {
  model::Analysis analysis;
  set_suspect(analysis, event);
  const auto subject = event.assertion.empty() ? std::string("The assertion") : event.assertion;
  if (!event.expected.empty() || !event.actual.empty())
    analysis.root_cause =
        fmt::format("{} expected {}, but the program computed {}.", subject, event.expected, event.actual);
  else
    analysis.root_cause = fmt::format("{} does not hold: {}", subject, event.message);
  const auto hint = compare_values(event.expected, event.actual);
  analysis.suggestion = hint.empty() ? "Check the function that the assertion calls, not the test." : hint;
  analysis.confidence = analysis.suspect_file.empty() ? 0.4 : 0.6;
  if (!hint.empty())
    analysis.confidence += 0.15;
  return analysis;
}

} // namespace aurora::triage
