#include <algorithm>
#include <string>

#include "aurora/schemata/templates/offers.hpp"
#include "aurora/schemata/templates/terms.hpp"

namespace aurora::schemata::templates {
namespace {

int next_sibling(Workbench& bench, int node) {
  const Node& block = bench.parent(node);
  if (block.kind != Kind::compound)
    return -1;
  const auto it = std::find(block.children.begin(), block.children.end(), node);
  return it != block.children.end() && it + 1 != block.children.end() ? *(it + 1) : -1;
}

/// Whether user mentions a variable that the declaration declares.
bool uses_names_of(Workbench& bench, int user, int declaration) {
  const Node& it = bench.at(declaration);
  return it.kind == Kind::declaration_statement &&
         std::any_of(it.children.begin(), it.children.end(), [&](int variable) {
           return mentions(bench.tree.code(bench.at(user).full), bench.at(variable).name);
         });
}

double deletion_cost(const Node& node) {
  if (node.kind == Kind::return_jump)
    return 4.4;
  return is_expression(node.kind) ? 2.9 : 3.4;
}

} // namespace

void statement_deleted(Workbench& bench, int node) {
  if (bench.at(node).is_statement && bench.at(node).kind != Kind::compound)
    bench.edit.remove(node, {"statement-deleted", deletion_cost(bench.at(node))});
}

/// Two or three neighbours go together.
void statements_deleted(Workbench& bench, int node) {
  if (!bench.at(node).is_statement)
    return;
  std::vector<int> statements = {node};
  for (int next = next_sibling(bench, node); next >= 0 && statements.size() < 3;
       next = next_sibling(bench, next)) {
    statements.push_back(next);
    bench.edit.remove_range(statements, {"statements-deleted", 4.4});
  }
}

void statement_swapped(Workbench& bench, int node) {
  if (!bench.at(node).is_statement)
    return;
  if (const int next = next_sibling(bench, node); next >= 0 && !uses_names_of(bench, next, node))
    bench.edit.swap(node, next, {"statement-swapped", 3.6});
}

void statement_moved(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (!it.is_statement)
    return;
  const int next = next_sibling(bench, node);
  if (is_loop(it.kind) && next >= 0)
    bench.edit.move_into(next, node, {"statement-into-loop", 3.8});
  if (next >= 0 && is_loop(bench.at(next).kind) && is_expression(it.kind))
    bench.edit.move_into(node, next, {"statement-into-loop", 3.8});
  if (is_loop(it.kind) && it.parts.body >= 0 && bench.at(it.parts.body).kind == Kind::compound &&
      !bench.at(it.parts.body).children.empty()) {
    const auto& body = bench.at(it.parts.body).children;
    const auto leaves = [&](int statement) {
      const auto text = bench.code(statement);
      return !mentions(text, "break") && !mentions(text, "continue") && names_are_visible(bench, node, text);
    };
    if (leaves(body.front()))
      bench.edit.move_out(body.front(), node, {"statement-out-of-loop", 3.8});
    if (body.size() > 1 && leaves(body.back()))
      bench.edit.move_out(body.back(), node, {"statement-out-of-loop", 3.6});
  }
  if (it.kind == Kind::if_branch && next >= 0 && it.parts.otherwise < 0 && is_expression(bench.at(next).kind))
    bench.edit.move_into(next, node, {"statement-into-branch", 4.2});
}

void jump_changed(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (!it.is_statement || !is_jump(it.kind))
    return;
  const bool in_loop = bench.loop_of(node) >= 0;
  if (it.kind == Kind::break_jump && in_loop)
    bench.edit.replace(node, "continue", {"jump-changed", 2.8});
  if (it.kind == Kind::continue_jump)
    bench.edit.replace(node, "break", {"jump-changed", 2.8});
  if (it.kind == Kind::return_jump && in_loop)
    for (const auto* other : {"break", "continue"})
      bench.edit.replace(node, other, {"jump-changed", 4.0});
  const int function = bench.function_of(node);
  if ((it.kind == Kind::break_jump || it.kind == Kind::continue_jump) && function > 0 &&
      bench.at(function).type.cls == TypeClass::nothing)
    bench.edit.replace(node, "return", {"jump-changed", 4.0});
}

void return_changed(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  const int function = bench.function_of(node);
  if (it.kind != Kind::return_jump || it.children.empty() || function < 0 ||
      bench.tree.enclosing(node, Kind::lambda) > function)
    return;
  const int value = it.children.front();
  const auto& type = bench.at(function).type;
  if (type.is_number() && type.cls != TypeClass::enumeration)
    for (const auto* text : {"0", "1", "-1"})
      bench.edit.replace(value, text, {"return-changed", 3.8});
  if (type.cls == TypeClass::boolean)
    for (const auto* text : {"true", "false"})
      bench.edit.replace(value, bench.is_cxx() ? text : text[0] == 't' ? "1" : "0", {"return-changed", 2.6});
  for (const auto& variable : bench.visible(node))
    if (compatible(variable.type, type) || (variable.type.text == type.text && !type.text.empty()))
      bench.edit.replace(value, variable.name, {"return-changed", 3.0});
  for (const int other : bench.nodes_in(function, Kind::return_jump))
    if (other != node && !bench.at(other).children.empty() && bench.code(other).size() < 80 &&
        names_are_visible(bench, node, bench.code(other)))
      bench.edit.replace(value, bench.code(bench.at(other).children.front()), {"return-copied", 3.0});
}

/// `if (a) …; if (b) …` was meant as `if (a) … else if (b) …`.
void else_inserted(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::if_branch || !it.is_statement || it.parts.otherwise >= 0)
    return;
  if (const int next = next_sibling(bench, node); next >= 0)
    bench.edit.chain_else(node, next, {"else-inserted", bench.at(next).kind == Kind::if_branch ? 3.2 : 4.0});
}

} // namespace aurora::schemata::templates
