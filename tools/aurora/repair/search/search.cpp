#include "aurora/repair/search/search.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "aurora/base/sort.hpp"
#include "aurora/repair/search/learning.hpp"
#include "aurora/repair/search/programs.hpp"
#include "aurora/repair/search/ranking.hpp"
#include "aurora/repair/search/reach.hpp"
#include "aurora/repair/search/rebuild.hpp"
#include "aurora/repair/search/synthesis.hpp"
#include "aurora/repair/sources.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::repair::search {

namespace {

constexpr std::size_t k_first_files = 3;
/// Where all of them are reached; of 3,000 candidates of whole files a third is as a rule, and compiling is
/// what takes longest before the first one is tried.
constexpr std::size_t k_first_candidates = 1200;
/// Where little is reached, what is likely there is fewer still.
constexpr std::size_t k_least_candidates = 500;
constexpr std::size_t k_candidates_per_line = 12;
/// So many times the most, and so many times fewer on each line in the first round, where all lines of a
/// function count as reached: a part of them really is.
constexpr std::size_t k_by_function = 2;
/// Units that show a header: in more of them it has fewer, since each compiles all of it.
constexpr std::size_t k_few_units = 8;
constexpr std::size_t k_least_in_many = 300;
constexpr std::size_t k_most_traced = 3; ///< tests
constexpr auto k_longest_traced = std::chrono::seconds(3);
constexpr std::ptrdiff_t k_large_file = 600; ///< lines
constexpr int k_margin = 2;
constexpr double k_stands_out = 0.75;
constexpr std::size_t k_long_list = 100; ///< suspects
constexpr std::size_t k_probes = 40;
constexpr std::size_t k_behaviours_compared = 100;
/// Of the time: a header that takes 20 s to compile is not given up when one candidate more has to go.
constexpr double k_first_patience = 2.0;
constexpr double k_least_comparing = 2.0;
constexpr double k_least_exploring = 0.1;     ///< of the time, beyond its end where need be
constexpr double k_longest_asked = 10.0;      ///< seconds, of all of them
constexpr double k_longest_asked_trace = 3.0; ///< seconds
constexpr double k_drivers_part = 0.1;        ///< of the time, in each round
constexpr double k_green_part = 0.15;         ///< of the time, in each round
constexpr double k_synthesis_part = 0.25;     ///< of the time
constexpr double k_rebuild_part = 0.33;
constexpr auto k_longest_first_build = std::chrono::minutes(30);
constexpr double k_completing_part = 0.3;
constexpr std::size_t k_many_programs = 4;
constexpr double k_others_part = 0.25; ///< of the time, for the programs of the other tests
constexpr std::chrono::milliseconds k_least_others{5000};
constexpr std::size_t k_unasked_factor = 3; ///< more patches where the gate has yet to ask most tests
constexpr std::size_t k_completed = 12;     ///< of the plausible

using Seconds = std::chrono::duration<double>;

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

/// One search from start to end.
class Search {
public:
  Search(workspace::Shadow& shadow, const SearchOptions& options)
      : m_shadow(shadow), m_options(options), m_start(std::chrono::steady_clock::now()) {}

  /// First the likeliest candidates in the most suspicious files, which compile fast; then in more files,
  /// then many more candidates, and pairs of them.
  base::Result<SearchReport> run() {
    if (m_shadow.kind() == workspace::ShadowKind::copy)
      build_copy();
    auto tests = list_tests();
    if (!tests)
      return forward(tests);
    m_tests = std::move(*tests);
    if (auto worth = check_asked(); !worth)
      return forward(worth);
    find_reach();
    know_programs(asked_tests().size() <= k_most_traced ? m_reach.started : std::nullopt);
    auto scope = first_scope();
    for (;;) {
      const double start = elapsed();
      const auto prepared = prepare(scope);
      const double fixed = elapsed() - start;
      m_report.fixed_seconds += fixed;
      const auto next = next_scope(scope, fixed);
      if (!prepared && next == scope && m_rounds == 0)
        return forward(prepared);
      if (prepared) {
        leave_some_time();
        explore(next == scope ? Pairs::yes : Pairs::no, !scope.reached && !std::exchange(m_seen_all, true));
        ++m_rounds;
      } else if (!scope.reached || out_of_time()) {
        m_report.notes.push_back(prepared.error().message);
      }
      if (next == scope || found_enough() || out_of_time())
        break;
      scope = next;
      know_programs({}); // in case a program was missing
    }
    m_report.search_seconds = elapsed() - m_report.fixed_seconds;
    return std::move(m_report);
  }

private:
  double elapsed() const { return Seconds(std::chrono::steady_clock::now() - m_start).count(); }

