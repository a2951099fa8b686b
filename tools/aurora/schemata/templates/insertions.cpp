#include <algorithm>
#include <set>
#include <string>

#include "aurora/schemata/templates/offers.hpp"
#include "aurora/schemata/templates/terms.hpp"

namespace aurora::schemata::templates {
namespace {

struct Insert {
  std::string text;
  std::string_view name;
  double cost;
};

/// Puts one text at the place: before the statement, or at the end of the block.
void put(Workbench& bench, int node, const Insert& insert) {
  if (bench.at(node).kind == Kind::compound)
    bench.edit.insert_at_end(node, insert.text, {insert.name, insert.cost});
  else
    bench.edit.insert_before(node, insert.text, {insert.name, insert.cost});
}

/// Statements in a block, the ends of blocks, and single statements of branches.
bool is_place(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind == Kind::compound)
    return it.children.empty() || !is_jump(bench.at(it.children.back()).kind);
  return it.is_statement && bench.parent(node).kind != Kind::label;
}

/// Where variables are looked up for that place.
int view_of(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  return it.kind == Kind::compound && !it.children.empty() ? it.children.back() : node;
}

bool at_loop_edge(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind == Kind::compound)
    return is_loop(bench.parent(node).kind);
  const Node& block = bench.parent(node);
  const bool first = block.kind == Kind::compound && block.children.front() == node && block.parent >= 0 &&
                     is_loop(bench.at(block.parent).kind);
  return first || is_loop(it.kind);
}

/// Whether something in the function assigns the variable or steps it.
bool is_written(Workbench& bench, int function, std::string_view name) {
  const auto writes = [&](int node) {
    const Node& it = bench.at(node);
    const bool steps = it.kind == Kind::assign || it.op.find("++") != std::string::npos ||
                       it.op.find("--") != std::string::npos;
    return steps && !it.children.empty() && bench.code(it.children.front()) == name;
  };
  return std::ranges::any_of(bench.nodes_in(function, Kind::assign), writes) ||
         std::ranges::any_of(bench.nodes_in(function, Kind::unary), writes);
}

/// A parameter that could be written through and is only read was meant to be written.
bool is_output_only_read(Workbench& bench, int function, const Visible& variable) {
  return function >= 0 && variable.type.is_output && !is_written(bench, function, variable.name);
}

} // namespace

void jump_inserted(Workbench& bench, int node) {
  if (!is_place(bench, node))
    return;
  const int loop = bench.loop_of(node);
  const bool ends_branch =
      bench.at(node).kind == Kind::compound && bench.parent(node).kind == Kind::if_branch;
  const double cost = ends_branch ? 2.8 : 4.2;
  if (loop >= 0) {
    put(bench, node, {"break;", "break-inserted", cost});
    put(bench, node, {"continue;", "continue-inserted", cost + 0.6});
  } else if (bench.parent(node).kind == Kind::switch_branch ||
             (bench.at(node).kind == Kind::label && node != bench.parent(node).children.front())) {
    put(bench, node, {"break;", "break-inserted", 2.6});
  }
  const Node& it = bench.at(node);
  if (it.is_statement && is_expression(it.kind) && bench.parent(node).kind == Kind::if_branch)
    for (const auto* jump : {"break;", "continue;"})
      if (loop >= 0)
        bench.edit.insert_after(node, jump, {"break-inserted", 3.0});
}

void return_inserted(Workbench& bench, int node) {
  const int function = bench.function_of(node);
  if (!is_place(bench, node) || function < 0 || bench.tree.enclosing(node, Kind::lambda) > function)
    return;
  const auto& type = bench.at(function).type;
  const Node& it = bench.at(node);
  const bool single = it.is_statement && is_expression(it.kind) && bench.parent(node).kind == Kind::if_branch;
  const bool ends_branch = it.kind == Kind::compound && bench.parent(node).kind == Kind::if_branch;
  const auto offer = [&](const std::string& text, double cost) {
    put(bench, node, {text, "return-inserted", cost - (ends_branch ? 0.8 : 0.0)});
    if (single)
      bench.edit.insert_after(node, text, {"return-inserted", cost - 0.8});
  };
  std::set<std::string> seen;
  for (const int other : bench.nodes_in(function, Kind::return_jump)) {
    const auto flat = flatten(bench.code(other));
    if (flat && flat->size() < 60 && seen.insert(*flat).second &&
        names_are_visible(bench, view_of(bench, node), *flat))
      offer(*flat + ";", 3.8);
  }
  if (type.cls == TypeClass::nothing)
    offer("return;", 3.8);
  if (type.is_number() && type.cls != TypeClass::enumeration)
    for (const auto* value : {"0", "1", "-1"})
      if (seen.insert("return " + std::string(value)).second)
        offer("return " + std::string(value) + ";", 4.6);
}

