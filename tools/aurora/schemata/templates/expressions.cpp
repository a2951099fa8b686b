#include <string>

#include "aurora/schemata/templates/offers.hpp"
#include "aurora/schemata/templates/terms.hpp"

namespace aurora::schemata::templates {
namespace {

bool is_multiplicative(std::string_view op) {
  return op == "*" || op == "/" || op == "%";
}
bool is_literal(Kind kind) {
  return kind == Kind::integer || kind == Kind::floating || kind == Kind::character || kind == Kind::boolean;
}

bool is_term(const Node& node) {
  return node.kind == Kind::name || node.kind == Kind::member || node.kind == Kind::index ||
         node.kind == Kind::call || node.kind == Kind::binary || node.kind == Kind::paren ||
         node.kind == Kind::macro;
}

/// Where being off by one is common: indices, bounds, arguments, results.
double place_cost(Workbench& bench, int node) {
  const Node& user = bench.parent(node);
  if (user.kind == Kind::index)
    return 2.2;
  if (user.kind == Kind::call || user.kind == Kind::return_jump ||
      (user.kind == Kind::binary && is_relation(user.name)))
    return 2.4;
  return user.kind == Kind::assign || user.kind == Kind::variable ? 2.8 : 3.2;
}

/// "+1" or " + 1", as sums are written around the node: in its own text, its user's, its statement's.
std::string step(Workbench& bench, int node, std::string_view sign) {
  for (int i = node; i > 0 && bench.at(i).kind != Kind::function; i = bench.at(i).parent) {
    const auto text = bench.tree.code(i);
    if (text.find(" + ") != std::string_view::npos || text.find(" - ") != std::string_view::npos)
      return " " + std::string(sign) + " 1";
    if (bench.at(i).is_statement)
      break;
  }
  return std::string(sign) + "1";
}

} // namespace

void off_by_one(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (!is_term(it) || !(it.type.is_integral() || it.type.cls == TypeClass::pointer) ||
      it.type.cls == TypeClass::boolean || !is_value(bench.tree, node) || it.is_statement)
    return;
  if (it.type.cls == TypeClass::enumeration && bench.is_cxx())
    return;
  const Node& user = bench.parent(node);
  const bool tight = user.kind == Kind::binary && is_multiplicative(user.op);
  const bool subtrahend = user.kind == Kind::binary && user.op == "-" && user.children.back() == node;
  if (it.kind == Kind::binary && (is_relation(it.name) || it.name == "&&" || it.name == "||"))
    return;
  const bool cuts = it.kind == Kind::binary && !is_arithmetic(it.name);
  for (const auto* sign : {"+", "-"}) {
    auto text = (cuts ? "(" + bench.code(node) + ")" : bench.code(node)) + step(bench, node, sign);
    if (tight || subtrahend || user.kind == Kind::unary || user.kind == Kind::cast)
      text = "(" + text + ")";
    bench.edit.replace(
        node, text,
        {"off-by-one", place_cost(bench, node) + (it.type.cls == TypeClass::pointer ? 2.0 : 0.0)});
  }
}

void drop_operand(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::binary || it.children.size() != 2 ||
      (!is_arithmetic(it.name) && it.name != "<<" && it.name != "&" && it.name != "|"))
    return;
  const int last = it.children[1];
  Hint hint{"drop-operand", is_added(bench, last) && bench.code(last) == "1" ? 1.7 : 2.6};
  hint.may_rebuild = is_added(bench, last) && bench.at(last).kind == Kind::integer;
  bench.edit.replace(node, bench.code(it.children[0]), hint);
  if (!(it.overloaded && it.name == "<<"))
    bench.edit.replace(node, bench.code(it.children[1]), {"drop-operand", 3.0});
}

void regroup(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::binary || it.children.size() != 2 || it.op.empty())
    return;
  const int left = it.children[0];
  const int right = it.children[1];
  const auto offer = [&](const std::string& text) { bench.edit.replace(node, text, {"regroup", 3.0}); };
  if (const Node& inner = bench.at(right); inner.kind == Kind::binary && inner.children.size() == 2)
    offer("(" + bench.code(left) + " " + it.op + " " + bench.code(inner.children[0]) + ") " + inner.op + " " +
          bench.code(inner.children[1]));
  if (const Node& inner = bench.at(left); inner.kind == Kind::binary && inner.children.size() == 2)
    offer(bench.code(inner.children[0]) + " " + inner.op + " (" + bench.code(inner.children[1]) + " " +
          it.op + " " + bench.code(right) + ")");
  if (const int inside = bench.tree.strip(left); inside != left && !is_primary(bench.tree, inside))
    offer(bench.code(inside) + " " + it.op + " " + bench.code(right));
  if (const int inside = bench.tree.strip(right); inside != right && !is_primary(bench.tree, inside))
    offer(bench.code(left) + " " + it.op + " " + bench.code(inside));
  if (bench.at(right).kind == Kind::conditional)
    offer("(" + bench.code(left) + " " + it.op + " " + bench.code(right) + ")");
}

