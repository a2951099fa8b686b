#include <algorithm>
#include <set>
#include <string>

#include "aurora/schemata/templates/offers.hpp"
#include "aurora/schemata/templates/terms.hpp"

namespace aurora::schemata::templates {
namespace {

constexpr int k_max_operands = 7;

/// A name that stands for a variable, or for a field of the object itself; no enumerator.
bool is_variable_use(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  const bool is_field = it.kind == Kind::member && it.children.empty();
  if ((it.kind != Kind::name && !is_field) || it.name.empty() || bench.code(node) != it.name)
    return false;
  const Node& user = bench.parent(node);
  return !(user.kind == Kind::call && user.children.front() == node) && (is_field || it.siblings.empty());
}

std::set<std::string> names_in_statement(Workbench& bench, int node) {
  std::set<std::string> names;
  const int statement = bench.statement_of(node);
  const auto text = statement < 0 ? std::string() : bench.code(statement).substr(0, 2000);
  for (const auto& token : lex(text))
    if (token.kind == TokenKind::identifier)
      names.insert(text.substr(token.span.begin, token.span.size()));
  return names;
}

/// Terms of the same function that give an integer: names and simple accesses.
std::vector<std::string> accesses(Workbench& bench, int node, const Type& type) {
  std::vector<std::string> found;
  const int function = bench.function_of(node);
  if (function < 0)
    return found;
  for (const auto kind : {Kind::index, Kind::member, Kind::call})
    for (const int other : bench.nodes_in(function, kind)) {
      const auto text = bench.code(other);
      if (kind == Kind::call && !text.ends_with(".size()") && !text.ends_with(".length()"))
        continue;
      const Node& user = bench.parent(other);
      const bool is_callee = user.kind == Kind::call && user.children.front() == other;
      const bool fits =
          !is_callee && compatible(bench.at(other).type, type) && text.size() < 30 && found.size() < 10;
      if (fits && std::find(found.begin(), found.end(), text) == found.end() &&
          names_are_visible(bench, node, text))
        found.push_back(text);
    }
  if (bench.is_cxx() && type.is_number())
    for (const auto& variable : bench.visible(node))
      if (const auto text = variable.name + ".size()";
          (variable.type.cls == TypeClass::text || variable.type.text.starts_with("std::vector")) &&
          found.size() < 12 && std::find(found.begin(), found.end(), text) == found.end())
        found.push_back(text);
  return found;
}

} // namespace

void wrong_variable(Workbench& bench, int node) {
  if (!is_variable_use(bench, node))
    return;
  const Node& it = bench.at(node);
  const bool is_read = is_value(bench.tree, node);
  const auto near = names_in_statement(bench, node);
  int rank = 0;
  for (const auto& variable : bench.visible(node)) {
    const bool same = variable.type.text == it.type.text && variable.type.cls == it.type.cls;
    const bool fits = same || (is_read && compatible(variable.type, it.type)) ||
                      (it.type.cls == TypeClass::unknown && variable.type.cls == TypeClass::unknown);
    if (variable.name == it.name || !fits || (!is_read && variable.type.is_const) || rank > 14)
      continue;
    bench.edit.replace(
        node, variable.name,
        {"wrong-variable", (same ? 2.2 : 3.0) + 0.08 * rank++ + (near.contains(variable.name) ? 0.0 : 0.3)});
  }
}

/// Another variable, and one more or less of it.
void near_variable(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (!is_variable_use(bench, node) || it.type.cls != TypeClass::integer || !is_value(bench.tree, node) ||
      it.is_statement)
    return;
  int rank = 0;
  for (const auto& variable : bench.visible(node))
    if (variable.name != it.name && variable.type.text == it.type.text && rank++ < 5)
      for (const auto* step : {"+1", "-1"})
        bench.edit.replace(node, "(" + variable.name + step + ")", {"near-variable", 4.4 + 0.1 * rank});
}

void variable_to_constant(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  const bool names = (it.kind == Kind::name && is_variable_use(bench, node)) || it.kind == Kind::index ||
                     it.kind == Kind::call || it.kind == Kind::member;
  if (!names || !is_value(bench.tree, node) || it.is_statement)
    return;
  if (it.type.cls == TypeClass::character) {
    const auto characters = bench.constants(node, Kind::character);
    for (std::size_t i = 0; i < characters.size() && i < 8; ++i)
      bench.edit.replace(node, characters[i].text, {"variable-to-constant", 3.8});
  }
  if (it.type.cls != TypeClass::integer && it.type.cls != TypeClass::character)
    return;
  const double cost =
      bench.parent(node).kind == Kind::index || bench.parent(node).kind == Kind::return_jump ? 3.6 : 4.2;
  for (const auto* text : {"0", "1", "2", "-1"})
    bench.edit.replace(node, text,
                       {"variable-to-constant", cost + (text[0] == '2' || text[0] == '-' ? 0.8 : 0.0)});
  const auto constants = bench.constants(node, Kind::integer);
  for (std::size_t i = 0; i < constants.size() && i < 8; ++i)
    bench.edit.replace(node, constants[i].text, {"variable-to-constant", 4.8});
}

void wrong_access(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (!is_value(bench.tree, node) || it.is_statement ||
      !(it.type.is_number() || it.type.cls == TypeClass::text))
    return;
  if (it.kind != Kind::index && it.kind != Kind::call &&
      !(it.kind == Kind::name && is_variable_use(bench, node)))
    return;
  double cost = it.kind == Kind::name ? 4.0 : 3.6;
  for (const auto& text : accesses(bench, node, it.type))
    bench.edit.replace(node, text, {"wrong-access", cost += 0.1});
  if (it.kind == Kind::name)
    return;
  int rank = 0;
  for (const auto& variable : bench.visible(node))
    if (compatible(variable.type, it.type) && rank < 10)
      bench.edit.replace(node, variable.name, {"access-to-variable", 3.4 + 0.12 * rank++});
}

/// `j` was meant to be `out[j]`.
void missing_index(Workbench& bench, int node) {
  if (!is_variable_use(bench, node) || !bench.at(node).type.is_integral() || !is_value(bench.tree, node) ||
      bench.parent(node).kind == Kind::index)
    return;
  for (const auto& variable : bench.visible(node))
    if ((variable.type.cls == TypeClass::array || variable.type.text.starts_with("std::vector") ||
         variable.type.cls == TypeClass::pointer) &&
        (variable.type.element_cls == TypeClass::integer ||
         variable.type.element_cls == TypeClass::character))
      bench.edit.replace(node, variable.name + "[" + bench.code(node) + "]", {"missing-index", 4.0});
}

void wrong_member(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::member || it.siblings.empty() || it.children.empty())
    return;
  const auto text = bench.code(node);
  const auto prefix = text.size() >= it.name.size() && text.ends_with(it.name)
                          ? text.substr(0, text.size() - it.name.size())
                          : "";
  if (prefix.empty())
    return;
  for (const auto& field : it.siblings)
    if (field.name != it.name && compatible(field.type, it.type))
      bench.edit.replace(node, prefix + field.name, {"wrong-member", 2.4});
}