void reset_inserted(Workbench& bench, int node) {
  if (!is_place(bench, node))
    return;
  const bool edge = at_loop_edge(bench, node);
  int rank = 0;
  for (const auto& variable : bench.visible(view_of(bench, node))) {
    if (!variable.type.is_number() || variable.type.is_const || variable.type.cls == TypeClass::enumeration ||
        rank >= 10)
      continue;
    const bool unwritten = is_output_only_read(bench, bench.function_of(node), variable);
    const double cost = (unwritten ? 2.4 : edge ? 3.8 : 4.6) + 0.1 * rank++;
    for (const auto* value : {" = 0;", " = 1;"})
      put(bench, node, {variable.name + value, "reset-inserted", cost + (value[3] == '1' ? 0.8 : 0.0)});
    const bool prefix = bench.tree.text.find("++" + variable.name) != std::string::npos;
    for (const std::string step : {"++", "--"})
      if (variable.type.cls != TypeClass::boolean)
        put(bench, node,
            {(prefix ? step + variable.name : variable.name + step) + ";", "step-inserted", cost + 0.2});
  }
}

void assignment_inserted(Workbench& bench, int node) {
  if (!is_place(bench, node))
    return;
  const auto& visible = bench.visible(view_of(bench, node));
  for (std::size_t a = 0; a < visible.size() && a < 8; ++a)
    for (std::size_t b = 0; b < visible.size() && b < 8; ++b) {
      const auto& to = visible[a].type;
      const bool plain = to.is_scalar() || to.cls == TypeClass::text;
      if (a == b || to.is_const || !plain || !compatible(to, visible[b].type))
        continue;
      const double cost = 5.0 + 0.1 * static_cast<double>(a + b);
      put(bench, node, {visible[a].name + " = " + visible[b].name + ";", "assignment-inserted", cost});
      if (to.is_number())
        for (const auto* op : {" += ", " -= "})
          put(bench, node, {visible[a].name + op + visible[b].name + ";", "assignment-inserted", cost + 0.3});
    }
}

/// A running value takes in an element: `sum -= a[i];`.
void element_taken_in(Workbench& bench, int node) {
  const int function = bench.function_of(node);
  if (!is_place(bench, node) || function < 0 || bench.loop_of(node) < 0)
    return;
  std::set<std::string> accesses;
  for (const int other : bench.nodes_in(function, Kind::index))
    if (const auto text = bench.code(other); bench.at(other).type.is_number() && text.size() < 24 &&
                                             accesses.size() < 4 &&
                                             names_are_visible(bench, view_of(bench, node), text))
      accesses.insert(text);
  int rank = 0;
  for (const auto& variable : bench.visible(view_of(bench, node))) {
    if (!variable.type.is_number() || variable.type.is_const || variable.type.cls == TypeClass::boolean ||
        rank++ >= 6)
      continue;
    for (const auto& access : accesses)
      for (const auto* op : {" += ", " -= ", " = "})
        put(bench, node, {variable.name + op + access + ";", "element-taken-in", 5.0 + 0.1 * rank});
  }
}

/// A line or a gap that is never printed.
void blank_printed(Workbench& bench, int node) {
  if (!is_place(bench, node) || !bench.prints)
    return;
  for (const auto* text : {"printf(\"\\n\");", "printf(\" \");"})
    put(bench, node, {text, "blank-printed", 4.4});
}

