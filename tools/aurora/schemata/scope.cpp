#include "aurora/schemata/scope.hpp"

#include <algorithm>
#include <set>

namespace aurora::schemata {
namespace {

constexpr std::size_t k_max_visible = 60;

class Collector {
public:
  explicit Collector(const Tree& tree) : m_tree(tree) {}

  std::vector<Visible> run(int node) {
    m_place = m_tree[node].span.begin;
    for (int child = node, at = m_tree[node].parent; at >= 0; child = at, at = m_tree[at].parent)
      level(at, child);
    return std::move(m_found);
  }

private:
  void level(int at, int child) {
    const Node& node = m_tree[at];
    if (node.kind == Kind::lambda)
      enter_lambda(at);
    const bool is_function = node.kind == Kind::function || node.kind == Kind::lambda;
    auto children = node.children;
    std::reverse(children.begin(), children.end());
    for (const int other : children)
      if (other < child || is_function)
        declared(other, is_function                ? Origin::parameter
                        : node.kind == Kind::scope ? Origin::global
                                                   : Origin::local);
    if (node.kind == Kind::function)
      fields(node);
  }

  void fields(const Node& method) {
    const auto head = method.parts.body < 0
                          ? std::string_view()
                          : m_tree.code({method.span.begin, m_tree[method.parts.body].span.begin});
    const auto after = head.substr(std::min(head.size(), head.rfind(')') + 1));
    if (head.starts_with("static "))
      return;
    for (auto field : method.siblings) {
      field.type.is_const = field.type.is_const || mentions_const(after);
      add({field.name, field.type, Origin::field, -1, 0});
    }
  }

  static bool mentions_const(std::string_view text) { return text.find("const") != std::string_view::npos; }

  void enter_lambda(int at) {
    const auto text = m_tree.code(at);
    const auto close = text.find(']');
    m_captures = std::string(text.substr(0, close));
    const auto first = m_captures.find_first_not_of("[ ");
    const bool takes_all =
        first != std::string::npos &&
        (m_captures[first] == '=' ||
         (m_captures[first] == '&' && (first + 1 == m_captures.size() || m_captures[first + 1] == ',')));
    m_in_lambda = !takes_all;
  }

  bool captured(const std::string& name) const {
    for (const auto& token : lex(m_captures))
      if (m_captures.compare(token.span.begin, token.span.size(), name) == 0 &&
          token.span.size() == name.size())
        return true;
    return false;
  }

  void declared(int node, Origin origin) {
    const Node& it = m_tree[node];
    if (it.kind == Kind::declaration_statement) {
      for (const int variable : it.children)
        declared(variable, origin);
      return;
    }
    const bool names = it.kind == Kind::variable || it.kind == Kind::parameter;
    if (names && it.span.begin < m_place && !(it.span.begin <= m_place && m_place < it.span.end))
      add({it.name, it.type, it.kind == Kind::parameter ? Origin::parameter : origin, node, 0});
  }

  void add(Visible visible) {
    if (visible.name.empty() || m_found.size() >= k_max_visible || !m_names.insert(visible.name).second)
      return;
    if (m_in_lambda && visible.declaration >= 0 && visible.origin != Origin::global &&
        outside_lambda(visible.declaration) && !captured(visible.name))
      return;
    visible.distance = static_cast<int>(m_found.size());
    m_found.push_back(std::move(visible));
  }

  bool outside_lambda(int declaration) const {
    return m_tree[declaration].span.begin < m_place && m_tree.enclosing(declaration, Kind::lambda) < 0;
  }

  const Tree& m_tree;
  std::size_t m_place = 0;
  bool m_in_lambda = false;
  std::string m_captures;
  std::set<std::string> m_names;
  std::vector<Visible> m_found;
};

} // namespace

std::vector<Visible> visible_at(const Tree& tree, int node) {
  return Collector(tree).run(node);
}

bool compatible(const Type& a, const Type& b) {
  const bool has_enumeration = a.cls == TypeClass::enumeration || b.cls == TypeClass::enumeration;
  if (a.is_number() && b.is_number() && !has_enumeration)
    return true;
  return a.cls == b.cls && a.text == b.text;
}

} // namespace aurora::schemata
