#include "aurora/junit/dialect.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {

/// file and line of the case are its definition; those of each failed assertion are in its message.
void convert_gtest(const Conversion& in, model::TestCase& out) {
  convert_common(in, out);
  if (out.status == model::TestStatus::skipped && in.raw.attribute("result") == "suppressed")
    out.status_reason = "Disabled";
  refine_assertions(out, read_gtest_failure);
  for (auto& assertion : out.assertions)
    assertion.case_name = out.suite + "." + out.name;
  if (out.type.empty() && !out.assertions.empty())
    out.type = out.assertions.front().exception_type;
}

} // namespace aurora::junit
