#include "aurora/repair/rules_provider.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "aurora/base/sort.hpp"
#include "aurora/repair/rules/rules.hpp"
#include "aurora/repair/sources.hpp"

namespace aurora::repair {

namespace {

constexpr std::size_t k_max_events = 50;
constexpr std::size_t k_max_proposals = 60;

struct Named {
  std::string_view rule;
  rules::Proposal proposal;
};

std::optional<model::Patch> to_patch(Sources& sources, const Named& named) {
  model::Patch patch{"rules", std::string(named.rule),  named.proposal.title, named.proposal.explanation,
                     {},      named.proposal.confidence};
  for (const auto& [file, edits] : named.proposal.edits) {
    const auto* text = sources.text(file);
    auto after = text != nullptr ? apply_replacements(text->text(), edits) : std::nullopt;
    if (!after)
      return std::nullopt;
    if (*after != text->text())
      patch.changes.push_back({file, text->text(), std::move(*after)});
  }
  if (patch.changes.empty())
    return std::nullopt;
  return patch;
}

/// Adds the edits of one proposal to another; what both contain stays once.
void merge(rules::Proposal& into, const rules::Proposal& from) {
  for (const auto& [file, edits] : from.edits)
    for (const auto& edit : edits)
      if (auto& list = into.edits[file]; std::find(list.begin(), list.end(), edit) == list.end())
        list.push_back(edit);
}

/// The best proposal of each event, joined where it is of the same rule as the first: other rules answer what
/// the first error has caused.
std::optional<Named> joined(std::vector<Named> firsts) {
  if (!firsts.empty())
    std::erase_if(firsts, [rule = firsts[0].rule](const Named& named) { return named.rule != rule; });
  if (firsts.size() < 2)
    return std::nullopt;
  Named all{firsts[0].rule, {}};
  all.proposal.confidence = 0.88;
  all.proposal.title = fmt::format("{} and {} more", firsts[0].proposal.title, firsts.size() - 1);
  all.proposal.explanation = "The best fix of each failure of this kind, together.";
  for (const auto& first : firsts)
    merge(all.proposal, first.proposal);
  return all;
}

std::vector<Named> proposals_for(Sources& sources, const model::Event& event) {
  std::vector<Named> out;
  const auto symptom = rules::make_symptom(sources, event);
  for (const auto& rule : rules::all_rules())
    for (auto& proposal : rule.propose(symptom))
      out.push_back({rule.id, std::move(proposal)});
  base::stable_sort(
      out, [](const auto& a, const auto& b) { return a.proposal.confidence > b.proposal.confidence; });
  return out;
}

} // namespace

base::Result<std::vector<model::Patch>> RulesProvider::propose(const Context& context) {
  Sources sources(context);
  std::vector<Named> all;
  std::vector<Named> firsts;
  const auto count = std::min(context.cluster.events.size(), k_max_events);
  for (std::size_t i = 0; i < count && all.size() < k_max_proposals; ++i) {
    auto found = proposals_for(sources, context.cluster.events[i]);
    if (!found.empty())
      firsts.push_back(found.front());
    std::move(found.begin(), found.end(), std::back_inserter(all));
  }
  if (auto together = joined(firsts))
    all.insert(all.begin(), std::move(*together));
  std::vector<model::Patch> patches;
  for (const auto& each : all) {
    auto patch = to_patch(sources, each);
    if (patch && std::none_of(patches.begin(), patches.end(),
                              [&](const auto& other) { return other.changes == patch->changes; }))
      patches.push_back(std::move(*patch));
  }
  base::stable_sort(patches, [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
  return patches;
}

} // namespace aurora::repair
