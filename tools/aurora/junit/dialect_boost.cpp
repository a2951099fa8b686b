#include "aurora/base/text.hpp"
#include "aurora/junit/dialect.hpp"
#include "aurora/junit/text_readers.hpp"

namespace aurora::junit {
namespace {

/// From the "- reason: '…'" that Boost.Test prints into <system-out> beside its bare <skipped/>.
std::string boost_skip_reason(std::string_view output) {
  constexpr std::string_view key = "- reason: '";
  const auto at = output.rfind(key);
  if (at == std::string_view::npos)
    return {};
  const auto rest = output.substr(at + key.size());
  return std::string(rest.substr(0, rest.rfind('\'')));
}

bool is_failed_dependency(std::string_view reason) {
  return reason.starts_with("dependency ") && reason.ends_with("has failed");
}

} // namespace

/// A case skipped because one it depends on has failed could not run, which is not a skip.
void convert_boost(const Conversion& in, model::TestCase& out) {
  convert_common(in, out);
  if (out.status == model::TestStatus::skipped) {
    out.status_reason = boost_skip_reason(out.output);
    if (is_failed_dependency(out.status_reason)) {
      out.status = model::TestStatus::not_run;
      out.message = out.status_reason;
    }
  }
  refine_assertions(out, read_boost_failure);
  for (auto& assertion : out.assertions)
    assertion.case_name = out.suite + "." + out.name;
  if (!out.assertions.empty()) // the attribute only ever says "failure" or "unexpected exception"
    out.message = first_line(out.assertions.front().expression.empty() ? out.assertions.front().actual
                                                                       : out.assertions.front().expression);
}

} // namespace aurora::junit
