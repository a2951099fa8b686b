#include "aurora/schemata/tree_parts.hpp"

#include <algorithm>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"

namespace aurora::schemata {
namespace {

class Completer {
public:
  explicit Completer(Tree& tree) : m_tree(tree) {}

  void run() {
    for (int i = 0; i < m_tree.size(); ++i)
      if (alive(i))
        order(i);
    for (int i = 0; i < m_tree.size(); ++i)
      if (alive(i))
        fill(i);
    for (int i = 0; i < m_tree.size(); ++i)
      if (alive(i))
        mark_statements(i);
  }

private:
  bool alive(int i) const { return i == 0 || m_tree[i].parent >= 0; }

  void order(int i) {
    auto& children = m_tree[i].children;
    base::stable_sort(children, [&](int a, int b) { return m_tree[a].span.begin < m_tree[b].span.begin; });
  }

  void fill(int i) {
    Node& node = m_tree[i];
    switch (node.kind) {
    case Kind::call:
      return overloaded(node);
    case Kind::unary:
    case Kind::binary:
    case Kind::assign:
      return operation(node);
    case Kind::if_branch:
    case Kind::while_loop:
    case Kind::switch_branch:
      return branch(node);
    case Kind::do_loop:
      return do_loop(node);
    case Kind::for_loop:
      return for_loop(node);
    case Kind::range_for:
    case Kind::function:
    case Kind::lambda:
    case Kind::label:
      node.parts.body = last_body(node);
      return;
    case Kind::variable:
    case Kind::field:
      return initialiser(node);
    default:
      return;
    }
  }

  /// The one operator between two spans; empty when there is something else.
  std::string between(std::size_t from, std::size_t to) const {
    std::string op;
    for (auto t = m_tree.token_at(from); t < m_tree.tokens.size() && m_tree.tokens[t].span.begin < to; ++t) {
      if (m_tree.tokens[t].kind == TokenKind::comment)
        continue;
      if (!op.empty() && m_tree.token_text(t) != "=" && op + std::string(m_tree.token_text(t)) != ">>")
        return {};
      op += m_tree.token_text(t);
    }
    return op;
  }

  Span span(int i) const { return m_tree[i].span; }

  void operation(Node& node) {
    if (node.kind == Kind::unary)
      return unary(node);
    if (node.children.size() != 2)
      return;
    node.op = between(span(node.children[0]).end, span(node.children[1]).begin);
    static constexpr std::string_view k_assigning = "= += -= *= /= %= &= |= ^= <<= >>= ";
    const bool assigns = !node.op.empty() && k_assigning.find(node.op + " ") != std::string_view::npos &&
                         node.op != "<=" && node.op != ">=" && node.op != "==" && node.op != "!=";
    node.kind = assigns ? Kind::assign : Kind::binary;
    static constexpr std::string_view k_words = "and&& or|| bitand& bitor| xor^ not_eq!= ";
    if (!node.op.empty() && base::is_identifier_char(node.op[0]))
      if (const auto at = k_words.find(node.op); at != std::string_view::npos)
        node.name =
            std::string(k_words.substr(at + node.op.size(), k_words.find(' ', at) - at - node.op.size()));
      else
        node.op.clear();
    else
      node.name = node.op;
  }

  void unary(Node& node) {
    if (node.children.size() != 1)
      return;
    const auto operand = span(node.children[0]);
    if (operand.begin > node.span.begin) {
      node.op = between(node.span.begin, operand.begin);
      if (node.op == "not")
        node.op = "!";
    } else if (operand.end < node.span.end) {
      node.op = "x" + between(operand.end, node.span.end);
    }
  }

  void overloaded(Node& node) {
    if (!node.name.starts_with("operator") || node.name.size() < 9 ||
        base::is_identifier_char(node.name[8]) || node.name == "operator()")
      return;
    std::erase_if(node.children, [&](int child) {
      return m_tree[child].name == node.name && m_tree[child].children.empty() &&
             m_tree[child].kind != Kind::call;
    });
    node.overloaded = true;
    if (node.name == "operator[]")
      node.kind = Kind::index;
    else if (node.name == "operator->")
      node.kind = Kind::other_expression;
    else {
      node.kind = node.children.size() == 1 ? Kind::unary : Kind::binary;
      operation(node);
    }
  }

  /// The parenthesis opening after the node's first word, and its partner.
  Span parentheses(std::size_t from) const {
    auto t = m_tree.token_at(from);
    while (t < m_tree.tokens.size() && m_tree.token_text(t) != "(")
      ++t;
    return t < m_tree.tokens.size() ? Span{m_tree.tokens[t].span.begin, closing(t)} : Span{from, from};
  }

  std::size_t closing(std::size_t t) const {
    int depth = 0;
    for (; t < m_tree.tokens.size(); ++t) {
      const auto text = m_tree.token_text(t);
      depth += text == "(" || text == "{" || text == "["   ? 1
               : text == ")" || text == "}" || text == "]" ? -1
                                                           : 0;
      if (depth == 0)
        return m_tree.tokens[t].span.end;
    }
    return m_tree.text.size();
  }

