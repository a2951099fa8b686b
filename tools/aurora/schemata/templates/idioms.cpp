#include <string>

#include "aurora/schemata/templates/offers.hpp"

/// Steps of the standard library that programmers forget.
namespace aurora::schemata::templates {
namespace {

constexpr int k_max_positions = 4;

bool is_sort_of_all(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  return it.kind == Kind::call && it.is_statement && it.name == "sort" && it.children.size() == 3 &&
         bench.code(it.children[1]).ends_with(".begin()") && bench.code(it.children[2]).ends_with(".end()");
}

std::vector<std::string> positions_at(Workbench& bench, int node) {
  std::vector<std::string> names;
  for (const auto& variable : bench.visible(node))
    if (variable.type.cls == TypeClass::integer && names.size() < k_max_positions)
      names.push_back(variable.name);
  return names;
}

bool is_text_value(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  return it.kind == Kind::name && it.type.cls == TypeClass::text && it.declaration >= 0 && bench.is_cxx() &&
         !it.is_statement && is_value(bench.tree, node) && bench.parent(node).kind != Kind::member;
}

bool is_first_statement(Workbench& bench, int node) {
  const Node& block = bench.parent(node);
  return bench.at(node).is_statement && block.kind == Kind::compound &&
         bench.parent(bench.at(node).parent).kind == Kind::function && block.children.front() == node;
}

} // namespace

/// After sorting, what occurs twice goes.
void duplicates_dropped(Workbench& bench, int node) {
  if (!is_sort_of_all(bench, node))
    return;
  const Node& it = bench.at(node);
  const auto begin = bench.code(it.children[1]);
  const auto object = begin.substr(0, begin.size() - std::string_view(".begin()").size());
  const auto callee = bench.code(it.children[0]);
  const auto prefix = callee.substr(0, callee.size() - std::string_view("sort").size());
  bench.edit.insert_after(node,
                          object + ".erase(" + prefix + "unique(" + begin + ", " + object + ".end()), " +
                              object + ".end());",
                          {"duplicates-dropped", 3.8});
}

/// Only a part of the text was meant.
void part_of_text(Workbench& bench, int node) {
  if (!is_text_value(bench, node))
    return;
  const auto name = bench.code(node);
  double cost = 3.8;
  for (const auto& position : positions_at(bench, node))
    for (const auto& range : {position, "0, " + position, position + "+1"})
      bench.edit.replace(node, name + ".substr(" + range + ")", {"part-of-text", cost += 0.05});
  bench.edit.replace(node, name + ".substr(1)", {"part-of-text", 4.2});
  bench.edit.replace(node, name + ".substr(0, " + name + ".size()-1)", {"part-of-text", 4.4});
}

/// Capitals and small letters were meant to be the same.
void letters_lowered(Workbench& bench, int node) {
  if (!bench.is_cxx() || !is_first_statement(bench, node))
    return;
  for (const auto& variable : bench.visible(node))
    if (variable.type.cls == TypeClass::text && !variable.type.is_const)
      for (const auto* change : {"tolower", "toupper"})
        bench.edit.insert_before(
            node, "for (auto& letter : " + variable.name + ") letter = " + change + "(letter);",
            {"letters-lowered", change[2] == 'l' ? 4.4 : 5.0});
}

} // namespace aurora::schemata::templates
