#include "aurora/repair/search/rebuild.hpp"

namespace aurora::repair::search {

namespace {

/// All failing tests first, then the others; stops at the first red one.
Trial test_build(Executor& executor, Oracle& oracle, std::size_t candidate) {
  Trial trial;
  trial.first = candidate;
  for (const bool passing : {false, true})
    for (std::size_t test = 0; test < oracle.plans().size(); ++test) {
      if (oracle.plans()[test].passes != passing || oracle.plans()[test].bystander)
        continue;
      const auto judgement = oracle.judge_built(executor, test);
      if (!judgement || judgement->verdict == Verdict::fail)
        return trial;
      if (!passing)
        ++trial.failing_passed;
    }
  trial.plausible = true;
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
