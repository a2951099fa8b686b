#include "coverage_step.hpp"
namespace aurora::cli {
base::Result<bool> measure_and_report_coverage(Session&) {
  return base::fail(base::ErrorCode::unsupported, "not linked yet");
}
} // namespace aurora::cli
