#include "aurora/schemata/tree.hpp"

#include <algorithm>

namespace aurora::schemata {

bool is_expression(Kind kind) {
  return kind <= Kind::other_expression;
}

bool is_loop(Kind kind) {
  return kind == Kind::while_loop || kind == Kind::do_loop || kind == Kind::for_loop ||
         kind == Kind::range_for;
}

bool is_jump(Kind kind) {
  return kind == Kind::break_jump || kind == Kind::continue_jump || kind == Kind::goto_jump ||
         kind == Kind::return_jump;
}

bool is_relation(std::string_view op) {
  return op == "<" || op == "<=" || op == ">" || op == ">=" || op == "==" || op == "!=";
}

bool is_arithmetic(std::string_view op) {
  return op == "+" || op == "-" || op == "*" || op == "/" || op == "%";
}

bool Type::is_integral() const {
  return cls == TypeClass::boolean || cls == TypeClass::character || cls == TypeClass::integer ||
         cls == TypeClass::enumeration;
}

bool Type::is_number() const {
  return is_integral() || cls == TypeClass::floating;
}
bool Type::is_scalar() const {
  return is_number() || cls == TypeClass::pointer;
}

std::size_t Tree::token_at(std::size_t offset) const {
  auto it = std::lower_bound(tokens.begin(), tokens.end(), offset,
                             [](const Token& token, std::size_t at) { return token.span.begin < at; });
  while (it != tokens.end() && it->kind == TokenKind::comment)
    ++it;
  return static_cast<std::size_t>(it - tokens.begin());
}

std::string_view Tree::token_text(std::size_t token) const {
  return token < tokens.size() ? code(tokens[token].span) : std::string_view();
}

int Tree::line_of(std::size_t offset) const {
  return 1 +
         static_cast<int>(std::count(
             text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size())), '\n'));
}

int Tree::enclosing(int node, Kind kind) const {
  while (node >= 0 && (*this)[node].kind != kind)
    node = (*this)[node].parent;
  return node;
}

bool Tree::below(int node, int ancestor) const {
  while (node > ancestor)
    node = (*this)[node].parent;
  return node == ancestor;
}

int Tree::strip(int node) const {
  while ((*this)[node].kind == Kind::paren && !(*this)[node].children.empty())
    node = (*this)[node].children.front();
  return node;
}

} // namespace aurora::schemata
