#include "aurora/junit/dialect.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {

/// jest-junit, vitest and the reporter for "node --test" of aurora_add_npm_test(): the message is in the
/// text, the place in the first frame outside node_modules.
void convert_javascript(const Conversion& in, model::TestCase& out) {
  convert_common(in, out);
  refine_assertions(out, read_javascript_failure);
  for (auto& assertion : out.assertions)
    assertion.case_name = out.name;
  if (out.type.empty() && !out.assertions.empty())
    out.type = out.assertions.front().exception_type;
}

} // namespace aurora::junit
