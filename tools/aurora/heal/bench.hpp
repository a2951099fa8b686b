#pragma once

#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/ctest/place.hpp"
#include "aurora/model/case_census.hpp"
#include "aurora/model/event.hpp"
#include "aurora/model/project.hpp"
#include "aurora/model/test_run.hpp"
#include "aurora/triage/flakiness.hpp"

namespace aurora::heal {

/// The state of a place after a build and a test run.
struct Snapshot {
  bool built = false;
  std::vector<model::Event> events; ///< every failure: of the build, then of the tests
  model::TestRun run;
  std::vector<model::CaseCensus> census; ///< of the CTest tests that tell which cases they ran
  std::vector<model::RegisteredTest> registered;
  std::string started; ///< RFC 3339
  std::string build_log;
  std::string junit; ///< CTest's own
  int ctest_exit = 0;
  std::string warning; ///< counts and exit code disagree
  double build_seconds = 0;
  double test_seconds = 0;
  std::vector<triage::FlakinessVerdict> flakiness{}; ///< of the failing tests, once they were run again
};

/// A snapshot of the tests alone, completed by what the build before it said.
Snapshot with_build(Snapshot tests, const Snapshot& build);

/// Which tests a snapshot takes.
struct Selection {
  std::vector<std::string> ctest_names; ///< empty: all that the settings select
  bool skip_build = false;              ///< run the binaries as they are
  bool skip_tests = false;              ///< only build
  bool one_by_one = false; ///< one test at a time in CTest's order; else several, in random order
  int until_fail = 1;      ///< how often a test is run as long as it passes
};

/// Builds a place and runs its tests.
class Bench {
public:
  virtual ~Bench() = default;
  /// Red is no error. environment error when cmake or ctest cannot do their work at all, cancelled when
  /// interrupted.
  virtual base::Result<Snapshot> take(const ctest::Place& place, const Selection& selection) = 0;
};

} // namespace aurora::heal
