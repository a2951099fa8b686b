#include "aurora/repair/rules/rules.hpp"

#include <algorithm>
#include <set>

#include "aurora/base/text.hpp"
#include "aurora/repair/include_block.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/unknown_name.hpp"
#include "aurora/repair/std_names.hpp"

namespace aurora::repair::rules {

namespace {

bool stands_alone(const Outline& outline, std::size_t token) {
  const auto before = token > 0 ? outline.tokens[token - 1].text : std::string_view();
  return before != "::" && before != "." && before != "->";
}

/// Every unqualified use in the file gets the qualifier.
std::vector<Replacement> qualify_all(const Outline& outline, const std::string& name,
                                     const std::string& scope) {
  std::vector<Replacement> edits;
  for (const auto token : find_all(outline, name))
    if (stands_alone(outline, token))
      edits.push_back({outline.tokens[token].begin, outline.tokens[token].begin, scope + "::"});
  return edits;
}

bool declares_itself(const Outline& outline, const std::string& name) {
  return std::any_of(outline.items.begin(), outline.items.end(),
                     [&](const auto& item) { return item.name == name && item.scope.empty(); });
}

void propose_std(const Symptom& symptom, const std::string& name, Proposals& out) {
  const auto header = std_header_of(name);
  auto edits = header.empty() ? std::vector<Replacement>{} : qualify_all(*symptom.outline, name, "std");
  if (edits.empty() || declares_itself(*symptom.outline, name))
    return;
  Proposal proposal{"write std::" + name,
                    "'" + name + "' is a name of the standard library, used without std::.",
                    0.85,
                    {}};
  proposal.edits[symptom.file] = edits;
  out.push_back(proposal);
  if (auto include = insert_include(*symptom.source, "<" + std::string(header) + ">")) {
    proposal.edits[symptom.file].push_back(std::move(*include));
    proposal.title += " and include <" + std::string(header) + ">";
    proposal.confidence = 0.8;
    out.push_back(std::move(proposal));
  }
}

/// The namespaces or enumerations of the project that hold the name.
std::set<std::string> scopes_of(const Symptom& symptom, const std::string& name) {
  std::set<std::string> scopes;
  auto files = symptom.sources.headers();
  files.push_back(symptom.file);
  for (const auto& file : files) {
    const auto* outline = symptom.sources.outline(file);
    if (outline == nullptr)
      continue;
    for (const auto& item : outline->items) {
      if (item.name == name && !item.scope.empty() && item.kind != ItemKind::name_space)
        scopes.insert(item.scope);
      if (std::find(item.enumerators.begin(), item.enumerators.end(), name) != item.enumerators.end())
        scopes.insert(qualified_name(item));
    }
  }
  return scopes;
}

} // namespace

Proposals missing_qualifier(const Symptom& symptom) {
  if (symptom.source == nullptr || is_c_source(symptom.file) || !is_unknown_name(symptom))
    return {};
  Proposals out;
  for (const auto& name : names_in_question(symptom)) {
    if (base::contains(name, "::") || base::contains(headline(symptom), "member"))
      continue;
    propose_std(symptom, name, out);
    for (const auto& scope : scopes_of(symptom, name)) {
      Proposal proposal{"write " + scope + "::" + name,
                        "'" + name + "' is declared in " + scope + ", used without it.",
                        0.75,
                        {}};
      proposal.edits[symptom.file] = qualify_all(*symptom.outline, name, scope);
      if (!proposal.edits[symptom.file].empty())
        out.push_back(std::move(proposal));
    }
  }
  return out;
}

} // namespace aurora::repair::rules
