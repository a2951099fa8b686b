#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "aurora/schemata/templates/offers.hpp"

namespace aurora::schemata::templates {
namespace {

struct Swap {
  std::string_view from;
  std::string_view to;
  double cost;
};

/// Where the operator stands: between the two operands.
Span operator_span(const Tree& tree, const Node& node) {
  const auto token = tree.token_at(tree[node.children[0]].span.end);
  const auto begin = tree.tokens[token].span.begin;
  return {begin, begin + node.op.size()};
}

bool is_operation(const Node& node) {
  return node.children.size() == 2 && !node.op.empty();
}

bool is_counterpart(std::string_view one, std::string_view other) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> k_pairs = {
      {{"+", "-"}, {"*", "/"}, {"/", "%"}, {"<<", ">>"}, {"&", "|"}}};
  return std::ranges::any_of(k_pairs, [&](const auto& pair) {
    return (pair.first == one && pair.second == other) || (pair.first == other && pair.second == one);
  });
}

void swap_operators(Workbench& bench, int node, std::string_view name, std::span<const Swap> swaps) {
  const Node& it = bench.at(node);
  for (const auto& swap : swaps)
    if (swap.from == it.name)
      bench.edit.replace(node, operator_span(bench.tree, it), swap.to, {name, swap.cost});
}

/// "x != a || x != b" always holds, "x == a && x == b" never does: who wrote it meant the other operator.
/// Cppcheck and clang-tidy warn of both.
bool never_decides(const Workbench& bench, const Node& node) {
  const Node& left = bench.at(node.children[0]);
  const Node& right = bench.at(node.children[1]);
  const std::string_view relation = node.name == "||" ? "!=" : "==";
  return left.kind == Kind::binary && right.kind == Kind::binary && left.name == relation &&
         right.name == relation && is_operation(left) && is_operation(right) &&
         bench.code(left.children[0]) == bench.code(right.children[0]) &&
         bench.code(left.children[1]) != bench.code(right.children[1]);
}

} // namespace

void relational_operator(Workbench& bench, int node) {
  static constexpr std::array<Swap, 30> k_swaps = {{
      {"<", "<=", 1.5},  {"<", ">", 2.2},   {"<", ">=", 2.8},  {"<", "!=", 3.5},  {"<", "==", 4.0},
      {"<=", "<", 1.5},  {"<=", ">=", 2.4}, {"<=", ">", 2.8},  {"<=", "==", 3.7}, {"<=", "!=", 4.5},
      {">", ">=", 1.5},  {">", "<", 2.2},   {">", "<=", 2.8},  {">", "!=", 3.5},  {">", "==", 4.0},
      {">=", ">", 1.5},  {">=", "<=", 2.4}, {">=", "<", 2.8},  {">=", "==", 3.7}, {">=", "!=", 4.5},
      {"==", "!=", 1.6}, {"==", ">=", 2.8}, {"==", "<=", 2.8}, {"==", ">", 3.5},  {"==", "<", 3.5},
      {"!=", "==", 1.6}, {"!=", "<", 2.8},  {"!=", ">", 2.8},  {"!=", ">=", 3.5}, {"!=", "<=", 3.5},
  }};
  const Node& it = bench.at(node);
  if (it.kind == Kind::binary && is_operation(it) && is_relation(it.name))
    swap_operators(bench, node, "relational-operator", k_swaps);
}

void arithmetic_operator(Workbench& bench, int node) {
  static constexpr std::array<std::string_view, 10> k_operators = {"+", "-", "*", "/",  "%",
                                                                   "&", "|", "^", "<<", ">>"};
  const Node& it = bench.at(node);
  if (it.kind != Kind::binary || !is_operation(it) || it.overloaded)
    return;
  bool known = false;
  bool bitwise = false;
  for (std::size_t i = 0; i < k_operators.size(); ++i) {
    known = known || k_operators[i] == it.name;
    bitwise = bitwise || (i >= 5 && k_operators[i] == it.name);
  }
  const bool pointers = bench.at(it.children[0]).type.cls == TypeClass::pointer;
  for (std::size_t i = 0; known && i < k_operators.size(); ++i) {
    if (k_operators[i] == it.name || (pointers && i > 1))
      continue;
    const bool near = is_counterpart(it.name, k_operators[i]) || (it.name == "/" && i <= 4);
    bench.edit.replace(node, operator_span(bench.tree, it), k_operators[i],
                       {"arithmetic-operator", near                  ? 2.2
                                               : (i >= 5) == bitwise ? 3.0
                                                                     : 6.0});
  }
}

void logical_operator(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::binary || !is_operation(it) || (it.name != "&&" && it.name != "||"))
    return;
  bench.edit.replace(node, operator_span(bench.tree, it), it.name == "&&" ? "||" : "&&",
                     {"logical-operator", never_decides(bench, it) ? 0.8 : 1.8});
  bench.edit.replace(node, bench.code(it.children[0]), {"drop-operand-logical", 2.6});
  bench.edit.replace(node, bench.code(it.children[1]), {"drop-operand-logical", 2.6});
}

void assignment_operator(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::assign || !is_operation(it))
    return;
  const auto& type = bench.at(it.children[0]).type;
  if (type.is_scalar() || type.cls == TypeClass::unknown) {
    for (const std::string_view op : {"=", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^="})
      if (op != it.op)
        bench.edit.replace(node, operator_span(bench.tree, it), op,
                           {"assignment-operator", op == "=" || op == "+=" || op == "-=" || op == "*=" ? 2.6
                                                   : op == "/="                                        ? 4.5
                                                                : 6.2});
    bench.edit.replace(node, operator_span(bench.tree, it), "==", {"assignment-operator", 6.5});
  } else {
    bench.edit.replace(node, operator_span(bench.tree, it), it.op == "=" ? "+=" : "=",
                       {"assignment-operator", 3.0});
  }
}

void unary_operator(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::unary || it.children.size() != 1)
    return;
  const auto inner = bench.code(it.children[0]);
  if (it.op == "!")
    bench.edit.replace(node, inner, {"negation", 2.0});
  else if (it.op == "-")
    bench.edit.replace(node, inner, {"unary-minus", 2.8});
  else if (it.op == "&" || it.op == "*" || it.op == "~")
    bench.edit.replace(node, inner, {"drop-unary", 4.0});
  else if (it.op == "x++" || it.op == "x--")
    bench.edit.replace(node, inner + (it.op == "x++" ? "--" : "++"), {"increment-operator", 2.6});
  else if (it.op == "++" || it.op == "--")
    bench.edit.replace(node, (it.op == "++" ? "--" : "++") + inner, {"increment-operator", 2.6});
}

void operand_order(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::binary || !is_operation(it) ||
      (it.name != "-" && it.name != "/" && it.name != "%" && it.name != "+"))
    return;
  if (it.name == "+" && !it.overloaded)
    return;
  const auto left = operand(bench.tree, it.children[0]);
  const auto right = operand(bench.tree, it.children[1]);
  bench.edit.replace(node, right + " " + it.op + " " + left, {"operand-order", 3.2});
}

} // namespace aurora::schemata::templates
