#include "aurora/junit/dialect.hpp"
#include "aurora/junit/text_readers.hpp"
#include "aurora/junit/xml_text.hpp"

namespace aurora::junit {

/// xunit1 has file and line (counted from 0) of the definition, xunit2 neither; the failing line is in the
/// text. Set-up and teardown trouble is an <error>; an expected failure a <skipped type="pytest.xfail">.
void convert_pytest(const Conversion& in, model::TestCase& out) {
  convert_common(in, out);
  if (!in.raw.attribute("line").empty())
    ++out.line;
  const auto* skipped = child(in.raw, "skipped");
  if (skipped && in.raw.attribute(*skipped, "type") == "pytest.xfail")
    out.status_reason = "expected failure: " + out.status_reason;
  refine_assertions(out, read_python_failure);
  for (auto& assertion : out.assertions)
    assertion.case_name = out.suite.empty() ? out.name : out.suite + "." + out.name;
  if (out.type.empty() && !out.assertions.empty())
    out.type = out.assertions.front().exception_type;
}

} // namespace aurora::junit
