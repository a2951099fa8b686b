#pragma once

#include <string>
#include <vector>

#include "aurora/schemata/workbench.hpp"

namespace aurora::schemata::templates {

/// A condition that could hold at some place, with what it adds to the cost.
struct Atom {
  std::string text;
  double cost = 0;
};

/// Small conditions over the variables visible at the node, those near it first: comparisons with constants,
/// with each other, emptiness, null.
std::vector<Atom> atoms_at(Workbench& bench, int node, std::size_t limit);

/// Conditions that stand elsewhere in the function (and, last, in the file), with their negations.
std::vector<Atom> conditions_near(Workbench& bench, int node, std::size_t limit);

/// Whether every identifier of text that is a variable somewhere in the function is visible at the node.
bool names_are_visible(Workbench& bench, int node, std::string_view text);

/// Whether the node is what a sum adds or a difference takes away: in place of 0 there, it is dropped.
bool is_added(const Workbench& bench, int node);

} // namespace aurora::schemata::templates