  static bool is_there(const std::string& path) {
    std::error_code problem;
    return std::filesystem::exists(path, problem);
  }

  /// A few programs that are only linked again are not worth a build of their own later.
  bool is_much_left_out(const std::vector<std::string>& files) const {
    return m_programs.left_out >= k_many_programs || std::ranges::any_of(files, is_header);
  }

  void know_programs(const std::optional<std::set<std::string>>& started) {
    m_programs = programs_for(m_options.failing, m_tests, m_options.targets, is_there, started);
  }

  /// Of the programs that are asked about, or of all tests.
  BuildOptions build_options() const {
    auto options = m_options.instrument.build;
    options.targets = m_all_built ? m_programs.for_tests : m_programs.targets;
    return options;
  }

  /// A copy has yet to be built as it is; that is no part of the search's time. What is wrong with it is told
  /// later.
  void build_copy() {
    auto settings = m_options.instrument.build;
    settings.timeout = k_longest_first_build;
    (void)build(m_shadow, settings);
    m_start = std::chrono::steady_clock::now();
  }

  enum class Pairs { no, yes };

  double seconds() const { return m_options.seconds + m_extra_seconds; }

  /// However long compiling took: thousands of candidates are tried in a part of the time it needs.
  void leave_some_time() {
    const double least = k_least_exploring * m_options.seconds;
    if (m_rounds == 0 && seconds() - elapsed() < least)
      m_extra_seconds = elapsed() + least - m_options.seconds;
  }

  bool out_of_time() const {
    return elapsed() >= seconds() || (m_options.interrupted && m_options.interrupted());
  }

  /// How much is varied in one round.
  struct Scope {
    std::size_t files = 0;
    std::size_t candidates = 0;
    bool focused = false; ///< only near the suspicious lines of large files
    bool reached = false; ///< only what the failing tests run, where that is known
    bool operator==(const Scope&) const = default;
  };

  /// Not where the last of a long list is about as suspicious as the first: then as many more are not in it.
  bool suspects_stand_out() const {
    const auto& suspects = m_options.suspects;
    return !suspects.empty() &&
           (suspects.size() < k_long_list || suspects.back().score < k_stands_out * suspects.front().score);
  }

  /// Where all lines of a function count as reached, half as many on each at first.
  Scope first_scope() const {
    const auto files = cheap_files(std::min(k_first_files, m_options.instrument.files.size()));
    const auto part = m_reach.by_function ? k_by_function : 1;
    return {files, affordable_candidates(files, k_candidates_per_line / part, k_least_candidates / part),
            suspects_stand_out(), !m_reach.lines.empty()};
  }

  /// Then the others of the same lines.
  std::optional<Scope> second_scope(const Scope& first) const {
    auto second = first;
    second.candidates = affordable_candidates(first.files, k_candidates_per_line, k_least_candidates);
    return first.reached && second.candidates > first.candidates ? std::optional(second) : std::nullopt;
  }

  /// Of the first so many files those before a header that many units compile: what is likelier than that
  /// header is tried before all of them are built.
  std::size_t cheap_files(std::size_t first) const {
    const auto begin = m_options.instrument.files.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(first);
    const auto header = m_programs.sources.size() > k_few_units ? std::find_if(begin, end, is_header) : end;
    return header == begin ? first : static_cast<std::size_t>(header - begin);
  }

