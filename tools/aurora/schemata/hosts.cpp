#include "aurora/schemata/hosts.hpp"

namespace aurora::schemata {
namespace {

bool is_nameable(const Type& type) {
  const auto has = [&](std::string_view part) { return type.text.find(part) != std::string::npos; };
  return !type.text.empty() && !has("(lambda") && !has("(anonymous") && !has("(unnamed") &&
         !has("dependent") && !has("auto");
}

/// Conversion target for a switch inside an initialiser; empty when there can be none.
std::string cast_target(const Tree& tree, const Type& type) {
  if (type.is_reference || !is_nameable(type))
    return {};
  if (type.is_scalar())
    return tree.language == Language::cxx && type.cls == TypeClass::pointer &&
                   type.text.find('(') != std::string::npos
               ? ""
               : type.text;
  const bool has_class_type = type.cls == TypeClass::record || type.cls == TypeClass::text;
  return tree.language == Language::cxx && tree.standard >= 17 && has_class_type ? type.text : "";
}

std::optional<Host> brace_host(const Tree& tree, int node, Span braces, const Type& type, bool needs_call) {
  const auto target = cast_target(tree, type);
  if (target.empty() || type.is_scalar() || tree.language == Language::c)
    return std::nullopt;
  return Host{node, HostKind::initializer, braces, target, true, needs_call};
}

std::optional<Host> variable_host(const Tree& tree, const Node& variable, int node) {
  if (variable.is_static || variable.is_constant)
    return std::nullopt;
  const Node& init = tree[node];
  const auto& type = variable.type;
  const auto before = tree.token_at(init.span.begin);
  const auto previous = before > 0 ? tree.token_text(before - 1) : std::string_view();
  if (init.span.begin == variable.span.begin) {
    const auto after = tree.token_at(variable.span.begin) + 1;
    const auto open = tree.token_text(after);
    const auto begin = after < tree.tokens.size() ? tree.tokens[after].span.begin : init.span.end;
    if (open == "{" && begin < init.span.end)
      return brace_host(tree, node, {begin, init.span.end}, type, true);
    const auto target = cast_target(tree, type);
    if (open != "(" || target.empty() || begin + 2 > init.span.end || type.is_scalar())
      return std::nullopt;
    return Host{node, HostKind::initializer, {begin + 1, init.span.end - 1}, target};
  }
  if (init.kind == Kind::init_list)
    return brace_host(tree, node, init.span, type, previous != "=");
  const auto target = cast_target(tree, type);
  if (target.empty() || (previous != "=" && previous != "(" && previous != "{"))
    return std::nullopt;
  return Host{node, HostKind::initializer, init.span, target};
}

/// An element of a brace list of scalars or strings.
std::optional<Host> element_host(const Tree& tree, int node) {
  const Node& element = tree[node];
  int list = element.parent;
  while (list >= 0 && tree[list].kind == Kind::init_list)
    list = tree[list].parent;
  if (list >= 0 && tree[list].kind == Kind::construct)
    list = tree[list].parent;
  if (list < 0 || tree[list].kind != Kind::variable || tree[list].is_static || tree[list].is_constant)
    return std::nullopt;
  if (element.kind == Kind::string)
    return Host{node, HostKind::initializer, element.span,
                tree.language == Language::c ? "char *" : "const char *"};
  const auto& declared = tree[list].type;
  const bool known = declared.element_cls != TypeClass::unknown && declared.element_cls != TypeClass::array &&
                     declared.element_cls != TypeClass::record && declared.element_cls != TypeClass::text;
  const auto& type = known ? declared.element : element.type.text;
  return element.type.is_number() && !type.empty()
             ? std::optional(Host{node, HostKind::initializer, element.span, type})
             : std::nullopt;
}

bool is_condition(const Tree& tree, int node) {
  const int parent = tree[node].parent;
  return parent >= 0 && tree[parent].parts.condition == node && tree[parent].kind != Kind::switch_branch;
}

bool is_step(const Tree& tree, int node) {
  const int parent = tree[node].parent;
  return parent >= 0 && tree[parent].kind == Kind::for_loop &&
         (tree[parent].parts.step == node || tree[parent].parts.init == node);
}

} // namespace

std::optional<Host> host_at(const Tree& tree, int node) {
  const Node& it = tree[node];
  if (it.in_macro || it.parent < 0)
    return std::nullopt;
  if (it.is_statement && (is_expression(it.kind) || is_jump(it.kind)))
    return Host{node, HostKind::statement, it.full, {}};
  if (!is_expression(it.kind))
    return std::nullopt;
  if (is_condition(tree, node))
    return Host{node, HostKind::condition, it.span, {}};
  if (is_step(tree, node))
    return Host{node, HostKind::step, it.span, {}};
  const Node& parent = tree[it.parent];
  if (parent.kind == Kind::switch_branch && parent.parts.condition == node && it.type.is_integral() &&
      is_nameable(it.type))
    return Host{node, HostKind::initializer, it.span, it.type.text};
  if (parent.kind == Kind::variable && parent.parts.init == node)
    return variable_host(tree, parent, node);
  if (parent.kind == Kind::function && it.type.is_scalar() && is_nameable(it.type))
    return Host{node, HostKind::initializer, it.span, it.type.text};
  return parent.kind == Kind::init_list ? element_host(tree, node) : std::nullopt;
}

std::optional<Host> find_host(const Tree& tree, int node, Span span) {
  for (; node > 0 && tree[node].kind != Kind::compound; node = tree[node].parent)
    if (auto host = host_at(tree, node); host && host->span.holds(span))
      return host;
  return std::nullopt;
}

bool can_wrap(const Tree& tree, int node) {
  const Node& it = tree[node];
  return it.is_statement && !it.in_macro && it.kind != Kind::declaration_statement &&
         it.kind != Kind::label && it.kind != Kind::other_declaration && it.kind != Kind::record &&
         it.kind != Kind::variable && it.kind != Kind::function;
}

bool can_precede(const Tree& tree, int node) {
  const Node& it = tree[node];
  if (!it.is_statement || it.in_macro)
    return false;
  return tree[it.parent].kind == Kind::compound || can_wrap(tree, node);
}

bool can_instrument(const Tree& tree, int function) {
  const Node& it = tree[function];
  if (it.parts.body < 0 || it.in_macro)
    return false;
  const auto head = tree.code({it.span.begin, tree[it.parts.body].span.begin});
  if (head.find("consteval") != std::string_view::npos)
    return false;
  return head.find("constexpr") == std::string_view::npos || tree.standard >= 14;
}

} // namespace aurora::schemata
