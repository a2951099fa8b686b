#include "aurora/schemata/workbench.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace aurora::schemata {

Workbench::Workbench(const Tree& its_tree, Editor& editor, std::vector<std::string> literals)
    : tree(its_tree), edit(editor), test_literals(std::move(literals)),
      prints(mentions(its_tree.text, "printf")) {
  for (int i = 1; i < tree.size(); ++i) {
    const Node& node = tree[i];
    if (node.parent >= 0 && (node.kind == Kind::integer || node.kind == Kind::floating ||
                             node.kind == Kind::character || node.kind == Kind::string))
      m_constants.push_back({code(i), node.kind, function_of(i), i});
  }
}

const std::vector<Visible>& Workbench::visible(int node) {
  int statement = statement_of(node);
  if (statement < 0 || is_loop(at(statement).kind) || tree.enclosing(node, Kind::lambda) > statement)
    statement = node;
  const auto it = m_visible.find(statement);
  return it != m_visible.end() ? it->second
                               : m_visible.emplace(statement, visible_at(tree, statement)).first->second;
}

std::vector<Constant> Workbench::constants(int node, Kind kind) const {
  const int function = function_of(node);
  std::vector<Constant> found;
  std::set<std::string> seen;
  for (const bool same : {true, false})
    for (const auto& constant : m_constants)
      if (constant.kind == kind && (constant.function == function) == same &&
          seen.insert(constant.text).second)
        found.push_back(constant);
  return found;
}

std::string Workbench::variable_of(int node) const {
  int user = at(node).parent;
  while (user > 0 && (at(user).kind == Kind::paren || at(user).kind == Kind::cast ||
                      (at(user).kind == Kind::conditional && at(user).children.front() != node)))
    node = std::exchange(user, at(user).parent);
  const Node& it = at(std::max(0, user));
  if (it.kind == Kind::variable)
    return it.name;
  const bool joins =
      (it.kind == Kind::assign && it.op == "=") || (it.kind == Kind::binary && is_relation(it.name));
  if (!joins || it.children.size() != 2)
    return {};
  const int other = it.children[it.children.front() == node ? 1 : 0];
  return at(other).kind == Kind::name || at(other).kind == Kind::member ? code(other) : std::string{};
}

std::vector<std::string> Workbench::constants_of_variable(int node, Kind kind) const {
  const int function = function_of(node);
  const auto name = variable_of(node);
  std::vector<std::string> found;
  if (name.empty() || function < 0)
    return found;
  for (const auto& constant : m_constants)
    if (constant.kind == kind && constant.function == function && constant.text != code(node) &&
        std::ranges::find(found, constant.text) == found.end() && variable_of(constant.node) == name)
      found.push_back(constant.text);
  return found;
}

std::vector<int> Workbench::nodes_in(int function, Kind kind) const {
  std::vector<int> found;
  for (int i = function + 1; i < tree.size() && tree[i].span.begin < tree[function].span.end; ++i)
    if (tree[i].kind == kind && tree[i].parent >= 0 && tree.below(i, function))
      found.push_back(i);
  return found;
}

int Workbench::statement_of(int node) const {
  while (node > 0 && !at(node).is_statement)
    node = at(node).parent;
  return node > 0 ? node : -1;
}

int Workbench::loop_of(int node) const {
  for (node = at(node).parent; node > 0 && at(node).kind != Kind::function && at(node).kind != Kind::lambda;
       node = at(node).parent)
    if (is_loop(at(node).kind))
      return node;
  return -1;
}

bool is_value(const Tree& tree, int node) {
  int parent = tree[node].parent;
  while (parent > 0 && tree[parent].kind == Kind::paren) {
    node = parent;
    parent = tree[node].parent;
  }
  const Node& user = tree[parent];
  if (user.kind == Kind::assign)
    return user.children.empty() || user.children.front() != node;
  if (user.kind == Kind::unary)
    return user.op != "&" && user.op.find("++") == std::string::npos &&
           user.op.find("--") == std::string::npos;
  if (user.kind == Kind::binary && (user.op == "<<" || user.op == ">>") && user.overloaded)
    return user.op == "<<" || user.children.front() == node;
  if (user.kind == Kind::call || user.kind == Kind::construct) {
    const auto at = std::find(user.children.begin(), user.children.end(), node) - user.children.begin() -
                    (user.kind == Kind::call ? 1 : 0);
    return at < 0 || static_cast<std::size_t>(at) >= user.parameters.size() ||
           !user.parameters[static_cast<std::size_t>(at)].type.is_output;
  }
  return user.kind != Kind::unevaluated;
}

bool is_primary(const Tree& tree, int node) {
  switch (tree[node].kind) {
  case Kind::binary:
  case Kind::assign:
  case Kind::conditional:
  case Kind::unary:
  case Kind::cast:
  case Kind::other_expression:
    return false;
  default:
    return true;
  }
}

std::string operand(const Tree& tree, int node) {
  const std::string text(tree.code(node));
  return is_primary(tree, node) ? text : "(" + text + ")";
}

bool mentions(std::string_view text, std::string_view identifier) {
  const auto tokens = lex(text);
  return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return token.kind == TokenKind::identifier &&
           text.substr(token.span.begin, token.span.size()) == identifier;
  });
}

} // namespace aurora::schemata
