#include "aurora/schemata/inferred_types.hpp"

namespace aurora::schemata {
namespace {

class Inference {
public:
  explicit Inference(Tree& tree) : m_tree(tree) {}

  /// Parents stand before their children, so that what a use tells reaches the innermost operand.
  void run() {
    for (int i = 1; i < m_tree.size(); ++i)
      if (is_open(i))
        infer(i);
  }

private:
  bool is_open(int node) const {
    const Node& it = m_tree[node];
    return it.parent >= 0 && is_expression(it.kind) && it.type.cls == TypeClass::unknown &&
           it.type.text.find("dependent") != std::string::npos;
  }

  void infer(int node) {
    const Node& it = m_tree[node];
    const bool truth =
        it.kind == Kind::binary && (is_relation(it.name) || it.name == "&&" || it.name == "||");
    if (truth || (it.kind == Kind::unary && it.op == "!"))
      return set(node, boolean());
    const Type* wanted = wanted_of(node);
    if (wanted != nullptr && wanted->is_number())
      set(node, *wanted);
  }

  static Type boolean() {
    Type type;
    type.cls = TypeClass::boolean;
    type.text = "bool";
    type.size = 1;
    return type;
  }

  void set(int node, Type type) {
    type.is_const = type.is_reference = type.is_output = false;
    m_tree[node].type = std::move(type);
  }

  /// What the user of the node takes; null when it does not say.
  const Type* wanted_of(int node) const {
    const Node& user = m_tree[m_tree[node].parent];
    switch (user.kind) {
    case Kind::variable:
      return user.parts.init == node ? &user.type : nullptr;
    case Kind::paren:
      return &user.type;
    case Kind::assign:
    case Kind::binary:
      return operand_type(user, node);
    case Kind::conditional:
      return user.children.empty() || user.children.front() == node ? nullptr : &user.type;
    case Kind::return_jump:
      return result_type(node);
    case Kind::call:
      return parameter_type(user, node);
    default:
      return nullptr;
    }
  }

  const Type* operand_type(const Node& user, int node) const {
    if (user.children.size() != 2 || user.overloaded)
      return nullptr;
    const bool compares = is_relation(user.name);
    if (user.kind == Kind::binary && !compares && !is_arithmetic(user.name))
      return nullptr;
    const bool is_left = user.children.front() == node;
    const Type& other = m_tree[user.children[is_left ? 1 : 0]].type;
    if (user.kind == Kind::assign)
      return is_left ? nullptr : &other;
    return other.is_number() || compares ? &other : &user.type;
  }

  const Type* result_type(int node) const {
    const int function = m_tree.enclosing(node, Kind::function);
    const int lambda = m_tree.enclosing(node, Kind::lambda);
    return function >= 0 && lambda < function ? &m_tree[function].type : nullptr;
  }

  const Type* parameter_type(const Node& call, int node) const {
    for (std::size_t i = 1; i < call.children.size(); ++i)
      if (call.children[i] == node)
        return i <= call.parameters.size() ? &call.parameters[i - 1].type : nullptr;
    return nullptr;
  }

  Tree& m_tree;
};

} // namespace

void infer_types(Tree& tree) {
  Inference(tree).run();
}

} // namespace aurora::schemata
