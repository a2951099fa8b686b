#include "aurora/repair/search/rebuild.hpp"

#include <algorithm>
#include <set>

namespace aurora::repair::search {

namespace {

bool is_red(const base::Result<Judgement>& judgement) {
  return !judgement || judgement->verdict == Verdict::fail;
}

/// Tests whose cases are all of interest: they can be run as a whole.
bool has_bystander(const Oracle& oracle, const std::string& whole) {
  return std::ranges::any_of(oracle.plans(),
                             [&](const TestPlan& plan) { return plan.case_of == whole && plan.bystander; });
}

/// Green tests, one program at a time where a test is split into cases.
bool others_stay_green(Executor& executor, Oracle& oracle) {
  std::set<std::string> wholes;
  for (std::size_t test = 0; test < oracle.plans().size(); ++test) {
    const auto& plan = oracle.plans()[test];
    if (!plan.passes)
      continue;
    if (plan.case_of.empty() || has_bystander(oracle, plan.case_of)) {
      if (is_red(oracle.judge_built(executor, test)))
        return false;
    } else if (wholes.insert(plan.case_of).second && is_red(oracle.judge_built_whole(executor, test))) {
      return false;
    }
  }
  return true;
}

/// All failing tests first, then the others; stops at the first red one.
Trial test_build(Executor& executor, Oracle& oracle, std::size_t candidate) {
  Trial trial;
  trial.first = candidate;
  for (std::size_t test = 0; test < oracle.plans().size(); ++test) {
    if (oracle.plans()[test].passes || oracle.plans()[test].bystander)
      continue;
    if (is_red(oracle.judge_built(executor, test)))
      return trial;
    ++trial.failing_passed;
  }
  trial.plausible = others_stay_green(executor, oracle);
  return trial;
}

base::Result<model::Patch> patch_of(const Instrumented& instrumented, const Candidate& candidate) {
  const auto& original = instrumented.originals.at(candidate.file);
  auto changed = apply_edit(original, candidate);
  if (!changed)
    return forward(changed);
  model::Patch patch;
  patch.changes.push_back({candidate.file, original, *changed});
  return patch;
}

model::Patch reversed(const model::Patch& patch) {
  auto result = patch;
  for (auto& change : result.changes)
    std::swap(change.before, change.after);
  return result;
}

} // namespace

std::vector<Trial> try_rebuilds(workspace::Shadow& shadow, Executor& executor, Oracle& oracle,
                                const Instrumented& instrumented, const std::vector<std::size_t>& order,
                                const RebuildOptions& options) {
  std::vector<Trial> trials;
  std::size_t plausible = 0;
  for (const auto index : order) {
    if (plausible >= options.enough || std::chrono::steady_clock::now() >= options.deadline ||
        (options.interrupted && options.interrupted()))
      break;
    executor.close();
    const auto patch = patch_of(instrumented, instrumented.set.candidates[index]);
    if (!patch || !shadow.apply(*patch))
      continue;
    const auto built = build(shadow, options.build);
    Trial trial;
    trial.first = index;
    if (built && built->outcome.succeeded())
      trial = test_build(executor, oracle, index);
    trials.push_back(trial);
    plausible += trial.plausible ? 1 : 0;
    executor.close();
    if (!shadow.apply(reversed(*patch)))
      break;
  }
  return trials;
}

} // namespace aurora::repair::search
