#include "aurora/schemata/generate.hpp"

#include <algorithm>

#include "aurora/schemata/templates/catalog.hpp"

namespace aurora::schemata {
namespace {

bool in_focus(const Tree& tree, const Node& node, const std::vector<Focus>& focus) {
  if (focus.empty())
    return true;
  const int last = is_expression(node.kind) ? tree.line_of(node.span.end) : node.line;
  return std::any_of(focus.begin(), focus.end(),
                     [&](const Focus& lines) { return node.line <= lines.to && last >= lines.from; });
}

/// A variable outside functions, or what it starts with: no switch can stand there, but it can be compiled
/// anew.
bool is_global(const Tree& tree, int node) {
  const int variable = tree.enclosing(node, Kind::variable);
  return variable > 0 && tree[tree[variable].parent].kind == Kind::scope && !tree[node].in_macro;
}

/// Whether switches may stand at the node: in a function's body or its initialisers, outside unevaluated
/// operands.
bool is_open(const Tree& tree, int node) {
  const int function = tree.enclosing(node, Kind::function);
  return (function > 0 && can_instrument(tree, function) && tree[node].kind != Kind::parameter) ||
         is_global(tree, node);
}

} // namespace

Offer generate(const Tree& tree, const GenerateOptions& options) {
  Editor editor(tree);
  Workbench bench(tree, editor, options.test_literals);
  for (int node = 1; node < tree.size(); ++node)
    if (tree[node].parent >= 0 && in_focus(tree, tree[node], options.focus) && is_open(tree, node))
      for (const auto& entry : catalog())
        entry.offer(bench, node);
  for (const auto& entry : file_catalog())
    entry.offer(bench, 0);
  return {&tree, editor.take()};
}

} // namespace aurora::schemata
