#pragma once

#include <string>
#include <string_view>
#include <vector>

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

/// Bytes of the rewritten text that stand around one node of the original. Without all wrappings of a node
/// the node reads as in the original; those of nodes inside it do not suffer.
struct Wrapping {
  std::size_t begin = 0;
  std::size_t end = 0;
  int node = -1;
};

struct Rendered {
  std::string text;
  std::size_t body = 0;            ///< where the file's own text begins
  std::vector<Wrapping> wrappings; ///< in the order of the text
};

/// The text of one file with a switch at every site, to be included in place of the original (so that it can
/// be a system header, in which nothing is a warning); where no candidate is selected it does what the
/// original does. Untouched lines keep their numbers. The code of a candidate is one line, the one after its
/// `#line` mark, in one of three shapes: an operand of `||` ("|| (…" or "(…"), which may be replaced by 0,
/// and others, which may be taken away.
Rendered render(const Tree& tree, const Plan& plan, int file, const Runtime& runtime);

} // namespace aurora::schemata
