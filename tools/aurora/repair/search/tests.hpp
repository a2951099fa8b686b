#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/repair/search/output_pattern.hpp"

namespace aurora::repair::search {

/// One CTest test with everything that decides its verdict.
struct TestSpec {
  std::string name;
  std::vector<std::string> command;
  std::string working_directory;
  std::vector<std::string> environment; ///< "NAME=value"
  double timeout_seconds = 0;           ///< 0: none set
  bool will_fail = false;
  bool disabled = false;
  std::optional<int> skip_return_code;
  std::vector<OutputPattern> skip_patterns; ///< the test is skipped when its output holds one of them
  std::vector<OutputPattern> pass_patterns; ///< its output has to hold one of them; its exit code is nothing
  std::vector<OutputPattern> fail_patterns; ///< its output may hold none of them
  /// Has properties (fixtures, ENVIRONMENT_MODIFICATION …) that only ctest itself judges.
  bool judged_by_ctest = false;
  bool operator==(const TestSpec&) const = default;
};

/// Whether what the test prints decides: then its verdict is not that of its cases.
bool is_judged_by_output(const TestSpec& test);

/// From `ctest --show-only=json-v1`. Tests without a command are left out.
base::Result<std::vector<TestSpec>> read_tests(std::string_view json);

} // namespace aurora::repair::search
