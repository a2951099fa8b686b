#include <algorithm>
#include <string>

#include "aurora/base/text.hpp"
#include "aurora/schemata/templates/offers.hpp"

/// Slips in the heads of loops and branches.
namespace aurora::schemata::templates {
namespace {

/// What the loop's variable starts with; -1 when that is not simple.
int start_of(Workbench& bench, const Node& loop) {
  if (loop.parts.init < 0)
    return -1;
  const Node& init = bench.at(loop.parts.init);
  if (init.kind == Kind::assign && init.op == "=")
    return init.children.back();
  if (init.kind != Kind::declaration_statement || init.children.size() != 1)
    return -1;
  return bench.at(init.children.front()).parts.init;
}

Span relation_span(Workbench& bench, const Node& condition) {
  const auto token = bench.tree.token_at(bench.at(condition.children[0]).span.end);
  const auto begin = bench.tree.tokens[token].span.begin;
  return {begin, begin + condition.op.size()};
}

std::string moved(Workbench& bench, int node, int step) {
  if (const auto value = base::parse_integer(bench.code(node)))
    return std::to_string(*value + step);
  const auto text = operand(bench.tree, node);
  return text + (step > 0 ? "+1" : "-1");
}

/// `for (i = 1; i <= n; …)` and `for (i = 0; i < n; …)`.
void change_base(Workbench& bench, int start, int condition, const Hint& hint) {
  const Node& test = bench.at(condition);
  const auto value = base::parse_integer(bench.code(start));
  const bool from_one = value == 1 && test.op == "<=";
  const bool from_zero = value == 0 && test.op == "<";
  const bool down_to_one = test.op == ">=" || test.op == ">";
  if (from_one || from_zero)
    bench.edit.replace_all({{start, bench.at(start).span, from_one ? "0" : "1"},
                            {condition, relation_span(bench, test), from_one ? "<" : "<="}},
                           hint);
  else if (down_to_one)
    bench.edit.replace_all({{start, bench.at(start).span, moved(bench, start, test.op == ">=" ? 1 : -1)},
                            {condition, relation_span(bench, test), test.op == ">=" ? ">" : ">="}},
                           hint);
}

bool is_empty_body(Workbench& bench, const Node& branch) {
  return branch.parts.body >= 0 && bench.at(branch.parts.body).kind == Kind::null_statement;
}

} // namespace

/// The whole range of a counting loop is one too high or too low.
void loop_shifted(Workbench& bench, int node) {
  const Node& loop = bench.at(node);
  const int start = loop.kind == Kind::for_loop ? start_of(bench, loop) : -1;
  const int condition = loop.parts.condition;
  if (start < 0 || condition < 0 || bench.at(start).in_macro || bench.at(condition).in_macro ||
      bench.at(condition).kind != Kind::binary || bench.at(condition).children.size() != 2)
    return;
  change_base(bench, start, condition, {"loop-shifted", 3.0});
  const int bound = bench.at(condition).children.back();
  for (const int step : {1, -1})
    bench.edit.replace_all({{start, bench.at(start).span, moved(bench, start, step)},
                            {bound, bench.at(bound).span, moved(bench, bound, step)}},
                           {"loop-shifted", 3.8});
}

/// `if (a); b;` was meant as `if (a) b;`.
void stray_semicolon(Workbench& bench, int node) {
  const Node& branch = bench.at(node);
  const Node& block = bench.parent(node);
  if ((branch.kind != Kind::if_branch && !is_loop(branch.kind)) || branch.kind == Kind::do_loop ||
      branch.parts.otherwise >= 0 || !is_empty_body(bench, branch) || block.kind != Kind::compound)
    return;
  const auto next = std::find(block.children.begin(), block.children.end(), node) + 1;
  if (next < block.children.end() && bench.at(*next).is_statement)
    bench.edit.rebuild(bench.at(branch.parts.body).full, " ", {"stray-semicolon", 1.6});
}

} // namespace aurora::schemata::templates