  /// In the first files, as many as the lines that are reached there are worth; fewer in a header that many
  /// units compile.
  std::size_t affordable_candidates(std::size_t files, std::size_t per_line, std::size_t least) const {
    const auto most = m_options.instrument.max_candidates;
    const auto wanted =
        m_reach.lines.empty() ? most : std::min(likely_candidates(files, per_line, least), most);
    const auto units = m_programs.sources.size();
    const auto first = m_options.instrument.files.begin();
    const bool in_header = std::any_of(first, first + static_cast<std::ptrdiff_t>(files), is_header);
    return in_header && units > k_few_units
               ? std::min(wanted, std::max(k_least_in_many, wanted * k_few_units / units))
               : wanted;
  }

  std::size_t likely_candidates(std::size_t files, std::size_t per_line, std::size_t least) const {
    std::size_t lines = 0;
    for (std::size_t i = 0; i < files; ++i)
      if (const auto found = m_reach.lines.find(m_options.instrument.files[i]); found != m_reach.lines.end())
        lines += found->second.size();
    const auto most = m_reach.by_function ? k_by_function * k_first_candidates : k_first_candidates;
    return std::clamp(per_line * lines, least, most);
  }

  /// All files, then what the failing tests do not seem to run, then as many candidates as can be compiled in
  /// a quarter of the time that is left; `scope` itself when there is no use.
  Scope next_scope(const Scope& scope, double fixed_seconds) const {
    const auto all = m_options.instrument.files.size();
    const auto most = m_options.instrument.max_candidates;
    const bool full = m_instrumented.set.candidates.size() >= scope.candidates * 3 / 4;
    if (const auto second = full ? second_scope(scope) : std::nullopt)
      return *second;
    if (scope.reached)
      return {all, most, false, scope.files < all || m_focused || (full && scope.candidates < most)};
    if (scope.files < all || (scope.focused && m_focused))
      return {all, scope.candidates, false};
    if (scope.candidates > most || !full)
      return scope;
    const double affordable = (seconds() - elapsed()) / 4 / std::max(0.1, fixed_seconds);
    const auto next = static_cast<std::size_t>(affordable * static_cast<double>(scope.candidates));
    return next < 2 * scope.candidates ? scope : Scope{all, std::min(next, m_options.most_candidates), false};
  }

  std::vector<TestSpec> asked_tests() const {
    std::vector<TestSpec> asked;
    std::ranges::copy_if(m_tests, std::back_inserter(asked),
                         [&](const TestSpec& test) { return holds(m_options.failing, test.name); });
    return asked;
  }

  /// Runs a few of the tests that are to be healed as they are.
  void find_reach() {
    const double start = elapsed();
    auto asked = asked_tests();
    asked.resize(std::min(asked.size(), k_most_traced));
    m_reach = reached_lines(
        m_shadow, m_options.instrument.tools,
        {std::move(asked), m_options.failing_cases, m_options.instrument.files, k_longest_traced});
    m_report.fixed_seconds += elapsed() - start;
  }

  /// "file:from-to" of what may be varied in a round; nothing for a file: all of it.
  std::vector<std::string> lines_of(const Scope& scope, const std::vector<std::string>& files) {
    auto lines = scope.focused ? suspicious_lines(files) : std::vector<std::string>{};
    m_focused = !lines.empty();
    if (!scope.reached)
      return lines;
    std::vector<std::string> others;
    std::ranges::copy_if(files, std::back_inserter(others), [&](const std::string& file) {
      return std::ranges::none_of(lines, [&](const auto& line) { return line.starts_with(file + ":"); });
    });
    const auto reached = around(m_reach.lines, others);
    lines.insert(lines.end(), reached.begin(), reached.end());
    return lines;
  }

