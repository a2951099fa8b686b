#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/coverage/delta.hpp"
#include "aurora/coverage/summary.hpp"
#include "aurora/model/event.hpp"
#include "aurora/model/test_run.hpp"

namespace aurora::report {

struct RunEnvironment {
  std::string compiler; ///< "GNU 12.2.0"
  std::string generator;
  std::string build_type;
  std::string os;
};

/// run.json (schema aurora.run/1): the result of one run of the tests.
struct RunDocument {
  std::string timestamp; ///< RFC 3339, UTC
  std::string commit;
  std::string branch;
  model::RunCounts counts;
  double seconds = 0;
  int ctest_exit_code = 0;
  std::vector<model::Event>
      failures; ///< only file, line, test_id, error_class, message and stack are written
  std::optional<coverage::Summary> coverage;
  std::optional<coverage::Delta> coverage_delta; ///< against the previous run; written, not read back
  RunEnvironment environment;
};

void write_run(std::ostream& out, const RunDocument& run);

/// invalid_input for malformed text, unsupported for a newer schema (the message names it).
base::Result<RunDocument> read_run(std::string_view text);

} // namespace aurora::report
