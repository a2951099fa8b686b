#include "aurora/schemata/templates/terms.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "aurora/base/sort.hpp"

namespace aurora::schemata::templates {
namespace {

constexpr std::size_t k_max_variables = 9;
constexpr std::array<std::string_view, 6> k_relations = {"==", "!=", "<", ">", "<=", ">="};

bool is_ordinary_number(const Type& type) {
  return type.is_number() && type.cls != TypeClass::boolean && type.cls != TypeClass::enumeration;
}

class Atoms {
public:
  Atoms(Workbench& bench, int node, std::size_t limit) : m_bench(bench), m_limit(limit) {
    for (const auto& variable : bench.visible(node))
      if (m_variables.size() < k_max_variables)
        m_variables.push_back(variable);
    gather_constants(node);
    gather_accesses(node);
  }

  std::vector<Atom> run() {
    for (std::size_t i = 0; i < m_variables.size(); ++i)
      single(m_variables[i].name, m_variables[i].type, 0.08 * static_cast<double>(i));
    for (std::size_t i = 0; i < m_accesses.size(); ++i)
      single(m_accesses[i].name, m_accesses[i].type, 0.5 + 0.08 * static_cast<double>(i));
    pairs();
    base::stable_sort(m_atoms, [](const Atom& a, const Atom& b) { return a.cost < b.cost; });
    if (m_atoms.size() > m_limit)
      m_atoms.resize(m_limit);
    return std::move(m_atoms);
  }

private:
  void gather_constants(int node) {
    for (const auto& constant : m_bench.constants(node, Kind::integer))
      if (m_constants.size() < 6 && constant.text != "0" && constant.text != "1")
        m_constants.push_back(constant.text);
    for (const auto& constant : m_bench.constants(node, Kind::character))
      if (m_characters.size() < 6)
        m_characters.push_back(constant.text);
  }

  void gather_accesses(int node) {
    const int function = m_bench.function_of(node);
    std::set<std::string> seen;
    for (const auto kind : {Kind::index, Kind::member, Kind::call})
      for (const int other : function < 0 ? std::vector<int>() : m_bench.nodes_in(function, kind)) {
        const auto text = m_bench.code(other);
        const bool is_size = kind != Kind::call || text.ends_with(".size()") || text.ends_with(".length()");
        const Node& it = m_bench.at(other);
        const bool fits = is_ordinary_number(it.type) || it.type.cls == TypeClass::text;
        if (is_size && m_accesses.size() < 6 && text.size() < 24 && fits && seen.insert(text).second &&
            names_are_visible(m_bench, node, text))
          m_accesses.push_back({text, it.type, Origin::local, -1, 0});
      }
  }

  void add(std::string text, double cost) { m_atoms.push_back({std::move(text), cost}); }

  void single(const std::string& name, const Type& type, double extra) {
    if (type.cls == TypeClass::boolean) {
      add(name, extra);
      add("!" + name, extra);
    } else if (type.cls == TypeClass::pointer) {
      add(name, extra + 0.2);
      add("!" + name, extra + 0.4);
    } else if (type.cls == TypeClass::character) {
      for (const auto& constant : m_characters)
        for (const auto* op : {" == ", " != "})
          add(name + op + constant, extra + 0.5);
    } else if (is_ordinary_number(type)) {
      number(name, extra);
    } else if (m_bench.is_cxx() && (type.cls == TypeClass::text || type.text.starts_with("std::vector"))) {
      add(name + ".empty()", extra + 0.4);
      add("!" + name + ".empty()", extra + 0.4);
    }
  }

  void number(const std::string& name, double extra) {
    for (const auto op : k_relations)
      add(name + " " + std::string(op) + " 0", extra + (op == "<=" || op == ">=" ? 0.6 : 0.3));
    for (const auto op : k_relations)
      add(name + " " + std::string(op) + " 1", extra + 0.9);
    for (const auto* parity : {" % 2 == 0", " % 2 != 0"})
      add(name + parity, extra + 1.2);
    for (std::size_t i = 0; i < m_constants.size(); ++i)
      for (const auto op : k_relations)
        add(name + " " + std::string(op) + " " + m_constants[i], extra + 1.0 + 0.1 * static_cast<double>(i));
  }

  void pairs() {
    auto terms = m_variables;
    terms.insert(terms.end(), m_accesses.begin(), m_accesses.end());
    for (std::size_t a = 0; a < terms.size(); ++a)
      for (std::size_t b = a + 1; b < terms.size(); ++b)
        if (terms[a].type.cls != TypeClass::array && terms[a].type.cls != TypeClass::record &&
            terms[a].type.cls != TypeClass::unknown && compatible(terms[a].type, terms[b].type))
          for (const auto op : k_relations)
            add(terms[a].name + " " + std::string(op) + " " + terms[b].name,
                0.7 + 0.07 * static_cast<double>(a + b));
  }

  Workbench& m_bench;
  std::size_t m_limit;
  std::vector<Visible> m_variables;
  std::vector<Visible> m_accesses;
  std::vector<std::string> m_constants;
  std::vector<std::string> m_characters;
  std::vector<Atom> m_atoms;
};

} // namespace

bool names_are_visible(Workbench& bench, int node, std::string_view text) {
  const int function = bench.function_of(node);
  if (function < 0)
    return false;
  std::set<std::string> visible;
  for (const auto& variable : bench.visible(node))
    visible.insert(variable.name);
  std::set<std::string> declared;
  for (const auto kind : {Kind::variable, Kind::parameter})
    for (const int variable : bench.nodes_in(function, kind))
      declared.insert(bench.at(variable).name);
  for (const auto& token : lex(text)) {
    const std::string word(text.substr(token.span.begin, token.span.size()));
    if (token.kind == TokenKind::identifier && declared.contains(word) && !visible.contains(word))
      return false;
  }
  return true;
}

std::vector<Atom> atoms_at(Workbench& bench, int node, std::size_t limit) {
  return Atoms(bench, node, limit).run();
}

bool is_added(const Workbench& bench, int node) {
  const Node& sum = bench.parent(node);
  return sum.kind == Kind::binary && sum.children.size() == 2 && sum.children.back() == node &&
         (sum.name == "+" || sum.name == "-");
}

std::vector<Atom> conditions_near(Workbench& bench, int node, std::size_t limit) {
  const int function = bench.function_of(node);
  std::vector<Atom> found;
  std::set<std::string> seen;
  if (function < 0)
    return found;
  for (const int other : bench.nodes_in(function, Kind::binary)) {
    const Node& it = bench.at(other);
    const auto flat = flatten(bench.code(other));
    if (!is_relation(it.name) || it.children.size() != 2 || !flat || flat->size() > 60 ||
        found.size() >= limit || !seen.insert(*flat).second)
      continue;
    if (!names_are_visible(bench, node, *flat))
      continue;
    found.push_back({*flat, 0.3 + 0.05 * static_cast<double>(found.size())});
    found.push_back({"!(" + *flat + ")", 0.5 + 0.05 * static_cast<double>(found.size())});
  }
  return found;
}

} // namespace aurora::schemata::templates
