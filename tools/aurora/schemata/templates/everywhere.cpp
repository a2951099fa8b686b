#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "aurora/base/text.hpp"
#include "aurora/schemata/templates/offers.hpp"

/// One slip that was made in several places: the same change in all of them is one candidate.
namespace aurora::schemata::templates {
namespace {

constexpr std::size_t k_max_literals = 12;
constexpr std::size_t k_max_uses = 24;
constexpr std::size_t k_max_exchanged_names = 7;

using Places = std::vector<int>;

/// Nodes of the function that may be replaced, by their text.
std::map<std::string, Places> places_by_text(Workbench& bench, int function, Kind kind) {
  std::map<std::string, Places> places;
  for (const int node : bench.nodes_in(function, kind))
    if (!bench.at(node).in_macro)
      places[bench.code(node)].push_back(node);
  return places;
}

void rename_all(Workbench& bench, const Places& places, const std::string& text,
                std::vector<Replacement>& parts) {
  for (const int node : places)
    parts.push_back({node, bench.at(node).span, text});
}

double exchange_cost(Kind kind) {
  if (kind == Kind::boolean)
    return 2.6;
  return kind == Kind::integer ? 4.4 : 3.2;
}

void exchange_literals(Workbench& bench, int function, Kind kind) {
  const auto places = places_by_text(bench, function, kind);
  if (places.size() > k_max_literals)
    return;
  for (auto one = places.begin(); one != places.end(); ++one)
    for (auto other = std::next(one); other != places.end(); ++other) {
      std::vector<Replacement> parts;
      rename_all(bench, one->second, other->first, parts);
      rename_all(bench, other->second, one->first, parts);
      if (parts.size() <= k_max_uses)
        bench.edit.replace_all(std::move(parts), {"literals-exchanged", exchange_cost(kind),
                                                  "`" + one->first + "` and `" + other->first +
                                                      "` change places in " + bench.at(function).name});
    }
}

void change_everywhere(Workbench& bench, const Places& places, const std::string& text, double cost) {
  std::vector<Replacement> parts;
  rename_all(bench, places, text, parts);
  bench.edit.replace_all(std::move(parts), {"literal-everywhere", cost,
                                            "`" + bench.code(places.front()) + "` becomes `" + text +
                                                "` in " + std::to_string(places.size()) + " places"});
}

void change_numbers(Workbench& bench, int function) {
  const auto places = places_by_text(bench, function, Kind::integer);
  for (const auto& [text, uses] : places) {
    const auto value = base::parse_integer(text);
    if (!value || uses.size() < 2 || uses.size() > k_max_uses)
      continue;
    for (const int step : {1, -1})
      change_everywhere(bench, uses, std::to_string(*value + step), 4.0);
    std::size_t rank = 0;
    for (const auto& [other, other_uses] : places)
      if (other != text && rank++ < k_max_literals)
        change_everywhere(bench, uses, other, 5.0);
  }
}

/// `(` and `)` were meant to be `[` and `]`.
void change_brackets(Workbench& bench, int function) {
  static constexpr std::array<std::string_view, 4> k_pairs = {"()", "[]", "{}", "<>"};
  const auto places = places_by_text(bench, function, Kind::character);
  const auto quoted = [](char c) { return std::string("'") + c + "'"; };
  for (const auto old_pair : k_pairs) {
    const auto open = places.find(quoted(old_pair[0]));
    const auto close = places.find(quoted(old_pair[1]));
    if (open == places.end() || close == places.end())
      continue;
    for (const auto new_pair : k_pairs) {
      std::vector<Replacement> parts;
      rename_all(bench, open->second, quoted(new_pair[0]), parts);
      rename_all(bench, close->second, quoted(new_pair[1]), parts);
      if (new_pair != old_pair)
        bench.edit.replace_all(std::move(parts), {"bracket-family", 3.4});
    }
  }
}

bool orders(std::string_view op) {
  return op == "<" || op == "<=" || op == ">" || op == ">=";
}

std::string relaxed(const std::string& op) {
  return op.size() == 1 ? op + "=" : op.substr(0, 1);
}

std::string turned(const std::string& op) {
  return (op[0] == '<' ? ">" : "<") + op.substr(1);
}

/// The relations below a node, each with the place of its operator.
std::vector<Replacement> relations_in(Workbench& bench, int root) {
  std::vector<Replacement> found;
  for (int i = root; i < bench.tree.size() && bench.at(i).span.begin < bench.at(root).span.end; ++i) {
    const Node& it = bench.at(i);
    if (it.parent < 0 || it.kind != Kind::binary || it.children.size() != 2 || !orders(it.op) ||
        !bench.tree.below(i, root))
      continue;
    const auto begin = bench.tree.tokens[bench.tree.token_at(bench.at(it.children[0]).span.end)].span.begin;
    found.push_back({i, {begin, begin + it.op.size()}, it.op});
  }
  return found;
}

void change_relations(Workbench& bench, std::vector<Replacement> relations,
                      std::string (*change)(const std::string&), double cost) {
  if (relations.size() < 2 || relations.size() > k_max_uses)
    return;
  for (auto& relation : relations)
    relation.text = change(relation.text);
  bench.edit.replace_all(std::move(relations), {"relations-changed", cost});
}

std::vector<Replacement> only_strict(std::vector<Replacement> relations, std::size_t length) {
  std::erase_if(relations, [&](const Replacement& relation) { return relation.text.size() != length; });
  return relations;
}

void change_all_relations(Workbench& bench, int root, double cost) {
  const auto relations = relations_in(bench, root);
  change_relations(bench, only_strict(relations, 1), relaxed, cost);
  change_relations(bench, only_strict(relations, 2), relaxed, cost + 0.2);
  change_relations(bench, relations, turned, cost + 0.8);
}

struct Uses {
  int declaration = -1;
  Places places;
};

/// Variables by how they are used below the root.
std::map<std::string, Uses> uses_in(Workbench& bench, int root) {
  std::map<std::string, Uses> uses;
  for (const int node : bench.nodes_in(root, Kind::name)) {
    const Node& it = bench.at(node);
    if (it.declaration < 0 || it.in_macro || bench.code(node) != it.name ||
        bench.at(it.declaration).kind == Kind::function)
      continue;
    auto& entry = uses[it.name];
    entry.declaration = it.declaration;
    entry.places.push_back(node);
  }
  return uses;
}

bool is_visible_everywhere(Workbench& bench, const Places& places, const std::string& name) {
  return std::all_of(places.begin(), places.end(), [&](int node) {
    const auto& visible = bench.visible(node);
    return std::any_of(visible.begin(), visible.end(),
                       [&](const Visible& variable) { return variable.name == name; });
  });
}

using NamedUses = std::pair<const std::string, Uses>;

void exchange_names(Workbench& bench, const NamedUses& one, const NamedUses& other, double cost) {
  const auto& first = bench.at(one.second.declaration).type;
  const auto& second = bench.at(other.second.declaration).type;
  if (first.text != second.text || first.is_const != second.is_const ||
      one.second.places.size() + other.second.places.size() > k_max_uses ||
      !is_visible_everywhere(bench, one.second.places, other.first) ||
      !is_visible_everywhere(bench, other.second.places, one.first))
    return;
  std::vector<Replacement> parts;
  rename_all(bench, one.second.places, other.first, parts);
  rename_all(bench, other.second.places, one.first, parts);
  bench.edit.replace_all(std::move(parts), {"names-exchanged", cost,
                                            "`" + one.first + "` and `" + other.first + "` change places"});
}

void replace_name(Workbench& bench, const NamedUses& old_name, const std::string& name, double cost) {
  if (old_name.second.places.size() < 2 || old_name.second.places.size() > k_max_uses ||
      !is_visible_everywhere(bench, old_name.second.places, name))
    return;
  std::vector<Replacement> parts;
  rename_all(bench, old_name.second.places, name, parts);
  bench.edit.replace_all(std::move(parts), {"name-everywhere", cost,
                                            "`" + old_name.first + "` becomes `" + name + "` in " +
                                                std::to_string(old_name.second.places.size()) + " places"});
}

void exchange_all_names(Workbench& bench, int root, double cost) {
  const auto uses = uses_in(bench, root);
  if (uses.size() > k_max_exchanged_names)
    return;
  for (auto one = uses.begin(); one != uses.end(); ++one)
    for (auto other = std::next(one); other != uses.end(); ++other)
      exchange_names(bench, *one, *other, cost);
}

/// Within one statement: every use of a name.
void rename_in(Workbench& bench, int root, double cost) {
  for (const auto& old_name : uses_in(bench, root)) {
    const auto& type = bench.at(old_name.second.declaration).type;
    int rank = 0;
    for (const auto& variable : bench.visible(root))
      if (variable.name != old_name.first && variable.type.text == type.text && rank < 6)
        replace_name(bench, old_name, variable.name, cost + 0.1 * rank++);
  }
}

bool is_function_with_body(const Node& node) {
  return node.kind == Kind::function && node.parts.body >= 0;
}

} // namespace

void literals_exchanged(Workbench& bench, int node) {
  if (!is_function_with_body(bench.at(node)))
    return;
  for (const auto kind : {Kind::integer, Kind::character, Kind::string, Kind::boolean, Kind::floating})
    exchange_literals(bench, node, kind);
}

void literal_everywhere(Workbench& bench, int node) {
  if (!is_function_with_body(bench.at(node)))
    return;
  change_numbers(bench, node);
  change_brackets(bench, node);
}

void relations_changed(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (is_function_with_body(it))
    return change_all_relations(bench, node, 3.6);
  if (it.parts.condition >= 0)
    change_all_relations(bench, it.parts.condition, 2.8);
  if (it.kind == Kind::if_branch || is_loop(it.kind))
    change_all_relations(bench, node, 3.8);
}

void names_exchanged(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (is_function_with_body(it))
    return exchange_all_names(bench, node, 4.6);
  if (is_loop(it.kind) || it.kind == Kind::if_branch)
    exchange_all_names(bench, node, 4.4);
  if (it.kind == Kind::for_loop || it.kind == Kind::if_branch)
    rename_in(bench, node, 4.4);
  if (it.is_statement && is_expression(it.kind))
    rename_in(bench, node, 4.0);
  if (it.parts.condition >= 0)
    rename_in(bench, it.parts.condition, 3.6);
}

} // namespace aurora::schemata::templates
