#include "aurora/repair/search/search.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "aurora/repair/search/ranking.hpp"

namespace aurora::repair::search {

namespace {

using Seconds = std::chrono::duration<double>;

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

/// One search from start to end.
class Search {
public:
  Search(workspace::Shadow& shadow, const SearchOptions& options)
      : m_shadow(shadow), m_options(options), m_start(std::chrono::steady_clock::now()) {}

  base::Result<SearchReport> run() {
    if (auto made = make_program(); !made)
      return forward(made);
    if (auto learned = learn(); !learned)
      return forward(learned);
    m_report.fixed_seconds = elapsed();
    explore();
    m_report.search_seconds = elapsed() - m_report.fixed_seconds;
    return std::move(m_report);
  }

private:
  double elapsed() const { return Seconds(std::chrono::steady_clock::now() - m_start).count(); }

  base::Result<void> make_program() {
    auto instrumented = instrument(m_shadow, m_options.instrument);
    if (!instrumented)
      return forward(instrumented);
    m_instrumented = std::move(*instrumented);
    m_report.candidates = m_instrumented.set.candidates.size();
    m_report.dropped = m_instrumented.dropped;
    for (unsigned i = 0; i < std::max(1U, m_options.jobs); ++i) {
      auto executor = make_forking_executor(m_shadow, m_options.instrument.tools,
                                            fmt::format("{}/worker{}", m_shadow.exchange_dir(), i));
      if (!executor)
        return forward(executor);
      m_executors.push_back(std::move(*executor));
    }
    return {};
  }

  base::Result<std::vector<TestSpec>> list_tests() {
    sys::ProcessSpec spec;
    spec.argv = {m_options.ctest, "--show-only=json-v1"};
    if (!m_options.instrument.build.config.empty())
      spec.argv.insert(spec.argv.end(), {"-C", m_options.instrument.build.config});
    spec.cwd = m_shadow.build_dir();
    spec.timeout = std::chrono::seconds(60);
    auto result = m_shadow.run(std::move(spec));
    if (!result)
      return forward(result);
    auto tests = read_tests(result->stdout_text);
    if (tests)
      std::erase_if(*tests, [&](const TestSpec& test) { return test.disabled || holds(m_options.ignored, test.name); });
    return tests;
  }

  base::Result<void> learn() {
    auto tests = list_tests();
    if (!tests)
      return forward(tests);
    auto plans = learn_plans(*m_executors.front(), *tests);
    if (!plans)
      return forward(plans);
    // Red ones that nobody asked about are neither to be repaired nor guarded.
    std::erase_if(*plans, [&](const TestPlan& plan) {
      return !plan.passes && !m_options.failing.empty() && !holds(m_options.failing, plan.test.name);
    });
    for (const auto& plan : *plans)
      if (plan.passes && holds(m_options.failing, plan.test.name))
        return base::fail(base::ErrorCode::conflict, fmt::format("Test {} does not fail here", plan.test.name));
    if (std::ranges::all_of(*plans, &TestPlan::passes))
      return base::fail(base::ErrorCode::conflict, "No test fails here");
    m_oracle = std::make_unique<Oracle>(std::move(*plans), m_options.ctest, m_shadow.build_dir());
    return {};
  }

  void explore() {
    const Spectrum spectrum(m_instrumented.set, m_oracle->plans());
    EngineOptions options;
    options.deadline =
        m_start + std::chrono::duration_cast<std::chrono::steady_clock::duration>(Seconds(m_options.seconds));
    options.max_trials = m_options.max_trials;
    options.progress = m_options.progress;
    options.interrupted = m_options.interrupted;
    Engine engine(m_instrumented.set, *m_oracle, spectrum, m_executors, options);
    const auto singles = engine.try_singles();
    auto plausible = keep_plausible(singles);
    if (plausible.empty() && !engine.out_of_time())
      plausible = keep_plausible(engine.try_pairs(singles));
    m_report.tried = engine.tried();
    m_report.plausible = plausible.size();
    write_patches(rank(plausible, m_instrumented.set, spectrum));
  }

  static std::vector<Trial> keep_plausible(const std::vector<Trial>& trials) {
    std::vector<Trial> result;
    std::ranges::copy_if(trials, std::back_inserter(result), &Trial::plausible);
    return result;
  }

  void write_patches(const std::vector<Ranked>& ranked) {
    std::set<std::string> seen;
    for (const auto& entry : ranked) {
      if (m_report.patches.size() >= m_options.max_patches)
        return;
      auto patch = to_patch(entry, m_instrumented.set, m_instrumented.originals);
      if (patch && seen.insert(to_diff(*patch)).second)
        m_report.patches.push_back(std::move(*patch));
    }
  }

  workspace::Shadow& m_shadow;
  const SearchOptions& m_options;
  std::chrono::steady_clock::time_point m_start;
  Instrumented m_instrumented;
  std::vector<std::unique_ptr<Executor>> m_executors;
  std::unique_ptr<Oracle> m_oracle;
  SearchReport m_report;
};

} // namespace

base::Result<SearchReport> search(workspace::Shadow& shadow, const SearchOptions& options) {
  return Search(shadow, options).run();
}

} // namespace aurora::repair::search
