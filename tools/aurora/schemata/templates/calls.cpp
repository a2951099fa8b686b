#include <algorithm>
#include <array>
#include <string>

#include "aurora/schemata/templates/offers.hpp"

namespace aurora::schemata::templates {
namespace {

/// Functions that are taken for each other.
constexpr std::array<std::string_view, 22> k_families = {
    "abs fabs labs llabs",
    "min max",
    "min_element max_element",
    "floor ceil round trunc lround llround",
    "begin end",
    "rbegin rend begin end",
    "cbegin cend",
    "front back",
    "push_back push_front",
    "pop_back pop_front",
    "lower_bound upper_bound",
    "toupper tolower",
    "isupper islower isalpha isdigit isalnum isspace ispunct",
    "find rfind find_first_of find_last_of find_first_not_of find_last_not_of",
    "first second",
    "sqrt cbrt",
    "log log2 log10",
    "strcmp strcasecmp",
    "atoi atol atoll atof",
    "stoi stol stoll stod",
    "all_of any_of none_of",
    "getchar fgetc"};

Span callee_span(Workbench& bench, const Node& call) {
  const Node& callee = bench.at(call.children.front());
  const auto size = callee.name.size();
  return {callee.span.end - std::min(size, callee.span.size()), callee.span.end};
}

std::vector<int> arguments_of(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.children.empty())
    return {};
  auto arguments = it.children;
  if (it.kind == Kind::call)
    arguments.erase(arguments.begin());
  return arguments;
}

void family(Workbench& bench, int node, Span name, std::string_view words) {
  const auto old_name = std::string(bench.tree.code(name));
  std::size_t at = 0;
  std::vector<std::string> members;
  while (at < words.size()) {
    const auto end = std::min(words.find(' ', at), words.size());
    members.emplace_back(words.substr(at, end - at));
    at = end + 1;
  }
  if (std::find(members.begin(), members.end(), old_name) == members.end())
    return;
  if (members.front().ends_with("_back") && !bench.uses_header("deque") && !bench.uses_header("<list>"))
    return;
  for (const auto& other : members)
    if (other != old_name)
      bench.edit.replace(node, name, other, {"sibling-function", 2.6});
}

/// Other functions of the file that take and give the same.
void of_file(Workbench& bench, int node, Span name) {
  const Node& it = bench.at(node);
  if (bench.at(it.children.front()).kind != Kind::name || bench.code(it.children.front()) != it.name)
    return;
  int count = 0;
  for (int i = 1; i < node && count < 8; ++i) {
    const Node& other = bench.at(i);
    const bool is_free = other.siblings.empty() && other.parent >= 0 &&
                         bench.at(other.parent).kind == Kind::scope &&
                         bench.tree.code(other.span).find("::" + other.name) == std::string_view::npos;
    if (!is_free || other.kind != Kind::function || other.name == it.name || other.parent < 0 ||
        !compatible(other.type, it.type) || other.name.starts_with("operator"))
      continue;
    std::size_t parameters = 0;
    for (const int child : other.children)
      parameters += bench.at(child).kind == Kind::parameter ? 1U : 0U;
    if (parameters == arguments_of(bench, node).size()) {
      ++count;
      bench.edit.replace(node, name, other.name, {"wrong-function", 3.4});
    }
  }
}

bool is_call(const Node& node) {
  return (node.kind == Kind::call || node.kind == Kind::construct) && !node.children.empty();
}

} // namespace

void wrong_function(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::call || it.children.empty() || bench.at(it.children.front()).name.empty())
    return;
  const auto name = callee_span(bench, it);
  if (bench.tree.code(name) != bench.at(it.children.front()).name)
    return;
  for (const auto words : k_families)
    family(bench, node, name, words);
  of_file(bench, node, name);
}

/// `a.push_back(x)` was meant for another container; whether that has the method, the compiler says.
void wrong_receiver(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::member || it.children.size() != 1 || bench.parent(node).kind != Kind::call ||
      bench.parent(node).children.front() != node)
    return;
  const Node& object = bench.at(it.children.front());
  if (object.kind != Kind::name || bench.code(it.children.front()) != object.name)
    return;
  int rank = 0;
  for (const auto& variable : bench.visible(node))
    if (variable.name != object.name && !variable.type.is_scalar() && !variable.type.is_const && rank < 5 &&
        variable.type.cls != TypeClass::array && variable.type.text != object.type.text)
      bench.edit.replace(it.children.front(), variable.name, {"wrong-receiver", 3.6 + 0.1 * rank++});
}

/// A function given to another one, like the comparison to `qsort`.
void function_passed(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  const Node& user = bench.parent(node);
  if (it.kind != Kind::name || it.declaration < 0 || bench.at(it.declaration).kind != Kind::function ||
      (user.kind == Kind::call && user.children.front() == node) || bench.code(node) != it.name)
    return;
  for (int i = 1; i < node; ++i) {
    const Node& other = bench.at(i);
    if (other.kind == Kind::function && other.parent >= 0 && other.name != it.name && other.name != "main" &&
        other.type.text == bench.at(it.declaration).type.text &&
        other.children.size() == bench.at(it.declaration).children.size())
      bench.edit.replace(node, other.name, {"function-passed", 2.4});
  }
}

