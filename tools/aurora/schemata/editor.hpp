#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/schemata/candidate.hpp"
#include "aurora/schemata/hosts.hpp"
#include "aurora/schemata/tree.hpp"

namespace aurora::schemata {

/// What a template says of an edit: its name, cost, and, when the edit does not speak for itself, words.
struct Hint {
  std::string_view name;
  double cost = 0;
  std::string title = {};
  bool may_rebuild = false; ///< where no switch can stand, compile it alone
};

/// One of several changes that belong together; the span lies in the node.
struct Replacement {
  int node = -1;
  Span span;
  std::string text;
};

/// Turns the edits of templates into candidates: finds the switch for each and writes the final text.
/// Every function ignores an edit that cannot be made there.
class Editor {
public:
  explicit Editor(const Tree& tree) : m_tree(tree) {}

  void replace(int node, std::string_view text, const Hint& hint);
  /// span lies in node, which only tells where to look for the switch.
  void replace(int node, Span span, std::string_view text, const Hint& hint);
  /// All or nothing: one candidate whose parts may lie in several statements.
  void replace_all(std::vector<Replacement> parts, const Hint& hint);
  void insert_before(int statement, std::string_view text, const Hint& hint);
  void insert_after(int statement, std::string_view text, const Hint& hint);
  void insert_at_end(int block, std::string_view text, const Hint& hint);
  /// At the start of a loop's or branch's body, braced or not.
  void insert_at_start(int body, std::string_view text, const Hint& hint);
  void remove(int statement, const Hint& hint);
  /// Neighbours in a block, from first to last.
  void remove_range(const std::vector<int>& statements, const Hint& hint);
  void guard(int statement, std::string_view condition, const Hint& hint);
  void add_else(int branch, std::string_view text, const Hint& hint);
  /// Two neighbours in a block change places.
  void swap(int first, int second, const Hint& hint);
  /// A statement of the loop's neighbourhood becomes the last of its body, or the reverse.
  void move_into(int statement, int loop, const Hint& hint);
  void move_out(int statement, int loop, const Hint& hint);
  /// `if (a) … b;` becomes `if (a) … else b;`.
  void chain_else(int branch, int next, const Hint& hint);
  /// text after the declarator; run-time: assignment right after the declaration.
  void initialise(int variable, std::string_view text, std::string_view assignment, const Hint& hint);
  void rebuild(Span span, std::string_view text, const Hint& hint);
  /// A hook in place of the expression, which sees the values of the inputs (integral expressions).
  void probe(int node, std::string_view name, std::vector<std::string> inputs);

  std::vector<Candidate> take() { return std::move(m_candidates); }
  const Tree& tree() const { return m_tree; }

private:
  void add(Edit edit, std::vector<Point> points, const Hint& hint, bool is_deletion = false);
  std::string indent(int statement) const;
  std::string layout(int statement, std::string_view text) const;
  Edit removal_edit(int statement) const;

  const Tree& m_tree;
  std::vector<Candidate> m_candidates;
};

} // namespace aurora::schemata