  bool begins_with_word(const Node& node) const {
    static constexpr std::string_view k_words = "if while switch for do else ";
    const auto word = m_tree.token_text(m_tree.token_at(node.span.begin));
    return !word.empty() && k_words.find(std::string(word) + " ") != std::string_view::npos;
  }

  void branch(Node& node) {
    if (!begins_with_word(node))
      return after_macro(node);
    const auto parens = parentheses(node.span.begin);
    const auto head = m_tree.code({node.span.begin, parens.begin});
    bool declares = false;
    for (const int child : node.children) {
      if (parens.holds(span(child))) {
        declares = declares || m_tree[child].kind == Kind::variable;
        if (is_expression(m_tree[child].kind))
          node.parts.condition = child;
        else
          node.parts.init = child;
      } else if (node.parts.body < 0) {
        node.parts.body = child;
      } else {
        node.parts.otherwise = child;
      }
    }
    if (declares || head.find("constexpr") != std::string_view::npos)
      node.parts.condition = -1;
  }

  void after_macro(Node& node) { node.parts.body = last_body(node); }

  int last_body(const Node& node) const {
    for (auto it = node.children.rbegin(); it != node.children.rend(); ++it)
      if (m_tree[*it].kind == Kind::compound || node.kind == Kind::range_for ||
          (node.kind == Kind::label && it == node.children.rbegin()))
        return *it;
    return -1;
  }

  void do_loop(Node& node) {
    if (node.children.size() != 2)
      return;
    node.parts.body = node.children[0];
    node.parts.condition = node.children[1];
  }

  void for_loop(Node& node) {
    if (!begins_with_word(node))
      return after_macro(node);
    const auto parens = parentheses(node.span.begin);
    std::vector<std::size_t> semicolons;
    int depth = 0;
    for (auto t = m_tree.token_at(parens.begin);
         t < m_tree.tokens.size() && m_tree.tokens[t].span.begin < parens.end; ++t) {
      const auto text = m_tree.token_text(t);
      depth += text == "(" || text == "{" || text == "["   ? 1
               : text == ")" || text == "}" || text == "]" ? -1
                                                           : 0;
      if (text == ";" && depth == 1)
        semicolons.push_back(m_tree.tokens[t].span.begin);
    }
    if (semicolons.size() != 2)
      return after_macro(node);
    for (const int child : node.children) {
      const auto at = span(child).begin;
      (at < semicolons[0]   ? node.parts.init
       : at < semicolons[1] ? node.parts.condition
       : at < parens.end    ? node.parts.step
                            : node.parts.body) = child;
    }
  }

  void initialiser(Node& node) {
    std::erase_if(node.children, [&](int child) {
      const auto t = m_tree.token_at(span(child).begin);
      const bool bound = t > 0 && m_tree.token_text(t - 1) == "[" && span(child).begin > node.span.begin &&
                         m_tree[child].kind != Kind::lambda;
      if (bound)
        m_tree[child].parent = -1;
      return bound;
    });
    for (const int child : node.children)
      if (is_expression(m_tree[child].kind))
        node.parts.init = child;
  }

  /// An expression before a preprocessor directive may go on behind it; what that makes is no statement.
  void mark(int i) {
    if (i < 0)
      return;
    Node& node = m_tree[i];
    node.full = node.span;
    const auto next = m_tree.token_at(node.span.end);
    const bool ends = m_tree.token_text(next) == ";";
    node.is_statement = ends || !is_expression(node.kind);
    if (node.kind != Kind::compound && node.kind != Kind::label && ends &&
        (node.span.end == 0 || m_tree.text[node.span.end - 1] != ';'))
      node.full.end = m_tree.tokens[next].span.end;
  }

  void mark_statements(int i) {
    const Node& node = m_tree[i];
    if (node.kind == Kind::compound) {
      for (const int child : node.children)
        mark(child);
    } else if (!is_expression(node.kind) && node.kind != Kind::function) {
      mark(node.parts.body);
      mark(node.parts.otherwise);
    }
  }

  Tree& m_tree;
};

/// A control statement ends where its last part ends: with that part's ';'.
void extend_control_statements(Tree& tree) {
  for (int i = tree.size() - 1; i > 0; --i) {
    Node& node = tree[i];
    if (node.parent < 0 || is_expression(node.kind) || node.kind == Kind::do_loop ||
        node.kind == Kind::function)
      continue;
    const int last = node.parts.otherwise >= 0 ? node.parts.otherwise : node.parts.body;
    if (last >= 0)
      node.full.end = std::max(node.full.end, tree[last].full.end);
  }
}

} // namespace

void complete(Tree& tree) {
  Completer(tree).run();
  extend_control_statements(tree);
}

} // namespace aurora::schemata
