#include "aurora/junit/dialect.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {
namespace {

/// The first line of every message is "file:line" or "unknown file".
void drop_place(std::string& text) {
  if (const auto end = text.find('\n'); end != std::string::npos)
    text.erase(0, end + 1);
}

} // namespace

/// file and line of the case are its definition; those of each failed assertion are in its message.
void convert_gtest(const Conversion& in, model::TestCase& out) {
  convert_common(in, out);
  if (out.status == model::TestStatus::skipped && in.raw.attribute("result") == "suppressed")
    out.status_reason = "Disabled";
  refine_assertions(out, read_gtest_failure);
  drop_place(out.message);
  if (out.status_reason != "Disabled")
    drop_place(out.status_reason);
  for (auto& assertion : out.assertions)
    assertion.case_name = out.suite + "." + out.name;
  if (out.type.empty() && !out.assertions.empty())
    out.type = out.assertions.front().exception_type;
}

} // namespace aurora::junit
