#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/schemata/editor.hpp"
#include "aurora/schemata/scope.hpp"
#include "aurora/schemata/tree.hpp"

namespace aurora::schemata {

/// A literal of the file, or one that the caller saw in tests.
struct Constant {
  std::string text;
  Kind kind = Kind::integer;
  int function = -1; ///< the function that holds it; -1 when it comes from elsewhere
  int node = -1;
};

/// Everything a template may look at.
class Workbench {
public:
  Workbench(const Tree& tree, Editor& editor, std::vector<std::string> test_literals);

  const Tree& tree;
  Editor& edit;
  const std::vector<std::string> test_literals;
  const bool prints; ///< with printf, somewhere in the file

  const Node& at(int node) const { return tree[node]; }
  std::string code(int node) const { return std::string(tree.code(node)); }
  const Node& parent(int node) const { return tree[tree[node].parent]; }
  /// Visible variables, remembered per statement.
  const std::vector<Visible>& visible(int node);
  /// Constants of that kind: those of the same function first, each text once.
  std::vector<Constant> constants(int node, Kind kind) const;
  /// Other constants of that kind that the function gives to the same variable or compares it with: each text
  /// once.
  std::vector<std::string> constants_of_variable(int node, Kind kind) const;
  int function_of(int node) const { return tree.enclosing(node, Kind::function); }
  /// Nodes inside the function, of one kind.
  std::vector<int> nodes_in(int function, Kind kind) const;
  /// The statement that holds the node; -1 when there is none.
  int statement_of(int node) const;
  /// The nearest loop around the node within its function; -1 when there is none.
  int loop_of(int node) const;
  bool is_cxx() const { return tree.language == Language::cxx; }
  bool uses_header(std::string_view name) const { return tree.text.find(name) != std::string::npos; }

private:
  /// The variable that the constant is given to or compared with, as it is written; empty when there is none.
  std::string variable_of(int node) const;

  std::vector<Constant> m_constants;
  std::map<int, std::vector<Visible>> m_visible;
};

/// Whether the node is used for its value only: not assigned to, not bound, its address not taken.
bool is_value(const Tree& tree, int node);
/// Whether the text needs no parentheses as an operand.
bool is_primary(const Tree& tree, int node);
/// In parentheses when needed.
std::string operand(const Tree& tree, int node);
/// Whether the identifier occurs as a token.
bool mentions(std::string_view text, std::string_view identifier);

} // namespace aurora::schemata