  /// "file:from-to" around the suspicious lines of those files that are large.
  std::vector<std::string> suspicious_lines(const std::vector<std::string>& files) {
    std::vector<std::string> result;
    for (const auto& file : files) {
      const auto text = m_shadow.read(file);
      if (!text || std::ranges::count(*text, '\n') < k_large_file)
        continue;
      for (const auto& suspect : m_options.suspects)
        if (suspect.file == file)
          result.push_back(
              fmt::format("{}:{}-{}", file, std::max(1, suspect.line - k_margin), suspect.line + k_margin));
    }
    return result;
  }

  /// Tests of other languages are often red for reasons that no change of this build can mend. Where there
  /// are too many to look at each, it is not said.
  base::Result<void> check_asked() {
    const auto asked = asked_tests();
    if (asked.empty() || std::ranges::any_of(asked, [&](const TestSpec& test) {
          return sys::is_below(test.command.front(), m_shadow.build_dir());
        }))
      return {};
    auto executor = make_executor("asked");
    if (!executor)
      return forward(executor);
    std::string names;
    for (const auto& test : asked) {
      const auto trace = (*executor)->trace(test, first_limits(test, k_longest_asked_trace));
      if (!trace || trace->uses_build || elapsed() > k_longest_asked)
        return {};
      names += (names.empty() ? "" : ", ") + test.name;
    }
    return base::fail(base::ErrorCode::unsupported,
                      "nothing of this build runs in " + names + ", so no change of its sources can heal it");
  }

  base::Result<std::unique_ptr<Executor>> make_executor(const std::string& name) {
    return make_forking_executor(m_shadow, m_options.instrument.tools,
                                 fmt::format("{}/{}", m_shadow.exchange_dir(), name));
  }

  /// Some faults show with the project's optimization only.
  base::Result<void> prepare(const Scope& scope) {
    if (auto made = make_program(scope); !made)
      return made;
    auto learnt = learn();
    const bool is_green = !learnt && learnt.error().code == base::ErrorCode::conflict;
    if (!is_green || m_instrumented.optimization == Optimization::as_project || out_of_time())
      return learnt;
    m_optimization = Optimization::as_project;
    if (auto made = make_program(scope); !made)
      return made;
    return learn();
  }

  base::Result<void> make_program(const Scope& scope) {
    m_oracle.reset();
    m_executors.clear();
    if (std::exchange(m_switched, false))
      if (auto restored = restore_originals(m_shadow, m_instrumented); !restored)
        return restored;
    auto settings = m_options.instrument;
    settings.literals = literals();
    settings.max_candidates = scope.candidates;
    settings.files.resize(scope.files);
    m_all_built = m_programs.others.empty() || !is_much_left_out(settings.files);
    settings.build.targets = build_options().targets;
    settings.units = m_programs.sources;
    settings.optimization = m_optimization;
    settings.lines = lines_of(scope, settings.files);
    const auto left = Seconds(std::max(0.0, seconds() * k_first_patience - elapsed()));
    settings.build.timeout =
        std::max(settings.build.timeout, std::chrono::duration_cast<std::chrono::milliseconds>(left));
    settings.deadline = m_start + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                      Seconds(seconds() * (m_rounds == 0 ? k_first_patience : 1)));
    auto instrumented = instrument(m_shadow, settings);
    if (!instrumented)
      return forward(instrumented);
    m_instrumented = std::move(*instrumented);
    m_switched = true;
    m_report.candidates = m_instrumented.set.candidates.size();
    m_report.dropped = m_instrumented.dropped;
    for (const auto& file : m_instrumented.given_up)
      m_report.notes.push_back(file + " does not compile with candidates in it; it was not varied");
    for (unsigned i = 0; i < std::max(1U, m_options.jobs); ++i) {
      auto executor = make_executor(fmt::format("worker{}", i));
      if (!executor)
        return forward(executor);
      (*executor)->know_sites(first_ids());
      m_executors.push_back(std::move(*executor));
    }
    return {};
  }

  /// What the failing tests mention first.
  std::vector<std::string> literals() const {
    auto result = m_options.literals;
    for (const auto& test : m_tests)
      if (holds(m_options.failing, test.name))
        result.add_command(test);
    for (const auto& test : m_tests)
      result.add_command(test);
    return result.texts();
  }