/// A case of its own: what is printed elsewhere in the function, and then nothing more.
void special_case(Workbench& bench, int node) {
  const int function = bench.function_of(node);
  const Node& it = bench.at(node);
  if (function < 0 || !it.is_statement || bench.parent(node).kind != Kind::compound ||
      bench.parent(bench.at(node).parent).kind != Kind::function || it.kind == Kind::declaration_statement)
    return;
  std::set<std::string> prints;
  for (const int call : bench.nodes_in(function, Kind::call)) {
    const auto flat = flatten(bench.tree.code(bench.at(call).full));
    const bool says = bench.at(call).name == "printf" || bench.at(call).name == "puts";
    if (says && bench.at(call).is_statement && flat && flat->size() < 60 && prints.size() < 5 &&
        names_are_visible(bench, node, *flat))
      prints.insert(*flat);
  }
  const auto* leave = bench.at(function).type.cls == TypeClass::nothing ? "return;" : "return 0;";
  for (const auto& atom : atoms_at(bench, node, 24))
    for (const auto& print : prints)
      bench.edit.insert_before(node, "if (" + atom.text + ") { " + print + " " + leave + " }",
                               {"special-case", 5.4 + atom.cost});
}

/// Values are kept in bounds: `if (v < 0) v = 0;`.
void clamp_inserted(Workbench& bench, int node) {
  if (!is_place(bench, node))
    return;
  const auto& visible = bench.visible(view_of(bench, node));
  int rank = 0;
  for (std::size_t a = 0; a < visible.size() && rank < 7; ++a) {
    const auto& type = visible[a].type;
    if (!type.is_number() || type.is_const || type.cls == TypeClass::boolean ||
        type.cls == TypeClass::enumeration)
      continue;
    const auto& name = visible[a].name;
    const double cost = 4.8 + 0.1 * rank++;
    put(bench, node, {"if (" + name + " < 0) " + name + " = 0;", "clamp-inserted", cost});
    put(bench, node, {"if (" + name + " < 0) " + name + " = -" + name + ";", "clamp-inserted", cost + 0.4});
    for (std::size_t b = 0; b < visible.size() && b < 6; ++b)
      if (a != b && visible[b].type.is_number())
        for (const auto* relation : {" == 0", " < 0"})
          put(bench, node,
              {"if (" + name + relation + ") " + name + " = " + visible[b].name + ";", "clamp-inserted",
               cost + 0.7});
  }
}

/// Code is redundant: what is missing often stands elsewhere in the function.
void statement_copied(Workbench& bench, int node) {
  const int function = bench.function_of(node);
  if (!is_place(bench, node) || function < 0)
    return;
  std::set<std::string> seen;
  int rank = 0;
  for (int i = function + 1;
       i < bench.tree.size() && bench.at(i).span.begin < bench.at(function).span.end && rank < 30; ++i) {
    const Node& it = bench.at(i);
    if (it.parent < 0 || !it.is_statement || i == node || it.full.size() > 160 || it.kind == Kind::compound ||
        it.kind == Kind::declaration_statement || it.kind == Kind::label || it.kind == Kind::null_statement ||
        is_jump(it.kind))
      continue;
    const auto flat = flatten(bench.tree.code(it.full));
    if (flat && bench.loop_of(node) < 0 && (mentions(*flat, "break") || mentions(*flat, "continue")))
      continue;
    if (!flat || !seen.insert(*flat).second || !names_are_visible(bench, view_of(bench, node), *flat))
      continue;
    put(bench, node, {*flat, "statement-copied", 4.4 + 0.05 * rank++ + (is_expression(it.kind) ? 0.0 : 0.6)});
  }
}

/// An `if` without `else` gets one, made of a statement of the function.
void else_added(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  const int function = bench.function_of(node);
  if (it.kind != Kind::if_branch || it.parts.otherwise >= 0 || function < 0)
    return;
  std::set<std::string> seen;
  for (const auto kind : {Kind::assign, Kind::unary, Kind::call, Kind::return_jump})
    for (const int other : bench.nodes_in(function, kind)) {
      if (!bench.at(other).is_statement || bench.at(other).full.size() > 80 || seen.size() > 16)
        continue;
      const auto flat = flatten(bench.tree.code(bench.at(other).full));
      if (flat && seen.insert(*flat).second && names_are_visible(bench, node, *flat))
        bench.edit.add_else(node, *flat, {"else-added", 4.4});
    }
  if (bench.loop_of(node) >= 0)
    for (const auto* jump : {"break;", "continue;"})
      bench.edit.add_else(node, jump, {"else-added", 3.8});
}

} // namespace aurora::schemata::templates
