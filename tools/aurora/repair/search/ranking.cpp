#include "aurora/repair/search/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "aurora/base/sort.hpp"

namespace aurora::repair::search {

namespace {

constexpr double k_deletion_cost = 1.0;
constexpr double k_pair_cost = 1.0;
/// One fault often reddens several tests: a patch that heals all of them is likelier to mend it.
constexpr double k_also_healed_bonus = 2.0;
constexpr int k_most_also_healed = 3;
/// And one that leaves nothing red is worth more than any that is merely small.
constexpr double k_heals_all_bonus = 12.0;
/// What a red test runs and what leaves it red has changed a symptom at best.
constexpr double k_left_red_cost = 6.0;

double cost_of(std::size_t index, const CandidateSet& set, const Spectrum& spectrum) {
  const auto& candidate = set.candidates[index];
  return candidate.cost + (candidate.deletion ? k_deletion_cost : 0) +
         k_suspicion_weight * (1 - spectrum.score(Formula::ochiai, index));
}

/// Patches with one behaviour, best first.
struct Group {
  double weight = 0;
  std::vector<std::size_t> members;
};

std::vector<Ranked> in_order(const std::vector<Ranked>& ranked, const std::vector<const Group*>& groups,
                             std::size_t count) {
  std::vector<Ranked> result;
  for (const auto* group : groups)
    result.push_back(ranked[group->members.front()]);
  for (const auto* group : groups)
    for (std::size_t i = 1; i < group->members.size(); ++i)
      result.push_back(ranked[group->members[i]]);
  result.insert(result.end(), ranked.begin() + static_cast<std::ptrdiff_t>(count), ranked.end());
  return result;
}

std::string place_of(const Candidate& candidate, const CandidateSet& set) {
  const auto& site = set.sites[candidate.site];
  const auto where = site.function.empty() ? std::string{} : fmt::format(" in {}", site.function);
  return fmt::format("{}:{}{}", site.file, site.line, where);
}

base::Result<void> add_change(model::Patch& patch, const std::string& path, const std::string& before,
                              base::Result<std::string> after) {
  if (!after)
    return forward(after);
  patch.changes.push_back({path, before, *after});
  return {};
}

base::Result<void> add_changes(model::Patch& patch, const Candidate& one, const Candidate* other,
                               const std::map<std::string, std::string>& originals) {
  const auto& text = originals.at(one.file);
  if (other == nullptr)
    return add_change(patch, one.file, text, apply_edit(text, one));
  if (other->file == one.file)
    return add_change(patch, one.file, text, apply_edits(text, one, *other));
  if (auto added = add_change(patch, one.file, text, apply_edit(text, one)); !added)
    return added;
  const auto& second = originals.at(other->file);
  return add_change(patch, other->file, second, apply_edit(second, *other));
}

} // namespace

std::vector<Ranked> rank(const std::vector<Trial>& plausible, const CandidateSet& set,
                         const Spectrum& spectrum) {
  std::vector<Ranked> result;
  for (const auto& trial : plausible) {
    double cost = cost_of(trial.first, set, spectrum);
    if (trial.second != Trial::npos)
      cost += cost_of(trial.second, set, spectrum) + k_pair_cost;
    cost -= k_also_healed_bonus * std::min(trial.also_healed, k_most_also_healed);
    cost -= trial.heals_all ? k_heals_all_bonus : 0;
    cost += trial.left_red.empty() ? 0 : k_left_red_cost;
    result.push_back({trial, cost});
  }
  base::stable_sort(result, [](const Ranked& left, const Ranked& right) {
    return std::tie(left.cost, left.trial.first, left.trial.second) <
           std::tie(right.cost, right.trial.first, right.trial.second);
  });
  return result;
}

std::vector<Ranked> prefer_agreement(std::vector<Ranked> ranked, const std::vector<Behaviour>& behaviours) {
  const auto count = std::min(ranked.size(), behaviours.size());
  std::map<std::vector<std::uint64_t>, Group> groups;
  double total = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double weight = std::exp(-ranked[i].cost);
    auto& group = groups[behaviours[i].outputs];
    group.weight += weight;
    group.members.push_back(i);
    total += weight;
  }
  std::vector<const Group*> order;
  for (const auto& [outputs, group] : groups)
    order.push_back(&group);
  base::stable_sort(order,
                    [](const Group* left, const Group* right) { return left->weight > right->weight; });
  for (const auto* group : order)
    for (const auto index : group->members) {
      ranked[index].agreeing = static_cast<int>(group->members.size());
      ranked[index].share = total > 0 ? group->weight / total : 0;
    }
  return in_order(ranked, order, count);
}

base::Result<model::Patch> to_patch(const Ranked& ranked, const CandidateSet& set,
                                    const std::map<std::string, std::string>& originals) {
  const auto& one = set.candidates[ranked.trial.first];
  const auto* other = ranked.trial.second == Trial::npos ? nullptr : &set.candidates[ranked.trial.second];
  model::Patch patch;
  patch.provider = "search";
  patch.rule = one.kind;
  patch.title = fmt::format("{} ({})", one.title, place_of(one, set));
  patch.explanation = fmt::format(
      "With this change at {} every failing test passes and no other test turns red.", place_of(one, set));
  if (ranked.agreeing > 1)
    patch.explanation +=
        fmt::format(" {} plausible changes behave exactly so on inputs that no test has.", ranked.agreeing);
  if (other != nullptr) {
    patch.rule += " + " + other->kind;
    patch.title += fmt::format("; {} ({})", other->title, place_of(*other, set));
  }
  patch.confidence = 1.0 / (1.0 + std::exp((ranked.cost - 5.0) / 2.0));
  if (auto added = add_changes(patch, one, other, originals); !added)
    return forward(added);
  return patch;
}

} // namespace aurora::repair::search
