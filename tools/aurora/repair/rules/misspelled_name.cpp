#include "aurora/repair/rules/rules.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/unknown_name.hpp"

namespace aurora::repair::rules {

namespace {

/// The keyword a word is a slip of: "retrun", "whlie".
std::string nearest_keyword(const std::string& name) {
  static const std::vector<std::string> k_words{
      "return",   "while",    "const",     "static",  "switch", "break",  "continue", "class",    "struct",
      "typename", "template", "public",    "private", "void",   "double", "float",    "unsigned", "nullptr",
      "virtual",  "override", "namespace", "using",   "auto",   "bool",   "false",    "true",     "else"};
  const auto near = name.size() < 3 ? std::nullopt : base::nearest(name, k_words);
  return near.value_or("");
}

/// The class or namespace the message looked in: "in 'geo::Point'", "'struct geo::Point' has no member".
std::string searched_scope(const Symptom& symptom) {
  const auto words = quoted(headline(symptom));
  if (words.size() < 2)
    return {};
  const auto line = headline(symptom);
  if (base::contains(line, "has no member named"))
    return last_component(words[0]);
  if (base::contains(line, "no member named") || base::contains(line, "is not a member of"))
    return last_component(words[1]);
  return {};
}

std::vector<std::string> members_of(const Symptom& symptom, const std::string& scope) {
  std::vector<std::string> names;
  for (const auto& file : symptom.sources.files())
    if (const auto* outline = symptom.sources.outline(file))
      for (const auto& item : outline->items) {
        if (last_component(item.scope) == scope)
          names.push_back(item.name);
        if (item.name == scope)
          names.insert(names.end(), item.enumerators.begin(), item.enumerators.end());
      }
  return names;
}

std::vector<std::string> candidates_for(const Symptom& symptom) {
  const auto scope = searched_scope(symptom);
  auto members = scope.empty() ? std::vector<std::string>{} : members_of(symptom, scope);
  return members.empty() ? visible_names(symptom) : members;
}

std::vector<std::string> corrections(const Symptom& symptom, const std::string& name) {
  std::vector<std::string> out;
  for (const auto* phrase : {"did you mean ", "suggested alternative: "})
    if (auto meant = last_component(quoted_after(symptom.text, phrase)); !meant.empty())
      out.push_back(std::move(meant));
  auto pool = candidates_for(symptom);
  pool.erase(std::remove(pool.begin(), pool.end(), name), pool.end());
  for (int rank = 0; rank < 3; ++rank) {
    const auto near = base::nearest(name, pool);
    if (!near)
      break;
    pool.erase(std::remove(pool.begin(), pool.end(), *near), pool.end());
    if (std::find(out.begin(), out.end(), *near) == out.end())
      out.push_back(*near);
  }
  if (auto word = nearest_keyword(name);
      !word.empty() && std::find(out.begin(), out.end(), word) == out.end())
    out.push_back(std::move(word));
  return out;
}

} // namespace

Proposals misspelled_name(const Symptom& symptom) {
  if (symptom.source == nullptr || !is_unknown_name(symptom))
    return {};
  Proposals out;
  for (const auto& full : names_in_question(symptom)) {
    const auto name = last_component(full);
    const auto token = find_on_line(symptom, name);
    if (token == k_no_token)
      continue;
    double confidence = 0.8;
    for (const auto& meant : corrections(symptom, name)) {
      const auto explanation = "'" + name + "' is not declared; '" + meant + "' is the nearest name that is.";
      Proposal all{"spell " + name + " as " + meant, explanation, confidence, {}};
      for (const auto each : find_all(*symptom.outline, name))
        all.edits[symptom.file].push_back(
            {symptom.outline->tokens[each].begin, symptom.outline->tokens[each].end, meant});
      const auto& where = symptom.outline->tokens[token];
      if (all.edits[symptom.file].size() > 1)
        out.push_back(single_edit(symptom.file, {where.begin, where.end, meant}, confidence - 0.05,
                                  all.title + " here", explanation));
      out.push_back(std::move(all));
      confidence -= 0.1;
    }
  }
  return out;
}

} // namespace aurora::repair::rules
