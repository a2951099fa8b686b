#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/junit/assertions.hpp"
#include "aurora/junit/dialect.hpp"
#include "aurora/junit/text_readers.hpp"
#include "aurora/junit/xml_text.hpp"

namespace aurora::junit {
namespace {

using model::TestStatus;

/// The only skips CTest knows besides DISABLED; every other <skipped> is a test that could not start.
bool is_real_skip(std::string_view reason) {
  return reason.starts_with("SKIP_RETURN_CODE=") || reason == "SKIP_REGULAR_EXPRESSION_MATCHED";
}

bool is_abort(std::string_view type) {
  return type == "abort" || type.starts_with("std::") || type == "assert";
}

/// CTest writes each pattern that it looked for in vain on a line of its own: "Regex=[a\nb\n]".
std::string patterns_in_line(std::string_view message) {
  constexpr std::string_view end = "\n]";
  if (!message.starts_with("Required regular expression not found.") || !message.ends_with(end))
    return std::string(message);
  const auto lines = base::split_lines(message.substr(0, message.size() - end.size()));
  return base::join({lines.begin(), lines.end()}, " | ") + "]";
}

/// The first line that tells of a failure, else the first.
std::string line_to_show(std::string_view output) {
  const auto lines = base::split_lines(output);
  const auto telling = std::ranges::find_if(lines, tells_failure);
  return std::string(telling == lines.end() ? first_line(output) : base::trim(*telling));
}

/// CTest up to 3.26 leaves message="" for crash, timeout and plain failure alike: what was printed must tell.
void explain_failure(model::TestCase& out) {
  const auto printed = read_assertions(out.output);
  if (printed.empty()) {
    if (out.message.empty())
      out.message = out.output.empty() ? "failed without any output" : line_to_show(out.output);
    return;
  }
  const auto& first = printed.front();
  if (out.message.empty())
    out.message = first_line(first.message);
  if (out.type.empty())
    out.type = first.exception_type;
  if (is_abort(first.macro.empty() ? std::string_view(first.exception_type) : std::string_view(first.macro)))
    out.status_reason = "Subprocess aborted";
  out.file = first.file;
  out.line = first.line;
}

} // namespace

void convert_ctest(const Conversion& in, model::TestCase& out) {
  convert_common(in, out);
  out.ctest_name = out.name;
  const auto status = in.raw.attribute("status");
  const auto* skipped = child(in.raw, "skipped");
  if (out.status == TestStatus::passed && (skipped || status == "notrun"))
    out.status = TestStatus::skipped;
  if (status == "disabled" && out.status == TestStatus::skipped) {
    out.status_reason = "Disabled";
  } else if (out.status == TestStatus::skipped && !is_real_skip(out.status_reason)) {
    out.status = TestStatus::not_run;
    out.message = out.output.empty() ? out.status_reason : std::string(first_line(out.output));
  }
  if (out.status != TestStatus::failed)
    return;
  out.message = patterns_in_line(out.message);
  if (!out.message.empty())
    out.status_reason = first_line(out.message);
  out.assertions.clear(); // one empty <failure>; what was printed says more
  explain_failure(out);
  out.assertions = read_assertions(out.output);
}

} // namespace aurora::junit
