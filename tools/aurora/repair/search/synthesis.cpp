#include "aurora/repair/search/synthesis.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

#include <fmt/format.h>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"
#include "aurora/repair/search/expression.hpp"

namespace aurora::repair::search {

namespace {

constexpr std::size_t k_most_constants = 8;
constexpr std::size_t k_most_flips = 24;
constexpr std::size_t k_most_hooks = 60;
constexpr double k_synthesis_cost = 5.0;

/// Small ones that are always at hand, then those of the file.
std::vector<long long> constants_in(std::string_view text) {
  std::vector<long long> constants = {0, 1, 2, -1};
  for (std::size_t at = 0; at < text.size() && constants.size() < k_most_constants; ++at) {
    const bool starts =
        text[at] >= '0' && text[at] <= '9' && (at == 0 || !base::is_identifier_char(text[at - 1]));
    long long value = 0;
    if (!starts || std::from_chars(text.data() + at, text.data() + text.size(), value).ec != std::errc{})
      continue;
    if (value < 1'000'000'000 && std::ranges::find(constants, value) == constants.end())
      constants.push_back(value);
  }
  return constants;
}

/// All true, all false, and every single execution the other way.
std::vector<ForcedOutcomes> scripts_for(const std::vector<Row>& rows) {
  std::vector<ForcedOutcomes> scripts = {{{}, true}, {{}, false}};
  for (std::size_t flip = 0; flip < std::min(rows.size(), k_most_flips); ++flip) {
    ForcedOutcomes script;
    for (std::size_t i = 0; i <= flip; ++i)
      script.script.push_back((rows[i].original != 0) != (i == flip));
    scripts.push_back(script);
    script.afterwards = script.script.back();
    scripts.push_back(std::move(script));
  }
  return scripts;
}

/// What one hook is tried with.
class HookSearch {
public:
  HookSearch(const Candidate& hook, std::size_t index, Oracle& oracle, const Spectrum& spectrum,
             Executor& executor)
      : m_hook(hook), m_oracle(oracle), m_executor(executor) {
    for (std::size_t test = 0; test < oracle.plans().size(); ++test)
      if (!oracle.plans()[test].passes && !oracle.plans()[test].bystander)
        m_failing.push_back(test);
      else if (oracle.plans()[test].passes && spectrum.reaches(test, index))
        m_passing.push_back(test);
  }

  /// Whether some outcomes make the first failing test pass.
  bool has_angelic_outcomes() {
    m_executor.arrange({});
    if (m_failing.empty() || !run(m_failing.front()))
      return false;
    const auto rows = m_executor.hook_rows();
    return std::ranges::any_of(scripts_for(rows), [&](const ForcedOutcomes& script) {
      m_executor.arrange({script, {}});
      return run(m_failing.front()) == Verdict::pass;
    });
  }

  std::vector<Expression> solve(std::vector<Expression> pool, const SynthesisOptions& options,
                                SynthesisResult& result) {
    std::vector<Expression> found;
    std::vector<bool> gone(pool.size());
    for (std::size_t i = 0, runs = 0; i < pool.size() && runs < options.runs_per_hook; ++i) {
      if (gone[i])
        continue;
      if (std::chrono::steady_clock::now() >= options.deadline || found.size() >= 2 ||
          (options.interrupted && options.interrupted()))
        break;
      ++runs;
      ++result.tried;
      if (passes_all(pool[i]))
        found.push_back(pool[i]);
      result.shared += strike_out_equals(pool, i, gone);
    }
    m_executor.arrange({});
    return found;
  }

private:
  std::optional<Verdict> run(std::size_t test) {
    const auto judgement = m_oracle.judge(m_executor, test, {m_hook.id, 0});
    return judgement ? std::optional(judgement->verdict) : std::nullopt;
  }

  bool passes_all(const Expression& expression) {
    m_executor.arrange({{}, expression.code});
    for (const auto* tests : {&m_failing, &m_passing})
      for (const auto test : *tests) {
        const auto verdict = run(test);
        if (verdict != Verdict::pass) {
          note_rows(Rows::of_this_run);
          return false;
        }
        note_rows(test == m_failing.front() ? Rows::of_this_run : Rows::of_all_runs);
      }
    return true;
  }

  enum class Rows { of_this_run, of_all_runs };

  /// What the hook saw in the run that failed, or in all those that passed.
  void note_rows(Rows which) {
    auto rows = m_executor.hook_rows();
    if (which == Rows::of_this_run) {
      m_rows.clear();
      m_complete = true;
    }
    m_complete = m_complete && rows.size() == m_executor.hook_executions();
    std::move(rows.begin(), rows.end(), std::back_inserter(m_rows));
  }

  /// Expressions that would not have differed in any execution have the same verdict.
  std::size_t strike_out_equals(const std::vector<Expression>& pool, std::size_t tried,
                                std::vector<bool>& gone) const {
    const auto& rows = m_rows;
    if (rows.empty() || !m_complete)
      return 0;
    std::vector<std::optional<long long>> values;
    for (const auto& row : rows)
      values.push_back(evaluate(pool[tried].code, row));
    std::size_t count = 0;
    for (std::size_t other = tried + 1; other < pool.size(); ++other) {
      if (gone[other] || !same_values(pool[other], rows, values))
        continue;
      gone[other] = true;
      ++count;
    }
    return count;
  }

  static bool same_values(const Expression& expression, const std::vector<Row>& rows,
                          const std::vector<std::optional<long long>>& values) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (evaluate(expression.code, rows[i]) != values[i])
        return false;
    return true;
  }

  const Candidate& m_hook;
  Oracle& m_oracle;
  Executor& m_executor;
  std::vector<std::size_t> m_failing;
  std::vector<std::size_t> m_passing;
  std::vector<Row> m_rows; ///< that decided on the last expression
  bool m_complete = false; ///< nothing is missing among them
};

/// Hooks that all failing tests reach, most suspicious first, conditions before values.
std::vector<std::size_t> hooks_in_order(const CandidateSet& set, const Spectrum& spectrum) {
  std::vector<std::size_t> hooks;
  for (std::size_t i = 0; i < set.candidates.size(); ++i)
    if (set.candidates[i].probe && spectrum.reached_by_all_failing(i))
      hooks.push_back(i);
  base::stable_sort(hooks, [&](std::size_t a, std::size_t b) {
    const auto key = [&](std::size_t index) {
      return std::make_pair(-spectrum.score(Formula::ochiai, index),
                            set.candidates[index].kind == "condition" ? 0 : 1);
    };
    return key(a) < key(b);
  });
  if (hooks.size() > k_most_hooks)
    hooks.resize(k_most_hooks);
  return hooks;
}

Candidate candidate_of(const Candidate& hook, const Expression& expression) {
  auto candidate = hook;
  candidate.kind = "synthesized-" + hook.kind;
  candidate.cost = k_synthesis_cost + expression.cost;
  candidate.replacement =
      hook.kind == "condition" || is_word(expression.text) ? expression.text : "(" + expression.text + ")";
  candidate.title = fmt::format("`{}` becomes `{}`", hook.replacement, expression.text);
  candidate.probe = false;
  candidate.rebuild = true;
  candidate.inputs.clear();
  return candidate;
}

} // namespace

SynthesisResult synthesize(const CandidateSet& set, Oracle& oracle, const Spectrum& spectrum,
                           Executor& executor, const std::map<std::string, std::string>& originals,
                           const SynthesisOptions& options) {
  SynthesisResult result;
  for (const auto index : hooks_in_order(set, spectrum)) {
    if (std::chrono::steady_clock::now() >= options.deadline || result.found.size() >= options.most_found)
      break;
    const auto& hook = set.candidates[index];
    HookSearch search(hook, index, oracle, spectrum, executor);
    const bool is_condition = hook.kind == "condition";
    if (is_condition && !search.has_angelic_outcomes())
      continue;
    const auto& text = originals.at(hook.file);
    const Vocabulary words{hook.inputs, text.substr(hook.begin, hook.end - hook.begin), constants_in(text)};
    auto pool = is_condition ? conditions_over(words, options.expressions_per_hook)
                             : values_over(words, options.expressions_per_hook);
    for (const auto& expression : search.solve(std::move(pool), options, result))
      result.found.push_back(candidate_of(hook, expression));
  }
  executor.arrange({});
  base::stable_sort_by(result.found, &Candidate::cost);
  return result;
}

} // namespace aurora::repair::search