void argument_order(Workbench& bench, int node) {
  if (!is_call(bench.at(node)))
    return;
  const auto arguments = arguments_of(bench, node);
  for (std::size_t a = 0; a < arguments.size() && arguments.size() <= 8; ++a)
    for (std::size_t b = a + 1; b < arguments.size(); ++b) {
      const auto first = bench.at(arguments[a]).span;
      const auto second = bench.at(arguments[b]).span;
      const auto& kind = bench.at(arguments[a]).type;
      const bool fits = kind.cls == TypeClass::unknown || compatible(kind, bench.at(arguments[b]).type);
      if (first.end > second.begin || !fits)
        continue;
      const auto between = std::string(bench.tree.code({first.end, second.begin}));
      bench.edit.replace(node, {first.begin, second.end},
                         bench.code(arguments[b]) + between + bench.code(arguments[a]),
                         {"argument-order", 2.6});
    }
}

void element_order(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::init_list || it.children.size() < 2 || it.children.size() > 6)
    return;
  for (std::size_t a = 0; a + 1 < it.children.size(); ++a) {
    const auto first = bench.at(it.children[a]).span;
    const auto second = bench.at(it.children[a + 1]).span;
    if (first.end <= second.begin)
      bench.edit.replace(node, {first.begin, second.end},
                         bench.code(it.children[a + 1]) + ", " + bench.code(it.children[a]),
                         {"element-order", 2.8});
  }
}

void argument_count(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (!is_call(it))
    return;
  const auto arguments = arguments_of(bench, node);
  for (std::size_t i = 0; i < arguments.size() && arguments.size() > 1; ++i) {
    const auto span = bench.at(arguments[i]).span;
    const Span cut = i == 0 ? Span{span.begin, bench.at(arguments[1]).span.begin}
                            : Span{bench.at(arguments[i - 1]).span.end, span.end};
    if (cut.begin < cut.end)
      bench.edit.replace(node, cut, "", {"argument-drop", 4.2});
  }
  const bool is_method = it.kind == Kind::call && bench.at(it.children.front()).kind == Kind::member;
  if (!is_method || arguments.empty() || arguments.size() > 2 || bench.tree.text[it.span.end - 1] != ')')
    return;
  int rank = 0;
  const Span close{it.span.end - 1, it.span.end - 1};
  for (const auto& variable : bench.visible(node))
    if (variable.type.is_number() && rank < 8)
      bench.edit.replace(node, close, "," + variable.name, {"argument-insert", 3.8 + 0.1 * rank++});
  bench.edit.replace(node, close, ",1", {"argument-insert", 4.4});
}

/// `f(x)` becomes `x`.
void call_drop(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::call || it.is_statement)
    return;
  for (const int argument : arguments_of(bench, node))
    if (compatible(bench.at(argument).type, it.type))
      bench.edit.replace(node, operand(bench.tree, argument), {"call-drop", 3.2});
}

/// `x` becomes `f(x)` with a function of the file, or a well-known one.
void call_insert(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if ((it.kind != Kind::name && it.kind != Kind::index && it.kind != Kind::call) || it.is_statement ||
      !is_value(bench.tree, node) || !it.type.is_number())
    return;
  const bool is_callee = bench.parent(node).kind == Kind::call && bench.parent(node).children.front() == node;
  if (is_callee)
    return;
  const auto wrap = [&](const std::string& function, double cost) {
    bench.edit.replace(node, function + "(" + bench.code(node) + ")", {"call-insert", cost});
  };
  if (it.type.cls == TypeClass::floating)
    for (const auto* function : {"floor", "ceil", "round", "sqrt"})
      wrap(function, 4.6);
  if (it.type.cls == TypeClass::character && bench.is_cxx())
    for (const auto* function : {"tolower", "toupper"})
      wrap(function, 4.2);
  int count = 0;
  for (int i = 1; i < node && count < 4; ++i) {
    const Node& other = bench.at(i);
    if (other.kind != Kind::function || other.parent < 0 || other.children.empty() ||
        !compatible(other.type, it.type))
      continue;
    const auto parameters = std::count_if(other.children.begin(), other.children.end(),
                                          [&](int child) { return bench.at(child).kind == Kind::parameter; });
    if (parameters == 1 && compatible(bench.at(other.children.front()).type, it.type) && ++count > 0)
      wrap(other.name, 5.0);
  }
}

/// `(y, x % y)` was meant as a call of the function it stands in.
void comma_to_call(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::paren || it.children.empty() || bench.at(it.children.front()).op != ",")
    return;
  const int function = bench.function_of(node);
  if (function > 0)
    bench.edit.replace(node, bench.at(function).name + bench.code(node), {"comma-to-call", 2.6});
}

/// C strings compared by address.
void string_comparison(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::binary || it.children.size() != 2 || it.overloaded ||
      (it.op != "==" && it.op != "!=" && it.op != "<" && it.op != ">"))
    return;
  const auto is_text = [&](int side) {
    const auto& type = bench.at(side).type;
    return (type.cls == TypeClass::pointer || type.cls == TypeClass::array) &&
           type.element_cls == TypeClass::character;
  };
  if (!is_text(it.children[0]) || !is_text(it.children[1]))
    return;
  const auto* function =
      bench.uses_header("string.h") || bench.uses_header("cstring") ? "strcmp(" : "__builtin_strcmp(";
  bench.edit.replace(
      node, function + bench.code(it.children[0]) + "," + bench.code(it.children[1]) + ") " + it.op + " 0",
      {"string-comparison", 1.4});
}

} // namespace aurora::schemata::templates
