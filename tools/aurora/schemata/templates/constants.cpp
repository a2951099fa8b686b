#include <algorithm>
#include <array>
#include <string>

#include "aurora/base/text.hpp"
#include "aurora/schemata/templates/offers.hpp"
#include "aurora/schemata/templates/terms.hpp"

namespace aurora::schemata::templates {
namespace {

constexpr std::size_t k_max_others = 14;
constexpr std::size_t k_large_table = 16;
/// What the digits, the capitals and the small letters begin and end with, and the distance of the latter.
constexpr std::array<int, 8> k_letter_bounds = {'0', '9', 'A', 'Z', 'a', 'z', ' ', 87};

/// One fault is in one entry of a table, if at all.
double table_cost(Workbench& bench, int node) {
  const Node& list = bench.parent(node);
  return list.kind == Kind::init_list && list.children.size() > k_large_table ? 2.0 : 0.0;
}

/// A literal that stands after an unary minus is changed together with it.
void change(Workbench& bench, int node, const std::string& text, const Hint& hint) {
  auto rebuilt = hint;
  rebuilt.may_rebuild = true;
  rebuilt.cost += table_cost(bench, node);
  bench.edit.replace(node, text, rebuilt);
}

std::string suffix_of(std::string_view literal) {
  const auto end = literal.find_last_not_of("uUlL");
  return std::string(literal.substr(end + 1));
}

bool is_character_text(std::string_view text) {
  return text.size() == 1 && text[0] >= ' ' && text[0] != '\'' && text[0] != '\\';
}

/// What the tests mention, as far as it is a number.
void numbers_of_tests(Workbench& bench, int node, std::string_view name) {
  int count = 0;
  for (const auto& literal : bench.test_literals)
    if (base::parse_integer(literal) && literal.size() < 11 && count++ < 12)
      change(bench, node, literal[0] == '-' ? "(" + literal + ")" : literal, {name, 5.0 + 0.05 * count});
}

void others(Workbench& bench, int node, Kind kind, const Hint& hint) {
  const auto constants = bench.constants(node, kind);
  for (std::size_t i = 0; i < constants.size() && i < k_max_others; ++i)
    change(bench, node, constants[i].text, {hint.name, hint.cost + 0.1 * static_cast<double>(i)});
}

/// What the variable is compared with somewhere is what it was meant to be somewhere.
void others_of_variable(Workbench& bench, int node, Kind kind) {
  double cost = 2.0;
  for (const auto& other : bench.constants_of_variable(node, kind)) {
    change(bench, node, other, {"constant-of-variable", cost});
    cost += 0.1;
  }
}

} // namespace

void integer_constant(Workbench& bench, int node) {
  if (bench.at(node).kind != Kind::integer)
    return;
  const auto text = bench.code(node);
  const auto suffix = suffix_of(text);
  const auto value = base::parse_integer(text.substr(0, text.size() - suffix.size()));
  if (value && (text[0] != '0' || text.size() == 1)) {
    const auto offer = [&](long long other, std::string_view name, double cost) {
      if (other == 0 && is_added(bench, node))
        return; // drop_operand does
      change(bench, node,
             other < 0 ? "(" + std::to_string(other) + suffix + ")" : std::to_string(other) + suffix,
             {name, cost});
    };
    offer(*value + 1, "constant-off-by-one", 1.7);
    offer(*value - 1, "constant-off-by-one", 1.7);
    for (const int other : {0, 1, 2, -1, 10})
      offer(other, "constant-common", other == 10 ? 4.4 : 2.6);
    if (*value > 2 && *value < 1000000000) {
      for (const long long factor : {10LL, 100LL, 2LL})
        offer(*value * factor, "constant-scaled", 4.2);
      offer(*value / 2, "constant-scaled", 4.6);
      offer(*value / 10, "constant-scaled", 4.6);
      offer(*value + 2, "constant-near", 4.4);
      offer(*value - 2, "constant-near", 4.4);
    }
    offer(-*value, "constant-sign", 3.6);
    for (const int letter : k_letter_bounds)
      if (*value >= 10 && *value <= 200)
        offer(letter, "constant-letter", 3.9);
  }
  if (bench.parent(node).kind == Kind::variable || bench.parent(node).kind == Kind::assign)
    for (const auto* extreme : {"2147483647", "(-2147483647 - 1)", "9223372036854775807LL",
                                "(-9223372036854775807LL - 1)", "1000000000"})
      change(bench, node, extreme, {"constant-extreme", 3.8});
  others_of_variable(bench, node, Kind::integer);
  others(bench, node, Kind::integer, {"constant-of-file", 3.0});
  numbers_of_tests(bench, node, "constant-of-tests");
}

void floating_constant(Workbench& bench, int node) {
  if (bench.at(node).kind != Kind::floating)
    return;
  const auto text = bench.code(node);
  for (const auto* other : {"0.0", "1.0", "0.5", "2.0", "-1.0", "100.0", "1e-9", "1e9"})
    change(bench, node, other, {"constant-common", 3.4});
  change(bench, node, "(" + text + " + 1)", {"constant-off-by-one", 3.4});
  change(bench, node, "(" + text + " - 1)", {"constant-off-by-one", 3.4});
  change(bench, node, "(" + text + " * 10)", {"constant-scaled", 4.2});
  change(bench, node, "(" + text + " / 10)", {"constant-scaled", 4.2});
  others(bench, node, Kind::floating, {"constant-of-file", 3.2});
}

void character_constant(Workbench& bench, int node) {
  if (bench.at(node).kind != Kind::character)
    return;
  static constexpr std::string_view k_common = " 01959azAZ.,!?()[]{}<>+-*/_-:;=";
  others_of_variable(bench, node, Kind::character);
  others(bench, node, Kind::character, {"character-of-file", 2.4});
  for (const char c : k_common)
    change(bench, node, std::string("'") + c + "'", {"character-common", 3.8});
  change(bench, node, "'\\n'", {"character-common", 3.4});
  change(bench, node, "'\\0'", {"character-common", 3.6});
  const auto text = bench.code(node);
  if (text.size() != 3)
    return;
  for (const int delta : {1, -1, 32, -32})
    if (const int other = text[1] + delta; other > ' ' && other < 127 && other != '\'' && other != '\\')
      change(bench, node, std::string("'") + static_cast<char>(other) + "'",
             {"character-near", delta == 1 || delta == -1 ? 2.8 : 3.2});
  for (const auto& literal : bench.test_literals)
    if (is_character_text(literal))
      change(bench, node, "'" + literal + "'", {"character-of-tests", 3.6});
}

void boolean_constant(Workbench& bench, int node) {
  if (bench.at(node).kind == Kind::boolean)
    change(bench, node, bench.code(node) == "true" ? "false" : "true", {"boolean-constant", 1.6});
}

void enumerator(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::name || it.siblings.empty() || it.declaration >= 0)
    return;
  const auto text = bench.code(node);
  const auto scope = text.rfind("::");
  const auto prefix = scope == std::string::npos ? std::string() : text.substr(0, scope + 2);
  for (const auto& other : it.siblings)
    if (prefix + other.name != text)
      bench.edit.replace(node, prefix + other.name, {"enumerator", 2.8});
}

/// The literal was meant to be a variable.
void constant_to_variable(Workbench& bench, int node) {
  const Node& it = bench.at(node);
  if (it.kind != Kind::integer && it.kind != Kind::floating && it.kind != Kind::character)
    return;
  int rank = 0;
  for (const auto& variable : bench.visible(node))
    if (variable.type.is_number() && rank < 12)
      bench.edit.replace(node, variable.name, {"constant-to-variable", 3.2 + 0.12 * rank++});
}

} // namespace aurora::schemata::templates