/// Two names of a statement change places.
void swapped_names(Workbench& bench, int node) {
  const auto host = host_at(bench.tree, node);
  if (!host || host->span.size() > 300)
    return;
  std::vector<int> uses;
  for (int i = node; i < bench.tree.size() && bench.at(i).span.begin < host->span.end; ++i)
    if (bench.at(i).parent >= 0 && host->span.holds(bench.at(i).span) && is_variable_use(bench, i) &&
        bench.tree.enclosing(i, Kind::lambda) <= node)
      uses.push_back(i);
  for (std::size_t a = 0; a < uses.size() && uses.size() < 12; ++a)
    for (std::size_t b = a + 1; b < uses.size(); ++b) {
      const Node& first = bench.at(uses[a]);
      const Node& second = bench.at(uses[b]);
      if (first.name == second.name || !compatible(first.type, second.type) ||
          first.span.end > second.span.begin)
        continue;
      const auto between = std::string(bench.tree.code({first.span.end, second.span.begin}));
      bench.edit.replace(node, {first.span.begin, second.span.end}, second.name + between + first.name,
                         {"swapped-names", 3.4});
    }
}

/// The value lacks a term: `i` was meant to be `m - i`.
void missing_term(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  const bool is_term =
      (it.kind == Kind::name && is_variable_use(bench, node)) || it.kind == Kind::index ||
      it.kind == Kind::integer || it.kind == Kind::call ||
      (it.kind == Kind::binary && it.type.is_number() &&
       (bench.parent(node).kind == Kind::return_jump || bench.parent(node).kind == Kind::assign ||
        bench.parent(node).kind == Kind::variable || bench.parent(node).kind == Kind::call));
  if (!is_term || !it.type.is_number() || it.type.cls == TypeClass::boolean || !is_value(bench.tree, node) ||
      it.is_statement)
    return;
  const auto text = operand(bench.tree, node);
  int rank = 0;
  for (const auto& variable : bench.visible(node)) {
    if (!variable.type.is_number() || variable.type.cls == TypeClass::boolean || rank >= k_max_operands)
      continue;
    const double cost = 4.8 + 0.12 * rank++;
    for (const auto* op : {"+", "-", "*"})
      bench.edit.replace(node, "(" + text + " " + op + " " + variable.name + ")", {"missing-term", cost});
    bench.edit.replace(node, "(" + variable.name + " - " + text + ")", {"missing-term", cost});
    if (it.kind != Kind::integer)
      for (const auto* op : {"/", "%"})
        bench.edit.replace(node, "(" + text + " " + op + " " + variable.name + ")",
                           {"missing-term", cost + 0.6});
  }
  if (it.kind != Kind::integer)
    for (const auto* change : {" * 2", " / 2", " % 2", " + 2", " - 2", " * 10"})
      bench.edit.replace(node, "(" + text + change + ")", {"missing-factor", 4.4});
}

} // namespace aurora::schemata::templates
