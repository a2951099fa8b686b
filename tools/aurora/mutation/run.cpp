#include "aurora/mutation/run.hpp"

#include <algorithm>
#include <mutex>

#include <fmt/format.h>

#include "aurora/mutation/choice.hpp"
#include "aurora/mutation/trials.hpp"
#include "aurora/repair/search/learning.hpp"

namespace aurora::mutation {
namespace {

namespace search = repair::search;

constexpr auto k_longest_first_build = std::chrono::minutes(30);
constexpr auto k_report_tracing_every = std::chrono::seconds(10);

class Run {
public:
  Run(workspace::Shadow& shadow, const RunOptions& options) : m_shadow(shadow), m_options(options) {}

  base::Result<quality::MutantRun> run() {
    if (m_shadow.kind() == workspace::ShadowKind::copy)
      build_copy();
    const auto tests = list_tests();
    if (!tests)
      return base::forward(tests);
    say("compiling mutants of " + fmt::format("{} files", m_options.instrument.files.size()));
    auto instrumented = search::instrument(m_shadow, m_options.instrument);
    if (!instrumented)
      return base::forward(instrumented);
    if (auto opened = open_executors(instrumented->set); !opened)
      return base::forward(opened);
    auto plans = learn(*tests);
    if (!plans)
      return base::forward(plans);
    for (const auto& file : instrumented->given_up)
      m_result.notes.push_back(file + " does not compile with mutants in it; it was left out");
    try_all(*instrumented, std::move(*plans));
    for (const auto& executor : m_executors)
      executor->close();
    return std::move(m_result);
  }

private:
  void say(const std::string& line) const {
    if (m_options.progress)
      m_options.progress(line);
  }

  /// What is wrong with it is told when it is built again with mutants.
  void build_copy() {
    auto settings = m_options.instrument.build;
    settings.timeout = k_longest_first_build;
    (void)search::build(m_shadow, settings);
  }

  base::Result<std::vector<search::TestSpec>> list_tests() {
    sys::ProcessSpec spec;
    spec.argv = {m_options.ctest, "--show-only=json-v1"};
    if (const auto& config = m_options.instrument.build.config; !config.empty())
      spec.argv.insert(spec.argv.end(), {"-C", config});
    spec.cwd = m_shadow.build_dir();
    spec.timeout = std::chrono::seconds(60);
    const auto listed = m_shadow.run(std::move(spec));
    if (!listed)
      return base::forward(listed);
    auto tests = search::read_tests(listed->stdout_text);
    if (tests)
      std::erase_if(*tests, &search::TestSpec::disabled);
    return tests;
  }

  base::Result<void> open_executors(const search::CandidateSet& set) {
    std::vector<unsigned> sites;
    for (const auto& site : set.sites)
      sites.push_back(site.lo);
    std::ranges::sort(sites);
    for (unsigned i = 0; i < std::max(1U, m_options.jobs); ++i) {
      auto executor = search::make_forking_executor(m_shadow, m_options.instrument.tools,
                                                    fmt::format("{}/mutants{}", m_shadow.exchange_dir(), i));
      if (!executor)
        return base::forward(executor);
      (*executor)->know_sites(sites);
      m_executors.push_back(std::move(*executor));
    }
    return {};
  }

  base::Result<std::vector<search::TestPlan>> learn(const std::vector<search::TestSpec>& tests) {
    search::Executors executors;
    for (const auto& executor : m_executors)
      executors.push_back(executor.get());
    search::LearnOptions options;
    options.build_dir = m_shadow.build_dir();
    options.seconds = m_options.seconds;
    options.interrupted = m_options.interrupted;
    options.progress = [this, next = std::chrono::steady_clock::now()](std::size_t done,
                                                                       std::size_t of) mutable {
      if (std::chrono::steady_clock::now() < next)
        return;
      next = std::chrono::steady_clock::now() + k_report_tracing_every;
      say(fmt::format("tracing test {} of {}", done, of));
    };
    auto learnt = search::learn_plans(executors, tests, options);
    if (!learnt)
      return base::forward(learnt);
    for (auto& note : search::notes_of(*learnt))
      m_result.notes.push_back(std::move(note));
    note_red(learnt->plans);
    return std::move(learnt->plans);
  }

  void note_red(const std::vector<search::TestPlan>& plans) {
    std::size_t red = 0;
    for (const auto& plan : plans) {
      m_result.tests.push_back(plan.test.name);
      red += plan.passes ? 0 : 1;
    }
    if (red > 0)
      m_result.notes.push_back(
          fmt::format("{} of {} tests fail without any mutant; they were left out", red, plans.size()));
  }

  void try_all(const search::Instrumented& instrumented, std::vector<search::TestPlan> plans) {
    Subjects subjects;
    for (const auto index : choose_mutants(instrumented.set, m_options.most_a_place)) {
      subjects.ids.push_back(instrumented.set.candidates[index].id);
      auto mutant = mutant_of(instrumented.set.candidates[index], instrumented.originals);
      mutant.reached = reaching_tests(instrumented.set, index, plans);
      subjects.mutants.push_back(std::move(mutant));
    }
    const auto begin = std::chrono::steady_clock::now();
    TrialOptions options;
    options.deadline = begin + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                   std::chrono::duration<double>(m_options.seconds));
    options.interrupted = m_options.interrupted;
    options.progress = [this](std::size_t done, std::size_t of) {
      say(fmt::format("{} of {} mutants", done, of));
    };
    search::Oracle oracle(std::move(plans), m_options.ctest, m_shadow.build_dir());
    try_mutants(subjects, oracle, m_executors, options);
    m_result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    m_result.mutants = std::move(subjects.mutants);
  }

  workspace::Shadow& m_shadow;
  const RunOptions& m_options;
  std::vector<std::unique_ptr<search::Executor>> m_executors;
  quality::MutantRun m_result;
};

} // namespace

base::Result<quality::MutantRun> run(workspace::Shadow& shadow, const RunOptions& options) {
  return Run(shadow, options).run();
}

} // namespace aurora::mutation
