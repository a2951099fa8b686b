#include <set>
#include <string>

#include "aurora/schemata/templates/offers.hpp"
#include "aurora/schemata/templates/terms.hpp"

namespace aurora::schemata::templates {
namespace {

constexpr std::size_t k_atoms_per_guard = 70;

/// Conditions without which the statement's own accesses are wrong.
std::set<std::string> access_checks(Workbench& bench, int statement) {
  std::set<std::string> checks;
  for (int i = statement;
       i < bench.tree.size() && bench.at(i).span.begin < bench.at(statement).span.end && checks.size() < 10;
       ++i) {
    const Node& it = bench.at(i);
    if (it.children.empty() || it.parent < 0)
      continue;
    const Node& base = bench.at(it.children.front());
    const auto object = bench.code(it.children.front());
    if (object.size() > 30)
      continue;
    if ((it.kind == Kind::member || (it.kind == Kind::unary && it.op == "*") || it.kind == Kind::index) &&
        base.type.cls == TypeClass::pointer)
      checks.insert(object);
    if (it.kind == Kind::member && (it.name == "back" || it.name == "front" || it.name == "pop_back" ||
                                    it.name == "top" || it.name == "pop"))
      checks.insert("!" + object + ".empty()");
    if (it.kind == Kind::index && it.children.size() == 2) {
      const auto index = bench.code(it.children[1]);
      checks.insert(index + " >= 0");
      if (base.type.cls == TypeClass::text || base.type.text.starts_with("std::vector"))
        checks.insert(index + " < " + object + ".size()");
    }
  }
  return checks;
}

} // namespace

void access_guarded(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (!it.is_statement || (!is_expression(it.kind) && it.kind != Kind::return_jump))
    return;
  for (const auto& check : access_checks(bench, node)) {
    bench.edit.guard(node, check, {"access-guarded", 3.4});
    const int function = bench.function_of(node);
    if (function > 0 && bench.at(function).type.cls == TypeClass::nothing)
      bench.edit.insert_before(node, "if (!(" + check + ")) return;", {"guard-return", 3.6});
    if (bench.loop_of(node) >= 0)
      bench.edit.insert_before(node, "if (!(" + check + ")) continue;", {"guard-continue", 3.8});
  }
}

void statement_guarded(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (!it.is_statement || it.kind == Kind::compound || it.kind == Kind::null_statement)
    return;
  for (const auto& list : {conditions_near(bench, node, 14), atoms_at(bench, node, k_atoms_per_guard)})
    for (const auto& atom : list)
      bench.edit.guard(node, atom.text, {"statement-guarded", 4.2 + atom.cost});
}

/// An early way out at the start of the function.
void early_return(Workbench& bench, int node) {
  const int function = bench.function_of(node);
  const Node& block = bench.parent(node);
  if (function < 0 || block.kind != Kind::compound || block.parent != function ||
      !bench.at(node).is_statement)
    return;
  const auto& type = bench.at(function).type;
  std::set<std::string> results;
  if (type.is_number())
    results = {"0", "1", "-1"};
  for (const int other : bench.nodes_in(function, Kind::return_jump))
    if (!bench.at(other).children.empty() && bench.code(other).size() < 50 && results.size() < 6)
      if (const auto flat = flatten(bench.code(bench.at(other).children.front()));
          flat && !flat->starts_with("return") && names_are_visible(bench, node, *flat))
        results.insert(*flat);
  if (type.cls == TypeClass::nothing)
    results = {""};
  for (const auto& atom : atoms_at(bench, node, 30))
    for (const auto& result : results)
      bench.edit.insert_before(node,
                               "if (" + atom.text + ") return" + (result.empty() ? "" : " ") + result + ";",
                               {"early-return", 4.8 + atom.cost});
}

} // namespace aurora::schemata::templates
