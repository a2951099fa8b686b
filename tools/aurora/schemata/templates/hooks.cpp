#include <string>

#include "aurora/schemata/templates/offers.hpp"
#include "aurora/schemata/templates/terms.hpp"

/// Not fixes but places at which the search looks for expressions: conditions and integral values.
namespace aurora::schemata::templates {
namespace {

constexpr std::size_t k_max_inputs = 10;
constexpr std::size_t k_max_elements = 4;
constexpr std::size_t k_longest_element = 24;

bool is_hooked_condition(Workbench& bench, int node) {
  const Node& user = bench.parent(node);
  return user.parts.condition == node && user.kind != Kind::switch_branch;
}

/// What is assigned, returned, or handed to a function.
bool is_hooked_value(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  const Node& user = bench.parent(node);
  if ((it.type.cls != TypeClass::integer && it.type.cls != TypeClass::character) || it.is_statement ||
      !is_value(bench.tree, node) || it.in_macro)
    return false;
  if (user.kind == Kind::assign)
    return user.children.back() == node;
  if (user.kind == Kind::call)
    return user.children.front() != node;
  return user.kind == Kind::return_jump || (user.kind == Kind::variable && user.parts.init == node);
}

/// Elements that the statement looks at anyway, so that looking at them does no harm.
std::vector<std::string> elements_of(Workbench& bench, int node) {
  std::vector<std::string> found;
  for (int i = node; i < bench.tree.size() && bench.at(i).span.begin < bench.at(node).span.end; ++i)
    if (const auto text = bench.code(i); bench.at(i).kind == Kind::index && bench.at(i).parent >= 0 &&
                                         bench.at(i).type.is_integral() && text.size() <= k_longest_element &&
                                         found.size() < k_max_elements &&
                                         text.find_first_of("=+-(") == std::string::npos)
      found.push_back(text);
  return found;
}

std::vector<std::string> inputs_of(Workbench& bench, int node) {
  auto inputs = elements_of(bench, node);
  for (const auto& variable : bench.visible(node)) {
    if (inputs.size() >= k_max_inputs)
      break;
    if (variable.type.is_integral() && variable.type.cls != TypeClass::enumeration)
      inputs.push_back(variable.name);
    else if (bench.is_cxx() && variable.type.cls == TypeClass::text)
      inputs.push_back(variable.name + ".size()");
  }
  return inputs;
}

} // namespace

void hook(Workbench& bench, int node) {
  if (!is_expression(bench.at(node).kind))
    return;
  if (is_hooked_condition(bench, node))
    bench.edit.probe(node, "condition", inputs_of(bench, node));
  else if (is_hooked_value(bench, node))
    bench.edit.probe(node, "value", inputs_of(bench, node));
}

} // namespace aurora::schemata::templates
