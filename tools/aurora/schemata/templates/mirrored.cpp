#include <set>
#include <string>

#include "aurora/base/text.hpp"
#include "aurora/schemata/templates/offers.hpp"
#include "aurora/schemata/templates/terms.hpp"

/// What is missing is often the twin of what is there: the same code for the other variable.
namespace aurora::schemata::templates {
namespace {

constexpr std::size_t k_longest_twin = 240;
constexpr int k_max_twins = 8;

/// The text with two identifiers exchanged.
std::string exchanged(std::string_view text, std::string_view one, std::string_view other) {
  std::string result;
  std::size_t at = 0;
  for (const auto& token : lex(text)) {
    const auto word = text.substr(token.span.begin, token.span.size());
    if (token.kind != TokenKind::identifier || (word != one && word != other))
      continue;
    result += text.substr(at, token.span.begin - at);
    result += word == one ? other : one;
    at = token.span.end;
  }
  return result += text.substr(at);
}

bool can_have_twin(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (!it.is_statement || it.in_macro || it.full.size() > k_longest_twin ||
      bench.parent(node).kind != Kind::compound)
    return false;
  return is_expression(it.kind) || it.kind == Kind::if_branch || it.kind == Kind::for_loop ||
         it.kind == Kind::while_loop || it.kind == Kind::range_for;
}

struct TwinName {
  std::string name;
  std::string type;
  bool used = false;
};

/// Variables visible at the node, with whether the text mentions them.
std::vector<TwinName> names_for(Workbench& bench, int node, const std::string& text) {
  std::vector<TwinName> names;
  for (const auto& variable : bench.visible(node))
    names.push_back({variable.name, variable.type.text, mentions(text, variable.name)});
  return names;
}

/// Twins of the text, those that exchange two used names first.
std::vector<Atom> twins_of(Workbench& bench, int node, const std::string& text) {
  std::vector<Atom> twins;
  std::set<std::string> seen = {text};
  const auto names = names_for(bench, node, text);
  for (const bool both : {true, false})
    for (const auto& one : names)
      for (const auto& other : names)
        if (one.used && other.used == both && one.name != other.name && one.type == other.type &&
            (!both || one.name < other.name) && static_cast<int>(twins.size()) < k_max_twins)
          if (auto twin = exchanged(text, one.name, other.name); seen.insert(twin).second)
            twins.push_back({std::move(twin), (both ? 0.0 : 0.8) + 0.05 * static_cast<double>(twins.size())});
  return twins;
}

bool is_plain_relation(const Node& node) {
  return node.kind == Kind::binary && node.children.size() == 2 &&
         (node.name == "<" || node.name == "<=" || node.name == ">" || node.name == ">=" ||
          node.name == "==" || node.name == "!=");
}

/// The relation with one of its numbers one greater or smaller: `a[i-1]` and `a[i-2]`.
std::vector<Atom> neighbours_of(Workbench& bench, int relation) {
  std::vector<Atom> found;
  const auto whole = bench.at(relation).span;
  for (int i = relation; i < bench.tree.size() && bench.at(i).span.begin < whole.end; ++i) {
    const auto value = bench.at(i).kind == Kind::integer ? base::parse_integer(bench.code(i)) : std::nullopt;
    if (!value || bench.at(i).parent < 0 || found.size() > 6)
      continue;
    for (const long long other : {*value + 1, *value - 1})
      if (other >= 0)
        found.push_back({std::string(bench.tree.code({whole.begin, bench.at(i).span.begin})) +
                             std::to_string(other) +
                             std::string(bench.tree.code({bench.at(i).span.end, whole.end})),
                         0.2});
  }
  return found;
}

} // namespace

void statement_mirrored(Workbench& bench, int node) {
  if (!can_have_twin(bench, node))
    return;
  const auto flat = flatten(bench.tree.code(bench.at(node).full));
  if (!flat)
    return;
  const double cost = is_expression(bench.at(node).kind) ? 4.4 : 4.0;
  for (const auto& twin : twins_of(bench, node, *flat))
    bench.edit.insert_after(node, twin.text, {"statement-mirrored", cost + twin.cost});
}

/// `a + b == c` gets its twin `a + c == b` beside it.
void condition_mirrored(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  const auto text = bench.code(node);
  if (!is_plain_relation(it) || it.is_statement || text.size() > 80)
    return;
  auto twins = twins_of(bench, node, text);
  for (auto& neighbour : neighbours_of(bench, node))
    twins.push_back(std::move(neighbour));
  for (const auto& twin : twins)
    for (const auto* op : {" && ", " || "})
      bench.edit.replace(node, "(" + text + op + twin.text + ")", {"condition-mirrored", 3.6 + twin.cost});
}

} // namespace aurora::schemata::templates
