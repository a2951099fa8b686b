#include "aurora/junit/ctest_console.hpp"

#include <unordered_map>

#include "aurora/base/text.hpp"

namespace aurora::junit {
namespace {

using Reasons = std::unordered_map<std::string, std::string>;

/// "\t  5 - segfaults (SEGFAULT)", perhaps with labels behind it.
void read_reason(std::string_view line, Reasons& reasons) {
  line = base::trim(line);
  const auto dash = line.find(" - ");
  if (dash == std::string_view::npos || !base::parse_integer(line.substr(0, dash)))
    return;
  line.remove_prefix(dash + 3);
  const auto open = line.rfind(" (");
  const auto close = open == std::string_view::npos ? open : line.find(')', open);
  if (close == std::string_view::npos)
    return;
  reasons.insert_or_assign(std::string(base::trim(line.substr(0, open))),
                           std::string(line.substr(open + 2, close - open - 2)));
}

Reasons failed_tests(std::string_view console) {
  Reasons reasons;
  const auto at = console.rfind("The following tests FAILED:");
  if (at == std::string_view::npos)
    return reasons;
  const auto lines = base::split_lines(console.substr(at));
  for (std::size_t i = 1; i < lines.size() && !base::trim(lines[i]).empty(); ++i)
    read_reason(lines[i], reasons);
  return reasons;
}

void apply_reason(const std::string& reason, model::TestCase& test) {
  using model::TestStatus;
  if (reason == "Not Run")
    test.status = TestStatus::not_run;
  else if (test.status != TestStatus::not_run)
    test.status = TestStatus::failed;
  if (test.status_reason.empty() || reason != "Not Run")
    test.status_reason = reason == "SEGFAULT" ? "SIGSEGV" : reason;
  if (test.message.empty() || test.message == "failed without any output")
    test.message = test.status_reason;
}

} // namespace

void apply_ctest_console(model::TestRun& run, std::string_view console) {
  const auto reasons = failed_tests(console);
  for (auto& test : run.cases)
    if (const auto found = reasons.find(test.ctest_name); found != reasons.end())
      apply_reason(found->second, test);
}

} // namespace aurora::junit