  std::vector<unsigned> first_ids() const {
    std::vector<unsigned> ids;
    for (const auto& site : m_instrumented.set.sites)
      ids.push_back(site.lo);
    std::ranges::sort(ids);
    return ids;
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
      std::erase_if(
          *tests, [&](const TestSpec& test) { return test.disabled || holds(m_options.ignored, test.name); });
    return tests;
  }

  /// Whether a red one is to be healed: all when nothing is asked, all red cases of a test when none is
  /// named.
  bool is_asked(const TestPlan& plan, const std::vector<TestPlan>& plans) const {
    if (m_options.failing.empty() || holds(m_options.failing, plan.test.name) ||
        holds(m_options.failing_cases, plan.test.name))
      return true;
    return !plan.case_of.empty() && holds(m_options.failing, plan.case_of) &&
           std::ranges::none_of(plans, [&](const TestPlan& other) {
             return other.case_of == plan.case_of && !other.passes &&
                    holds(m_options.failing_cases, other.test.name);
           });
  }

  base::Result<void> learn() {
    Executors executors;
    for (const auto& executor : m_executors)
      executors.push_back(executor.get());
    auto learnt = learn_plans(executors, m_all_built ? m_tests : m_programs.tests, learn_options());
    if (!learnt)
      return forward(learnt);
    leave_out(*learnt);
    auto& plans = learnt->plans;
    for (auto& plan : plans)
      plan.bystander = !plan.passes && !is_asked(plan, plans);
    for (const auto& plan : plans)
      if (plan.passes && holds(m_options.failing, plan.test.name))
        return base::fail(base::ErrorCode::conflict,
                          fmt::format("Test {} does not fail here", plan.test.name));
    if (std::ranges::all_of(plans, [](const TestPlan& plan) { return plan.passes || plan.bystander; }))
      return base::fail(base::ErrorCode::conflict, "No test fails here");
    m_oracle = std::make_unique<Oracle>(std::move(plans), m_options.ctest, m_shadow.build_dir());
    return {};
  }

  LearnOptions learn_options() const {
    LearnOptions options;
    options.known_red = m_options.failing;
    options.red_cases = m_options.failing_cases;
    options.green_seconds = k_green_part * m_options.seconds;
    options.build_dir = m_shadow.build_dir();
    options.seconds = k_drivers_part * m_options.seconds;
    options.interrupted = m_options.interrupted;
    return options;
  }

  /// What cannot be traced is not tried again with other files. The gate runs all tests in the end.
  void leave_out(const Learnt& learnt) {
    if (!learnt.put_off.empty() && !std::exchange(m_unasked, true))
      m_report.notes.push_back(note_of_put_off(learnt));
    for (const auto& failure : learnt.failed) {
      m_report.notes.push_back(fmt::format("left out test {}: {}", failure.test, failure.why));
      for (auto* tests : {&m_tests, &m_programs.tests})
        std::erase_if(*tests, [&](const TestSpec& test) { return test.name == failure.test; });
    }
  }

  EngineOptions engine_options() const {
    EngineOptions options;
    options.deadline =
        m_start + std::chrono::duration_cast<std::chrono::steady_clock::duration>(Seconds(seconds()));
    options.max_trials = m_options.max_trials;
    options.suspicion = known_suspicion();
    options.progress = m_options.progress;
    options.interrupted = m_options.interrupted;
    return options;
  }

  void explore(Pairs pairs, bool seen_first) {
    const double start = elapsed();
    const auto options = engine_options();
    auto plausible = find_plausible(options, pairs, seen_first);
    const double tried = elapsed();
    ask_others(plausible, options);
    const double asked = elapsed() - tried;
    m_report.fixed_seconds += asked;
    const Spectrum spectrum(m_instrumented.set, m_oracle->plans());
    complete(plausible, engine_options_until(options, k_completing_part), spectrum);
    m_report.trial_seconds += elapsed() - start - asked;
    m_report.plausible += plausible.size();
    write_patches(compare_behaviours(rank(plausible, m_instrumented.set, spectrum)));
  }