/// `a + c ? x : y` was meant as `a + (c ? x : y)`.
void regroup_conditional(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::conditional || it.children.size() != 3)
    return;
  const auto yes = bench.code(it.children[1]);
  const auto no = bench.code(it.children[2]);
  const auto condition = bench.code(it.children[0]);
  bench.edit.replace(node, condition + " ? " + no + " : " + yes, {"conditional-swap", 2.2});
  bench.edit.replace(node, yes, {"conditional-drop", 3.2});
  bench.edit.replace(node, no, {"conditional-drop", 3.2});
  const Node& test = bench.at(it.children[0]);
  if (test.kind == Kind::binary && test.children.size() == 2)
    bench.edit.replace(node,
                       bench.code(test.children[0]) + " " + test.op + " (" + bench.code(test.children[1]) +
                           " ? " + yes + " : " + no + ")",
                       {"regroup", 2.8});
}

void casts(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind == Kind::cast && !it.children.empty())
    bench.edit.replace(node, operand(bench.tree, it.children.back()), {"cast-drop", 3.0});
  if (it.kind != Kind::binary || it.children.size() != 2 || !it.type.is_integral() || it.overloaded)
    return;
  const auto left = operand(bench.tree, it.children[0]);
  const auto rest = " " + it.op + " " + bench.code(it.children[1]);
  if (it.name == "/")
    bench.edit.replace(node, "(double)" + left + rest, {"cast-floating-division", 2.6});
  if (it.name == "*" || it.name == "+" || it.name == "<<" || it.name == "-")
    bench.edit.replace(node, "(long long)" + left + rest, {"cast-wide", it.name == "*" ? 3.0 : 4.4});
  if (is_relation(it.name))
    return;
  if (it.name == "/")
    bench.edit.replace(node,
                       "(" + left + " + " + operand(bench.tree, it.children[1]) + " - 1) / " +
                           operand(bench.tree, it.children[1]),
                       {"round-up-division", 3.4});
}

void signed_comparison(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::binary || it.children.size() != 2 || !is_relation(it.name))
    return;
  for (const int side : it.children)
    if (const Node& term = bench.at(side); term.type.is_unsigned && !is_literal(term.kind))
      bench.edit.replace(
          side, "(int)" + (is_primary(bench.tree, side) ? bench.code(side) : "(" + bench.code(side) + ")"),
          {"cast-signed", 3.2});
}

void absolute_value(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  const bool fits =
      it.type.is_number() && it.type.cls != TypeClass::boolean && it.type.cls != TypeClass::enumeration;
  if (!fits || it.is_statement || !is_value(bench.tree, node))
    return;
  const bool is_difference = it.kind == Kind::binary && it.name == "-";
  if (!is_difference && it.kind != Kind::name && it.kind != Kind::index)
    return;
  const auto* function = it.type.cls == TypeClass::floating && !bench.is_cxx() ? "fabs(" : "abs(";
  bench.edit.replace(node, function + bench.code(node) + ")", {"absolute-value", is_difference ? 2.8 : 4.6});
}

void negate_value(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.is_statement || !is_value(bench.tree, node))
    return;
  const bool names =
      it.kind == Kind::name || it.kind == Kind::member || it.kind == Kind::index || it.kind == Kind::call;
  const Node& user = bench.parent(node);
  const bool in_condition = user.parts.condition == node || user.op == "&&" || user.op == "||" ||
                            user.op == "and" || user.op == "or";
  if (names && (it.type.cls == TypeClass::boolean || in_condition))
    bench.edit.replace(node, "!" + bench.code(node), {"negation", 2.4});
  else if (names && it.type.is_number() && user.kind != Kind::index)
    bench.edit.replace(node, "(-" + bench.code(node) + ")", {"unary-minus", 4.8});
}

} // namespace aurora::schemata::templates
