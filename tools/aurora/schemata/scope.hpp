#pragma once

#include <string>
#include <vector>

#include "aurora/schemata/tree.hpp"

namespace aurora::schemata {

enum class Origin { local, parameter, field, global };

/// A variable that may be named at some place.
struct Visible {
  std::string name;
  Type type;
  Origin origin = Origin::local;
  int declaration = -1;
  int distance = 0; ///< how many declarations nearer ones there are
};

/// Variables that are visible at the node, nearest first, shadowed ones left out. In a lambda: its own and
/// what it captures.
std::vector<Visible> visible_at(const Tree& tree, int node);

/// Whether a value of one type may stand for the other without more than a widening or narrowing of numbers.
bool compatible(const Type& a, const Type& b);

} // namespace aurora::schemata
