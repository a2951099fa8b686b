#include "aurora/junit/dialect.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {

/// doctest's classname is the source file. Its reporter leaves FAIL() and FAIL_CHECK() out altogether, so a
/// case may look passed here; the join completes it from what the program printed.
void convert_doctest(const Conversion& in, model::TestCase& out) {
  convert_common(in, out);
  const bool is_error = child(in.raw, "error") != nullptr;
  out.file = out.suite;
  refine_assertions(out, read_doctest_failure);
  for (auto& assertion : out.assertions) {
    assertion.case_name = out.name;
    if (assertion.file.empty())
      assertion.file = out.file;
    if (is_error && assertion.macro.empty())
      assertion.exception_type = assertion.exception_type.empty() ? "exception" : assertion.exception_type;
  }
  if (out.assertions.empty())
    return;
  out.line = out.assertions.front().line;
  if (out.message == "exception")
    out.message = first_line(out.assertions.front().message);
}

} // namespace aurora::junit
