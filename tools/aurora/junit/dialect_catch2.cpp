#include "aurora/junit/dialect.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {
namespace {

constexpr std::string_view k_may_fail = "TEST_CASE tagged with !mayfail";

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
  for (auto& assertion : out.assertions)
    assertion.case_name = out.name;
}

} // namespace aurora::junit