  /// `seen_first`: whatever stands outside functions is varied for the first time.
  std::vector<Trial> find_plausible(const EngineOptions& options, Pairs pairs, bool seen_first) {
    const Spectrum spectrum(m_instrumented.set, m_oracle->plans());
    Engine engine(m_instrumented.set, *m_oracle, spectrum, m_executors, options);
    const auto singles = engine.try_singles();
    auto plausible = keep_plausible(singles);
    if (plausible.empty() && m_oracle->guesses() && !engine.out_of_time()) {
      // The drivers may look at the output in another way than thought.
      m_oracle->set_guessing(Oracle::Guessing::no);
      plausible = keep_plausible(engine.try_singles());
      m_oracle->set_guessing(Oracle::Guessing::yes);
    }
    if (plausible.empty() && !engine.out_of_time())
      plausible = keep_plausible(engine.retry_hung(singles));
    const auto sought = plausible.empty() && !engine.out_of_time() ? seek_expressions(spectrum, options)
                                                                   : std::vector<std::size_t>{};
    if (plausible.empty() && !engine.out_of_time())
      plausible = keep_plausible(rebuild(options, sought, seen_first));
    if (plausible.empty() && pairs == Pairs::yes && !engine.out_of_time() && put_switches_back())
      plausible = keep_plausible(engine.try_pairs(singles));
    m_report.tried += engine.tried();
    return plausible;
  }

  /// The tests whose programs were not built so far, now that there is something to ask them about. Where
  /// these programs take too long or do not compile, the gate asks them.
  void ask_others(std::vector<Trial>& plausible, const EngineOptions& engine) {
    if (m_all_built || plausible.empty() || m_rebuilt)
      return;
    close_programs();
    m_all_built = true;
    auto settings = build_options();
    const auto longest = at_most(engine, k_others_part) - std::chrono::steady_clock::now();
    settings.timeout =
        std::max(k_least_others, std::chrono::duration_cast<std::chrono::milliseconds>(longest));
    auto oracle = std::exchange(m_oracle, nullptr);
    const auto built = build(m_shadow, settings);
    if (!built || !built->outcome.succeeded() || !learn()) {
      m_all_built = false;
      m_oracle = std::move(oracle);
      return;
    }
    const Spectrum spectrum(m_instrumented.set, m_oracle->plans());
    auto patient = engine;
    patient.deadline = std::max(engine.deadline, std::chrono::steady_clock::now() + k_least_others);
    Engine again(m_instrumented.set, *m_oracle, spectrum, m_executors, patient);
    plausible = keep_plausible(again.try_again(plausible));
  }

  EngineOptions engine_options_until(EngineOptions options, double part) const {
    options.deadline = at_most(options, part);
    return options;
  }

  /// Where other tests are red too and no change heals them with those that were asked for: one more change
  /// beside the likeliest.
  void complete(std::vector<Trial>& plausible, const EngineOptions& options, const Spectrum& spectrum) {
    if (plausible.empty() || m_rebuilt || std::ranges::any_of(plausible, &Trial::heals_all))
      return;
    std::vector<std::size_t> bases;
    for (const auto& ranked : rank(plausible, m_instrumented.set, spectrum))
      if (ranked.trial.second == Trial::npos && bases.size() < k_completed)
        bases.push_back(ranked.trial.first);
    Engine engine(m_instrumented.set, *m_oracle, spectrum, m_executors, options);
    const auto completed = keep_plausible(engine.try_complements(bases));
    m_report.tried += engine.tried();
    plausible.insert(plausible.end(), completed.begin(), completed.end());
  }

