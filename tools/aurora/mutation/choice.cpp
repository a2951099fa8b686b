#include "aurora/mutation/choice.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "aurora/base/text.hpp"

namespace aurora::mutation {
namespace {

using repair::search::Candidate;
using repair::search::CandidateSet;

constexpr std::array<std::string_view, 23> k_kinds{
    "arithmetic-operator", "assignment-operator",  "boolean-constant", "call-drop",
    "condition-constant",  "condition-negated",    "conditional-drop", "constant-off-by-one",
    "drop-operand",        "drop-operand-logical", "drop-unary",       "increment-operator",
    "jump-changed",        "logical-operator",     "negation",         "off-by-one",
    "operand-order",       "relational-operator",  "return-changed",   "statement-deleted",
    "statements-deleted",  "unary-minus",          "argument-order"};

/// The mutants of one place in the order in which they are taken: each kind once, then again.
std::vector<std::size_t> of_a_place(const CandidateSet& set, std::vector<std::size_t> candidates,
                                    std::size_t most) {
  std::vector<std::size_t> order;
  while (!candidates.empty() && order.size() < most) {
    std::set<std::string_view> kinds;
    std::vector<std::size_t> left;
    for (const auto index : candidates)
      (kinds.insert(set.candidates[index].kind).second ? order : left).push_back(index);
    candidates = std::move(left);
  }
  order.resize(std::min(order.size(), most));
  return order;
}

} // namespace

bool is_mutation(const Candidate& candidate) {
  return !candidate.rebuild && !candidate.probe &&
         std::ranges::find(k_kinds, candidate.kind) != k_kinds.end();
}

std::vector<std::size_t> choose_mutants(const CandidateSet& set, std::size_t most_a_place) {
  std::map<std::size_t, std::vector<std::size_t>> by_place;
  for (std::size_t i = 0; i < set.candidates.size(); ++i)
    if (is_mutation(set.candidates[i]))
      by_place[set.candidates[i].site].push_back(i);
  std::vector<std::vector<std::size_t>> places;
  for (auto& [site, candidates] : by_place)
    places.push_back(of_a_place(set, std::move(candidates), most_a_place));
  std::vector<std::size_t> order;
  for (std::size_t round = 0; round < most_a_place; ++round)
    for (const auto& place : places)
      if (round < place.size())
        order.push_back(place[round]);
  return order;
}

quality::Mutant mutant_of(const Candidate& candidate, const std::map<std::string, std::string>& originals) {
  quality::Mutant mutant;
  mutant.file = candidate.file;
  mutant.kind = candidate.kind;
  mutant.after = candidate.replacement;
  const auto original = originals.find(candidate.file);
  if (original == originals.end() || candidate.begin > candidate.end ||
      candidate.end > original->second.size())
    return mutant;
  const auto& text = original->second;
  mutant.before = text.substr(candidate.begin, candidate.end - candidate.begin);
  // An edit may begin with the blanks before what it is about.
  const auto begin = std::min(text.find_first_not_of(" \t\r\n", candidate.begin), text.size());
  mutant.line =
      1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
  const auto line_begin = text.rfind('\n', begin == 0 ? 0 : begin - 1) + 1;
  mutant.source_line =
      base::trim(std::string_view(text).substr(line_begin, text.find('\n', begin) - line_begin));
  return mutant;
}

} // namespace aurora::mutation
