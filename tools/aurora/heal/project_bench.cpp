#include "aurora/heal/project_bench.hpp"

#include <algorithm>
#include <future>
#include <set>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/buildlog/events.hpp"
#include "aurora/buildlog/reader.hpp"
#include "aurora/ctest/build.hpp"
#include "aurora/ctest/plain_registration.hpp"
#include "aurora/heal/compare.hpp"
#include "aurora/triage/analyze.hpp"

namespace aurora::heal {
namespace {

std::vector<int> indices_of(const std::vector<model::RegisteredTest>& registered,
                            const std::vector<std::string>& names) {
  const std::set<std::string> wanted(names.begin(), names.end());
  std::vector<int> indices;
  for (const auto& test : registered)
    if (wanted.contains(test.name))
      indices.push_back(test.index);
  return indices;
}

ctest::TestOptions test_options(const settings::Settings& settings) {
  ctest::TestOptions options;
  options.ctest = {settings.ctest, settings.config};
  options.jobs = static_cast<unsigned>(settings.jobs);
  options.timeout = std::chrono::seconds(settings.timeout);
  options.labels = settings.labels;
  options.exclude_labels = settings.exclude_labels;
  return options;
}

tl::unexpected<base::Error> interrupted_error() {
  return base::fail(base::ErrorCode::cancelled, "interrupted");
}

} // namespace

ProjectBench::ProjectBench(Options options, sys::FileSystem& files, sys::Clock& clock)
    : m_options(std::move(options)), m_files(files), m_clock(clock) {}

base::Result<Snapshot> ProjectBench::take(const ctest::Place& place, const Selection& selection) {
  Snapshot snapshot;
  snapshot.started = sys::to_rfc3339(m_clock.now());
  snapshot.built = true;
  if (!selection.skip_build)
    if (auto built = build(place, snapshot); !built)
      return base::forward(built);
  if (!selection.skip_tests)
    if (auto tested = test(place, selection, snapshot); !tested)
      return base::forward(tested);
  complete(snapshot);
  return snapshot;
}

base::Result<void> ProjectBench::build(const ctest::Place& place, Snapshot& snapshot) {
  m_listed.clear();
  ctest::BuildOptions options;
  options.cmake = m_options.settings.cmake;
  options.config = m_options.settings.config;
  options.generator = m_options.settings.generator;
  options.make_program = m_options.settings.make_program;
  options.jobs = static_cast<unsigned>(m_options.settings.jobs);
  options.on_output = m_options.on_output;
  auto built = ctest::build(place, options);
  if (!built)
    return base::forward(built);
  if (built->outcome.kind == sys::Outcome::Kind::cancelled)
    return interrupted_error();
  snapshot.built = built->succeeded;
  snapshot.build_log = std::move(built->log);
  snapshot.build_seconds = built->seconds;
  if (snapshot.built)
    return {};
  const auto log = buildlog::read_build_log(snapshot.build_log, {place.source_dir, place.build_dir});
  snapshot.events = buildlog::to_events(log);
  if (snapshot.events.empty())
    return base::fail(base::ErrorCode::environment,
                      fmt::format("the build failed ({}) and said nothing that could be read: {}",
                                  to_string(built->outcome), base::trim(snapshot.build_log).substr(0, 500)),
                      place.build_dir);
  return {};
}

base::Result<void> ProjectBench::test(const ctest::Place& place, const Selection& selection,
                                      Snapshot& snapshot) {
  auto options = test_options(m_options.settings);
  options.on_output = m_options.on_output;
  if (selection.one_by_one) {
    options.jobs = 1;
    options.order = ctest::Order::scheduled;
  }
  options.until_fail = selection.until_fail;
  if (selection.ctest_names.empty() && !is_listed(place) && ctest::registers_plainly(place, m_files))
    return list_beside(place, options, snapshot);
  if (auto listed = list(place, snapshot); !listed)
    return listed;
  if (snapshot.registered.empty())
    return {};
  if (!selection.ctest_names.empty()) {
    options.indices = indices_of(snapshot.registered, selection.ctest_names);
    if (options.indices.empty())
      return {};            // ctest runs everything when it is given nothing
    options.labels.clear(); // CTest numbers what its label filters leave, so the two do not go together
    options.exclude_labels.clear();
  }
  return take_outcome(place, ctest::run_tests(place, options, m_files), snapshot);
}

/// CTest alone takes longer to start than a small test: the list is asked for while the tests run.
base::Result<void> ProjectBench::list_beside(const ctest::Place& place, const ctest::TestOptions& options,
                                             Snapshot& snapshot) {
  auto listed = std::async(std::launch::async, [&] { return list(place, snapshot); });
  auto tested = ctest::run_tests(place, options, m_files);
  if (auto done = listed.get(); !done)
    return done;
  return snapshot.registered.empty() ? base::Result<void>()
                                     : take_outcome(place, std::move(tested), snapshot);
}

bool ProjectBench::is_listed(const ctest::Place& place) const {
  return !m_listed.empty() && m_listed_place == place.exchange_dir;
}

/// CTest's list is that of the last time while nothing was built since.
base::Result<void> ProjectBench::list(const ctest::Place& place, Snapshot& snapshot) {
  if (!is_listed(place)) {
    auto registered =
        ctest::list_tests(place, {m_options.settings.ctest, m_options.settings.config}, m_files);
    if (!registered)
      return base::forward(registered);
    m_listed = std::move(*registered);
    m_listed_place = place.exchange_dir;
  }
  snapshot.registered = m_listed;
  return {};
}

base::Result<void> ProjectBench::take_outcome(const ctest::Place& place,
                                              base::Result<ctest::TestOutcome> tested, Snapshot& snapshot) {
  if (!tested)
    return base::forward(tested);
  ctest::add_cases(place, *tested, snapshot.registered, m_files);
  snapshot.run = std::move(tested->run);
  snapshot.census = std::move(tested->census);
  snapshot.junit = std::move(tested->junit);
  snapshot.ctest_exit = tested->exit_code;
  snapshot.warning = std::move(tested->warning);
  snapshot.test_seconds = tested->seconds;
  return {};
}

/// Adds what the events share: time, place in history, signature, words.
void ProjectBench::complete(Snapshot& snapshot) const {
  triage::AnalysisOptions options;
  options.source_dir = m_options.settings.source_dir;
  options.build_dir = m_options.settings.build_dir;
  options.config = m_options.settings.config;
  const auto git = m_options.git ? m_options.git() : GitFacts{};
  options.commit = git.commit;
  options.branch = git.branch;
  options.timestamp = snapshot.started;
  options.owners = triage::Owners::parse(m_options.code_owners);
  auto events = triage::complete(std::move(snapshot.events), options);
  for (auto& event : triage::to_events(snapshot.run, options))
    events.push_back(std::move(event));
  triage::apply_quarantine(events, m_options.quarantine, snapshot.started);
  snapshot.events = std::move(events);
}

} // namespace aurora::heal
