#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aurora/model/event.hpp"
#include "aurora/model/test_run.hpp"
#include "aurora/triage/owners.hpp"

namespace aurora::triage {

struct AnalysisOptions {
  std::string source_dir; ///< absolute
  std::string build_dir;  ///< absolute
  std::string config;     ///< for multi-configuration generators, else empty
  std::string commit;
  std::string branch;
  std::string timestamp;                                        ///< of events whose run tells none
  std::function<std::string(const model::TestCase&)> repro_cmd; ///< empty: ctest with an exact -R
  Owners owners;
};

/// One failure as an event: category, class, message, values, trace, place and analysis (F3), signature and
/// owner. A sanitizer report or a signal outweighs assertions, a timeout both. Meant for failed and not_run
/// cases.
model::Event analyze(const model::TestCase& test, const AnalysisOptions& options);

/// Events of every failed or not_run case, in order. One CTest test with failures in several cases of its
/// framework gives one event per case; test_id is `CTestName::Case`, made unique with "#2", ….
std::vector<model::Event> to_events(const model::TestRun& run, const AnalysisOptions& options);

/// For events that come from elsewhere (the build log): fills ts, commit, branch, analysis, signature, owner
/// and a repro_cmd that builds again, where they are empty.
std::vector<model::Event> complete(std::vector<model::Event> events, const AnalysisOptions& options);

} // namespace aurora::triage
