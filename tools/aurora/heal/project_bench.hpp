#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "aurora/ctest/run_tests.hpp"
#include "aurora/heal/bench.hpp"
#include "aurora/heal/git.hpp"
#include "aurora/settings/settings.hpp"
#include "aurora/sys/clock.hpp"
#include "aurora/triage/quarantine.hpp"

namespace aurora::heal {

/// Builds with CMake and tests with CTest, and turns what they say into events.
class ProjectBench final : public Bench {
public:
  struct Options {
    settings::Settings settings;
    std::function<GitFacts()> git;                   ///< asked once the tests have run; may be empty
    std::string code_owners;                         ///< text of CODEOWNERS, empty when there is none
    std::vector<triage::QuarantineEntry> quarantine; ///< tests whose failures do not count
    std::function<void(std::string_view)> on_output; ///< raw output of build and tests, as it comes
  };

  ProjectBench(Options options, sys::FileSystem& files, sys::Clock& clock);
  base::Result<Snapshot> take(const ctest::Place& place, const Selection& selection) override;

private:
  base::Result<void> build(const ctest::Place& place, Snapshot& snapshot);
  base::Result<void> list(const ctest::Place& place, Snapshot& snapshot);
  base::Result<void> list_beside(const ctest::Place& place, const ctest::TestOptions& options,
                                 Snapshot& snapshot);
  bool is_listed(const ctest::Place& place) const;
  base::Result<void> test(const ctest::Place& place, const Selection& selection, Snapshot& snapshot);
  base::Result<void> take_outcome(const ctest::Place& place, base::Result<ctest::TestOutcome> tested,
                                  Snapshot& snapshot);
  void complete(Snapshot& snapshot) const;

  Options m_options;
  std::vector<model::RegisteredTest> m_listed;
  std::string m_listed_place; ///< exchange_dir of the place that m_listed was read from
  sys::FileSystem& m_files;
  sys::Clock& m_clock;
};

} // namespace aurora::heal
