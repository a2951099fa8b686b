#include "aurora/repair/rules/rules.hpp"

#include <algorithm>
#include <exception>

#include "aurora/base/text.hpp"

namespace aurora::repair::rules {

namespace {

bool is_floating(const std::string& text) {
  const auto dot = text.find('.');
  const bool digits = text.find_first_not_of("0123456789.e+-") == std::string::npos;
  return !text.empty() && digits && (dot != std::string::npos || base::contains(text, "e-"));
}

/// Equal to the printed digits, and yet not equal: the difference is rounding.
bool differs_by_rounding(const model::Event& event) {
  if (!is_floating(event.expected) && !is_floating(event.actual))
    return false;
  try {
    const double a = std::stod(event.expected);
    const double b = std::stod(event.actual);
    const double scale = std::max({1e-300, a < 0 ? -a : a, b < 0 ? -b : b});
    return (a > b ? a - b : b - a) <= 1e-6 * scale;
  } catch (const std::exception&) {
    return false;
  }
}

bool shows_pointers_to_text(const Symptom& symptom) {
  return (symptom.event.expected == symptom.event.actual && symptom.event.expected.starts_with('"')) ||
         says(symptom, "ointer to \"") || says(symptom, "(pointing to \"");
}

std::string typed_macro(const std::string& macro, const std::string& suffix) {
  const auto stem = macro.substr(0, macro.rfind('_'));
  return macro.ends_with("_EQ")                        ? stem + "_" + suffix
         : macro.ends_with("_NE") && suffix == "STREQ" ? stem + "_STRNE"
                                                       : "";
}

void replace_macro(const Symptom& symptom, const std::string& suffix, const std::string& why,
                   Proposals& out) {
  for (const auto* macro : {"EXPECT_EQ", "ASSERT_EQ", "EXPECT_NE", "ASSERT_NE"}) {
    const auto token = find_on_line(symptom, macro);
    const auto better = typed_macro(macro, suffix);
    if (token == k_no_token || better.empty())
      continue;
    const auto& where = symptom.outline->tokens[token];
    out.push_back(single_edit(symptom.file, {where.begin, where.end, better}, 0.7,
                              "use " + better + " for this type", why));
  }
}

} // namespace

Proposals assertion_macro(const Symptom& symptom) {
  if (!symptom.sources.context().allow_test_edits || symptom.source == nullptr ||
      symptom.event.category != model::Category::assertion)
    return {};
  Proposals out;
  if (differs_by_rounding(symptom.event))
    replace_macro(symptom, "DOUBLE_EQ",
                  "Floating-point results are compared bit by bit; they differ by rounding only.", out);
  if (shows_pointers_to_text(symptom))
    replace_macro(symptom, "STREQ", "C strings are compared by address instead of by content.", out);
  return out;
}

} // namespace aurora::repair::rules