  /// By site, the greatest score of a suspicious line in it.
  std::vector<double> known_suspicion() const {
    std::vector<double> scores;
    for (const auto& site : m_instrumented.set.sites) {
      scores.push_back(0);
      for (const auto& suspect : m_options.suspects)
        if (suspect.file == site.file && suspect.line >= site.line && suspect.line <= site.line_end)
          scores.back() = std::max(scores.back(), suspect.score);
    }
    return scores;
  }

  std::chrono::steady_clock::time_point at_most(const EngineOptions& engine, double part) const {
    return std::min(engine.deadline, std::chrono::steady_clock::now() +
                                         std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                             Seconds(m_options.seconds * part)));
  }

  /// Expressions that do in place of a hook: they join the candidates and have yet to be built.
  std::vector<std::size_t> seek_expressions(const Spectrum& spectrum, const EngineOptions& engine) {
    SynthesisOptions options;
    options.deadline = at_most(engine, k_synthesis_part);
    options.interrupted = m_options.interrupted;
    auto result = synthesize(m_instrumented.set, *m_oracle, spectrum, *m_executors.front(),
                             m_instrumented.originals, options);
    m_report.tried += result.tried;
    std::vector<std::size_t> added;
    auto& candidates = m_instrumented.set.candidates;
    for (auto& candidate : result.found) {
      candidate.id = candidates.back().id + 1;
      added.push_back(candidates.size());
      candidates.push_back(std::move(candidate));
    }
    return added;
  }

  /// What was sought and, where wanted, those that cannot be switched, likeliest first, for at most a third
  /// of the time.
  std::vector<Trial> rebuild(const EngineOptions& engine, const std::vector<std::size_t>& sought,
                             bool with_others) {
    const auto& candidates = m_instrumented.set.candidates;
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < candidates.size() && with_others; ++i)
      if (candidates[i].rebuild && std::ranges::find(sought, i) == sought.end())
        others.push_back(i);
    base::stable_sort_by(others, [&](std::size_t index) { return candidates[index].cost; });
    auto order = sought;
    order.insert(order.end(), others.begin(), others.end());
    close_programs();
    if (order.empty() || !restore_originals(m_shadow, m_instrumented))
      return {};
    m_switched = false;
    RebuildOptions options;
    options.build = build_options();
    options.deadline = at_most(engine, k_rebuild_part);
    options.interrupted = m_options.interrupted;
    auto trials = try_rebuilds(m_shadow, *m_executors.front(), *m_oracle, m_instrumented, order, options);
    m_report.tried += trials.size();
    m_rebuilt = std::ranges::any_of(trials, &Trial::plausible);
    return trials;
  }

  /// Before the shadow changes.
  void close_programs() {
    for (const auto& executor : m_executors)
      executor->close();
  }

  /// After rebuild(): the program with all switchable candidates again.
  bool put_switches_back() {
    if (m_switched)
      return true;
    close_programs();
    if (!put_switches(m_shadow, m_instrumented))
      return false;
    m_switched = true;
    const auto built = build(m_shadow, build_options());
    return built && built->outcome.succeeded();
  }

  Selection selection_of(const Trial& trial) const {
    const auto& candidates = m_instrumented.set.candidates;
    return {candidates[trial.first].id, trial.second == Trial::npos ? 0 : candidates[trial.second].id};
  }

  /// Runs the likeliest of the plausible on inputs that no test has.
  std::vector<Ranked> compare_behaviours(std::vector<Ranked> ranked) {
    if (ranked.size() < 2 || m_rebuilt)
      return ranked;
    const auto probes = make_probes(m_oracle->plans(), m_shadow.exchange_dir() + "/probes", k_probes);
    std::vector<Selection> selections;
    for (std::size_t i = 0; i < std::min(ranked.size(), k_behaviours_compared); ++i)
      selections.push_back(selection_of(ranked[i].trial));
    if (probes.empty())
      return ranked;
    const auto left = std::chrono::duration_cast<std::chrono::steady_clock::duration>(
        Seconds(std::max(k_least_comparing, m_options.seconds / 10)));
    const auto behaviours =
        observe_behaviours(*m_executors.front(), selections, probes, m_oracle->plans().front().limits,
                           std::chrono::steady_clock::now() + left);
    auto result = prefer_agreement(std::move(ranked), behaviours);
    note_ties(result);
    return result;
  }

  void note_ties(const std::vector<Ranked>& ranked) {
    if (ranked.size() > 1 && ranked[1].share > 0.5 * ranked[0].share &&
        ranked[0].share + ranked[1].share < 1.01 && ranked[1].share > 0)
      m_report.notes.push_back(fmt::format("the first patches are close to a tie: they differ on inputs that "
                                           "no test has ({:.0f} % and {:.0f} % of the weight)",
                                           100 * ranked[0].share, 100 * ranked[1].share));
  }

  static std::vector<Trial> keep_plausible(const std::vector<Trial>& trials) {
    std::vector<Trial> result;
    std::ranges::copy_if(trials, std::back_inserter(result), &Trial::plausible);
    return result;
  }

  void write_standings(const std::vector<Ranked>& ranked) {
    m_report.standings.clear();
    for (const auto& entry : ranked) {
      const auto selection = selection_of(entry.trial);
      m_report.standings.push_back({selection.first, selection.second,
                                    m_instrumented.set.candidates[entry.trial.first].kind, entry.cost,
                                    entry.share, entry.agreeing});
    }
  }

  /// Those of a later round only stand before the others when they leave nothing red that runs them.
  void write_patches(const std::vector<Ranked>& ranked) {
    write_standings(ranked);
    auto& patches = m_report.patches;
    std::vector<model::Patch> found;
    std::set<std::string> seen;
    for (const auto& patch : patches)
      seen.insert(to_diff(patch));
    const auto most = m_options.max_patches * (m_all_built && !m_unasked ? 1 : k_unasked_factor);
    for (const auto& entry : ranked) {
      if (found.size() >= most)
        break;
      auto patch = to_patch(entry, m_instrumented.set, m_instrumented.originals);
      if (!patch || !seen.insert(to_diff(*patch)).second)
        continue;
      patch->leaves_red = names_of(entry.trial.left_red);
      found.push_back(std::move(*patch));
    }
    const bool first = !found.empty() && found.front().leaves_red.empty();
    patches.insert(first ? patches.begin() : patches.end(), found.begin(), found.end());
    patches.resize(std::min(patches.size(), most));
  }

  std::vector<std::string> names_of(const std::vector<std::size_t>& tests) const {
    std::vector<std::string> names;
    for (const auto test : tests)
      names.push_back(m_oracle->plans()[test].test.name);
    return names;
  }

  /// A change that leaves red what runs it will do only when nothing better turns up in time.
  bool found_enough() const {
    return !m_report.patches.empty() && m_report.patches.front().leaves_red.empty();
  }

  workspace::Shadow& m_shadow;
  const SearchOptions& m_options;
  std::chrono::steady_clock::time_point m_start;
  std::vector<TestSpec> m_tests;
  Programs m_programs; ///< that the failing tests run
  Reach m_reach;       ///< of the failing tests
  Instrumented m_instrumented;
  std::vector<std::unique_ptr<Executor>> m_executors;
  std::unique_ptr<Oracle> m_oracle;
  SearchReport m_report;
  int m_rounds = 0;
  Optimization m_optimization = Optimization::off; ///< of what is varied
  double m_extra_seconds = 0;                      ///< beyond what the options grant
  bool m_all_built = true;                         ///< not only what the failing tests run
  bool m_unasked = false;                          ///< green tests that take long are left to the gate
  bool m_focused = false;                          ///< the last round was limited to suspicious lines
  bool m_seen_all = false;                         ///< a round was not limited to what is reached
  bool m_switched = false; ///< the shadow holds the rewritten sources, not the originals
  bool m_rebuilt = false;  ///< the plausible ones came from builds of their own
};

} // namespace

base::Result<SearchReport> search(workspace::Shadow& shadow, const SearchOptions& options) {
  return Search(shadow, options).run();
}

} // namespace aurora::repair::search
