#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/schemata/lexer.hpp"

namespace aurora::schemata {

enum class Language { c, cxx };

enum class Kind {
  // expressions
  integer,
  floating,
  character,
  string,
  boolean,
  null,
  name,
  member,
  call,
  index,
  unary,
  binary,
  assign,
  conditional,
  cast,
  paren,
  init_list,
  construct,
  lambda,
  self,
  unevaluated, ///< sizeof, decltype, noexcept: nothing below is changed
  macro,       ///< an expression that is all one macro use
  other_expression,
  // statements
  compound,
  if_branch,
  while_loop,
  do_loop,
  for_loop,
  range_for,
  switch_branch,
  label, ///< case, default and goto labels
  break_jump,
  continue_jump,
  goto_jump,
  return_jump,
  declaration_statement,
  null_statement,
  try_block,
  other_statement,
  // declarations
  function,
  variable,
  parameter,
  field,
  record,
  scope, ///< namespace, extern "C", the file
  other_declaration
};

bool is_expression(Kind kind);
bool is_loop(Kind kind);
bool is_jump(Kind kind);
/// Whether the operator compares: < <= > >= == !=.
bool is_relation(std::string_view op);
/// Whether the operator computes a number: + - * / %.
bool is_arithmetic(std::string_view op);

enum class TypeClass {
  unknown,
  nothing,
  boolean,
  character,
  integer,
  floating,
  enumeration,
  pointer,
  array,
  text,
  record
};

/// What templates need to know of a type; `text` is the canonical spelling without reference and top-level
/// const.
struct Type {
  TypeClass cls = TypeClass::unknown;
  std::string text;
  std::string
      element; ///< of pointers and arrays; of containers, what operator[] is declared to give, when known
  TypeClass element_cls = TypeClass::unknown;
  bool is_const = false;
  bool is_reference = false;
  bool is_unsigned = false;
  bool is_output = false; ///< an lvalue reference that can be written through
  int size = 0;           ///< bytes; 0 when unknown

  bool is_number() const;   ///< arithmetic or enumeration
  bool is_integral() const; ///< arithmetic without floating
  bool is_scalar() const;   ///< number or pointer
};

/// Indices of the parts of a control statement; -1 where there is none.
struct Parts {
  int init = -1;
  int condition = -1;
  int step = -1;
  int body = -1;
  int otherwise = -1;
};

struct Variable {
  std::string name;
  Type type;
};

/// One node of the syntax tree. Spans are byte offsets into the file's text.
struct Node {
  Kind kind = Kind::other_expression;
  Span span;
  Span full; ///< of a statement: with its ';'
  int line = 0;
  int parent = -1;
  std::vector<int> children; ///< of a call: callee, then arguments; in the order of the text
  Parts parts;
  std::string op;   ///< of unary ("x++" for postfix), binary, assign, cast
  std::string name; ///< of names, members, declarations, calls (the callee's)
  Type type;
  int declaration = -1;           ///< index of what a name refers to, when it is in this file
  std::vector<Variable> siblings; ///< of a member access: the record's other fields; of a method: the fields
  std::vector<Variable> parameters; ///< of a call: what the callee declares
  bool in_macro = false;            ///< written as a macro's argument: may be changed, not wrapped
  bool overloaded = false;
  bool is_static = false;   ///< variables with static storage
  bool is_constant = false; ///< constexpr, or const with a constant initialiser
  bool is_statement = false;
};

/// One file, parsed.
struct Tree {
  std::string path; ///< absolute
  std::string text;
  Language language = Language::c;
  int standard = 17;       ///< two digits: 99, 11, 17 …
  std::vector<Node> nodes; ///< node 0 is the file; parents stand before their children
  std::vector<Token> tokens;
  std::vector<Span> macros; ///< macro uses

  std::string_view code(Span span) const { return std::string_view(text).substr(span.begin, span.size()); }
  std::string_view code(int node) const { return code(nodes[static_cast<std::size_t>(node)].span); }
  const Node& operator[](int node) const { return nodes[static_cast<std::size_t>(node)]; }
  Node& operator[](int node) { return nodes[static_cast<std::size_t>(node)]; }
  int size() const { return static_cast<int>(nodes.size()); }

  /// Index of the first token at or after offset, comments skipped; tokens.size() when there is none.
  std::size_t token_at(std::size_t offset) const;
  std::string_view token_text(std::size_t token) const;
  int line_of(std::size_t offset) const;
  /// The nearest ancestor (or the node itself) of that kind; -1 when there is none.
  int enclosing(int node, Kind kind) const;
  /// Whether node is, or lies below, ancestor.
  bool below(int node, int ancestor) const;
  /// The node without the parentheses around it.
  int strip(int node) const;
};

} // namespace aurora::schemata
