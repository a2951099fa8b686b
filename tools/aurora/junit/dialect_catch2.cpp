#include "aurora/base/text.hpp"
#include "aurora/junit/dialect.hpp"
#include "aurora/junit/text_readers.hpp"
#include "aurora/junit/xml_text.hpp"

namespace aurora::junit {
namespace {

constexpr std::string_view k_may_fail = "TEST_CASE tagged with !mayfail";

/// "SKIPPED", the reason, "at file:line"
std::string skip_text(const std::string& text) {
  const auto lines = base::split_lines(base::trim(text));
  return lines.size() > 2 ? std::string(lines[1]) : "SKIPPED";
}

} // namespace

/// The same shape for Catch2 2 and 3. A case tagged [!mayfail] that fails is an expected failure: Catch2
/// marks it <skipped> beside the <failure> and does not count it in its exit code.
void convert_catch2(const Conversion& in, model::TestCase& out) {
  convert_common(in, out);
  const auto* skipped = child(in.raw, "skipped");
  if (skipped && in.raw.attribute(*skipped, "message") == k_may_fail) {
    out.status = model::TestStatus::skipped;
    out.status_reason = "expected failure: tagged !mayfail";
  }
  refine_assertions(out, read_catch2_failure);
  const bool thrown = child(in.raw, "error") != nullptr;
  for (auto& assertion : out.assertions) {
    assertion.case_name = out.name;
    if (thrown && assertion.exception_type.empty() && assertion.expected.empty())
      assertion.exception_type = "std::exception";
  }
  if (out.message == "FAILED:")
    out.message = out.assertions.front().actual;
  if (out.status_reason == "SKIPPED")
    out.status_reason = skip_text(clean(inner_text(skipped->inner)));
}

} // namespace aurora::junit
