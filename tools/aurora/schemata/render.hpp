#pragma once

#include <string>
#include <string_view>

#include "aurora/schemata/plan.hpp"

namespace aurora::schemata {

/// Line numbers from here on name a candidate: k_candidate_line + id.
constexpr int k_candidate_line = 1000000000;

/// How the rewritten text learns which candidate is selected: by asking for each, once per hit, or from the
/// runtime's own variable aurora_chosen.
enum class Selector { function, variable };

struct Runtime {
  std::string header; ///< absolute path of aurora_rt.h
  Selector selector = Selector::function;
};

/// The text of one file with a switch at every site. It compiles in place of the original; where no candidate
/// is selected it does what the original does. Untouched lines keep their numbers.
std::string render(const Tree& tree, const Plan& plan, int file, const Runtime& runtime);

} // namespace aurora::schemata
