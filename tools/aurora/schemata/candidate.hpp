#pragma once

#include <string>
#include <vector>

#include "aurora/schemata/lexer.hpp"

namespace aurora::schemata {

/// How a candidate shows in the rewritten text at one node.
enum class PointKind {
  alternative, ///< text runs, or is evaluated, in place of the node
  before,      ///< text runs before the statement
  block_end,   ///< text runs at the end of the block
  removal,     ///< the statement does not run
  guard,       ///< the statement runs only if text holds
  otherwise    ///< text runs where an `if` without `else` does not hold
};

struct Point {
  int node = -1;
  PointKind kind = PointKind::alternative;
  std::string text; ///< one line
};

/// A replacement of bytes of the original file.
struct Edit {
  Span span;
  std::string text;

  bool operator==(const Edit&) const = default;
};

/// One possible fix of one file.
struct Candidate {
  int id = 0;   ///< 1-based, contiguous in its site
  int site = 0; ///< index into Plan::sites
  std::string name;
  double cost = 0; ///< about -ln(prior): less is likelier
  std::string title;
  Edit edit;
  std::vector<Point> points; ///< empty when it must be compiled alone
  bool is_deletion = false;
  bool is_probe = false; ///< never a fix: a switch for experiments
  std::vector<std::string> inputs; ///< of a probe: the values that its hook sees

  bool needs_rebuild() const { return points.empty(); }
};

} // namespace aurora::schemata
