#include "aurora/repair/rules/rules.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/repair/include_block.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/unknown_name.hpp"

namespace aurora::repair::rules {

namespace {

bool defines(const Item& item, const std::string& name, bool need_body) {
  if (item.name != name || item.in_type || item.kind == ItemKind::name_space)
    return false;
  return item.body != k_no_token || (!need_body && item.kind != ItemKind::type);
}

/// Headers that declare (or, for an incomplete type, define) the name.
std::vector<std::string> headers_with(const Symptom& symptom, const std::string& name, bool need_body) {
  std::vector<std::string> found;
  for (const auto& header : symptom.sources.headers()) {
    const auto* text = symptom.sources.text(header);
    if (header == symptom.file || text == nullptr || !base::contains(text->text(), name))
      continue;
    const auto& items = symptom.sources.outline(header)->items;
    if (std::any_of(items.begin(), items.end(),
                    [&](const auto& item) { return defines(item, name, need_body); }))
      found.push_back(header);
  }
  return found;
}

bool is_included(const SourceText& source, const std::string& header) {
  const auto includes = read_includes(source);
  return std::any_of(includes.begin(), includes.end(), [&](const auto& each) {
    return header == each.path || header.ends_with("/" + each.path) || sys::file_name(header) == each.path;
  });
}

/// For an unknown `geo` in `geo::Point`: "Point"; else the name itself.
std::string name_behind_scopes(const Symptom& symptom, const std::string& name) {
  auto token = find_on_line(symptom, name);
  const auto& tokens = symptom.outline->tokens;
  while (token != k_no_token && token + 2 < tokens.size() && tokens[token + 1].text == "::" &&
         tokens[token + 2].kind == TokenKind::identifier)
    token += 2;
  return token == k_no_token ? name : std::string(tokens[token].text);
}

} // namespace

Proposals missing_project_include(const Symptom& symptom) {
  const bool incomplete = says(symptom, "incomplete type") || says(symptom, "forward declaration of");
  if (symptom.source == nullptr || !(incomplete || is_unknown_name(symptom)))
    return {};
  Proposals out;
  for (const auto& name : names_in_question(symptom))
    for (const auto& header :
         headers_with(symptom, name_behind_scopes(symptom, last_component(name)), incomplete)) {
      const auto spelled = include_spelling(symptom.sources, symptom.file, header);
      auto edit =
          is_included(*symptom.source, header) ? std::nullopt : insert_include(*symptom.source, spelled);
      if (edit)
        out.push_back(
            single_edit(symptom.file, std::move(*edit), out.empty() ? 0.85 : 0.6, "include " + spelled,
                        "'" + name + "' is declared in " + header + ", which the file does not include."));
    }
  return out;
}

} // namespace aurora::repair::rules
