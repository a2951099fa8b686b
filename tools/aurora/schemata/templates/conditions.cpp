#include <array>
#include <string>

#include "aurora/schemata/templates/offers.hpp"
#include "aurora/schemata/templates/terms.hpp"

namespace aurora::schemata::templates {
namespace {

constexpr std::size_t k_atoms_per_condition = 260;
constexpr std::size_t k_copies_per_condition = 16;

/// The whole condition of a control statement.
bool is_condition(Workbench& bench, int node) {
  const Node& user = bench.parent(node);
  return user.parts.condition == node && user.kind != Kind::switch_branch &&
         is_expression(bench.at(node).kind);
}

bool is_logical(const Node& node) {
  return node.kind == Kind::binary && (node.name == "&&" || node.name == "||");
}

/// Conditions and what is returned or assigned as one.
bool is_truth(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  const bool is_comparison = it.kind == Kind::binary && (is_relation(it.name) || is_logical(it));
  const Node& user = bench.parent(node);
  return is_comparison && (user.kind == Kind::return_jump || user.kind == Kind::variable ||
                           user.kind == Kind::assign || user.kind == Kind::conditional);
}

std::string joined(Workbench& bench, int node, std::string_view op, const std::string& atom) {
  const Node& it = bench.at(node);
  const bool needs = (it.kind == Kind::binary && it.name == (op == "&&" ? "||" : "&&")) ||
                     it.kind == Kind::assign || it.kind == Kind::conditional;
  const auto text = bench.code(node);
  return (needs ? "(" + text + ")" : text) + " " + std::string(op) + " " + atom;
}

} // namespace

void condition_whole(Workbench& bench, int node) {
  if (!is_condition(bench, node) && !is_truth(bench, node))
    return;
  const auto text = bench.code(node);
  bench.edit.replace(node, "!(" + text + ")", {"condition-negated", 1.9});
  if (!is_condition(bench, node))
    return;
  const bool loops = is_loop(bench.parent(node).kind);
  bench.edit.replace(node, bench.is_cxx() ? "true" : "1", {"condition-constant", loops ? 4.5 : 2.8});
  bench.edit.replace(node, bench.is_cxx() ? "false" : "0", {"condition-constant", 2.9});
}

void condition_strengthened(Workbench& bench, int node) {
  if (!is_condition(bench, node) && !is_truth(bench, node))
    return;
  const double base = is_loop(bench.parent(node).kind) ? 4.0 : 3.4;
  for (const auto& list :
       {conditions_near(bench, node, k_copies_per_condition), atoms_at(bench, node, k_atoms_per_condition)})
    for (const auto& atom : list) {
      bench.edit.replace(node, joined(bench, node, "&&", atom.text),
                         {"condition-strengthened", base + atom.cost});
      bench.edit.replace(node, joined(bench, node, "||", atom.text),
                         {"condition-weakened", base + 0.2 + atom.cost});
    }
}

/// An operand of `&&` or `||` gets one of its own: `a || b` becomes `a || (b && c)`.
void operand_strengthened(Workbench& bench, int node) {
  const Node& user = bench.parent(node);
  if (!is_logical(user) || is_logical(bench.at(node)) || bench.at(node).in_macro)
    return;
  const std::string op = user.name == "&&" ? " || " : " && ";
  for (const auto& list : {conditions_near(bench, node, 6), atoms_at(bench, node, 50)})
    for (const auto& atom : list)
      bench.edit.replace(node, "(" + bench.code(node) + op + atom.text + ")",
                         {"operand-strengthened", 4.4 + atom.cost});
}

/// An operand of an alternation of characters, `c == 'a' || c == 'e'`: a character that was forgotten.
void forgotten_character(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  const Node& user = bench.parent(node);
  if (it.op != "==" || !is_logical(user) || user.name != "||" || user.children.size() != 2 ||
      user.children[1] != node)
    return;
  const auto left = bench.code(it.children[0]);
  const auto present = bench.code(it.parent);
  const char first = bench.code(it.children[1])[1];
  const char begin = first >= 'a' && first <= 'z' ? 'a' : first >= 'A' && first <= 'Z' ? 'A' : '\0';
  for (char c = begin; begin != '\0' && c < begin + 26; ++c) {
    const auto constant = std::string("'") + c + "'";
    if (present.find(constant) == std::string::npos)
      bench.edit.replace(node, "(" + bench.code(node) + " || " + left + " == " + constant + ")",
                         {"character-forgotten", 3.9});
  }
}

/// `a == b` gets a sister: the same comparison with one term changed.
void condition_repeated(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::binary || !is_relation(it.name) || it.children.size() != 2 || it.is_statement)
    return;
  const auto left = bench.code(it.children[0]);
  const auto right = bench.code(it.children[1]);
  const Node& term = bench.at(it.children[1]);
  int budget = 60;
  const auto offer = [&](const std::string& sister, double cost) {
    if (budget-- <= 0)
      return;
    bench.edit.replace(node, "(" + bench.code(node) + " && " + sister + ")", {"condition-repeated", cost});
    bench.edit.replace(node, "(" + bench.code(node) + " || " + sister + ")", {"condition-repeated", cost});
  };
  if (term.kind == Kind::character && right.size() == 3)
    forgotten_character(bench, node);
  if (term.kind == Kind::character || term.kind == Kind::integer) {
    const auto constants = bench.constants(node, term.kind);
    for (std::size_t i = 0; i < constants.size() && i < 8; ++i)
      if (constants[i].text != right)
        offer(left + " " + it.op + " " + constants[i].text, 3.8 + 0.1 * static_cast<double>(i));
    for (const auto* op : {"<", "<=", ">", ">=", "!="})
      for (const auto* zero : {"0", "1"})
        if (term.kind == Kind::integer)
          offer(left + " " + op + " " + zero, 4.2);
    for (const auto& literal : bench.test_literals)
      if (term.kind == Kind::character && literal.size() == 1 && literal[0] > ' ' && literal[0] != '\'' &&
          literal[0] != '\\')
        offer(left + " " + it.op + " '" + literal + "'", 4.2);
  }
  for (const auto& variable : bench.visible(node))
    if (compatible(variable.type, term.type) && variable.name != right && variable.name != left &&
        term.kind == Kind::name)
      offer(left + " " + it.op + " " + variable.name, 4.0);
  for (const int side : it.children)
    if (const Node& access = bench.at(side); access.kind == Kind::index && access.children.size() == 2) {
      const auto base = bench.code(access.children[0]);
      const auto index = bench.code(access.children[1]);
      const auto other = bench.code(side == it.children[0] ? it.children[1] : it.children[0]);
      for (const auto* change : {"+1", "-1"})
        offer(other + " " + it.op + " " + base + "[" + index + change + "]", 3.8);
    }
}

/// A comparison written anew: another pair of terms.
void condition_replaced(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::binary || !is_relation(it.name) || it.is_statement)
    return;
  for (const auto& atom : conditions_near(bench, node, 8))
    bench.edit.replace(node, atom.text, {"condition-replaced", 4.2 + atom.cost});
  for (const auto& atom : atoms_at(bench, node, 60))
    bench.edit.replace(node, atom.text, {"condition-replaced", 4.8 + atom.cost});
}

} // namespace aurora::schemata::templates
