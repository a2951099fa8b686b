#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/expressions.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

bool is_unused(std::string_view line) {
  return base::contains(line, "unused variable") || base::contains(line, "unused parameter") ||
         base::contains(line, "but not used") || base::contains(line, "is not used") ||
         base::contains(line, "unused function") || base::contains(line, "unused typedef") ||
         base::contains(line, "unused type alias");
}

/// Where the declaration of a parameter or variable begins.
std::size_t declaration_start(const Outline& outline, std::size_t name) {
  int angles = 0;
  auto first = name;
  while (first > 0) {
    const auto before = outline.tokens[first - 1].text;
    angles += (before == ">") - (before == "<");
    const bool boundary = before == "(" || before == ";" || before == "{" || before == "}";
    if (boundary || (before == "," && angles <= 0))
      break;
    --first;
  }
  return first;
}

/// A declaration of one variable whose initializer calls nothing.
bool can_go(const Outline& outline, std::size_t first, std::size_t end) {
  for (auto i = first; i < end; ++i)
    if (outline.tokens[i].text == "," || outline.tokens[i].text == "(")
      return false;
  return end < outline.tokens.size() && outline.tokens[end].text == ";";
}

/// The whole line when nothing else stands on it.
Replacement removal(const SourceText& source, std::size_t begin, std::size_t end) {
  const auto place = source.position(begin);
  const bool alone = source.line_begin(place.line) + source.indentation(place.line).size() == begin &&
                     base::trim(source.text().substr(end, source.next_line(place.line) - end)).empty();
  return alone ? Replacement{source.line_begin(place.line), source.next_line(place.line), ""}
               : Replacement{begin, end, ""};
}

void remove_local(const Symptom& symptom, std::size_t token, Proposals& out) {
  const auto& outline = *symptom.outline;
  const auto* function = enclosing(outline, outline.tokens[token].begin, ItemKind::function);
  const auto first = statement_start(outline, token);
  const auto end = statement_end(outline, first);
  if (function == nullptr || token < function->body || !can_go(outline, first, end))
    return;
  const std::string name(outline.tokens[token].text);
  out.push_back(single_edit(symptom.file,
                            removal(*symptom.source, outline.tokens[first].begin, outline.tokens[end].end),
                            0.8, "remove the unused " + name, "It is declared but never read."));
}

/// "(void)name;" behind the declarations at the top of the body, as C wants it.
void use_parameter(const Symptom& symptom, const std::string& name, Proposals& out) {
  const auto& outline = *symptom.outline;
  const auto at = event_offset(symptom);
  for (const auto& item : outline.items) {
    const bool here = item.kind == ItemKind::function && item.body != k_no_token && at &&
                      outline.tokens[item.first].begin <= *at && *at < outline.tokens[item.body].begin;
    if (!here)
      continue;
    auto last = item.body;
    for (const auto& local : body_locals(outline, item))
      if (local.depth == 1 && local.statement == last + 1)
        last = statement_end(outline, local.statement);
    const int line = symptom.source->position(outline.tokens[last].end - 1).line;
    const auto unit = last == item.body ? symptom.source->indent_unit() : std::string();
    out.push_back(single_edit(symptom.file, symptom.source->insert_after(line, unit + "(void)" + name + ";"),
                              0.6, "mark the parameter " + name + " as unused",
                              "It is not used, and the build treats that as an error."));
  }
}

} // namespace

Proposals unused_name(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (symptom.source == nullptr || !is_unused(line))
    return {};
  const auto words = quoted(line);
  const auto name = words.empty() ? symptom.event.symbol : last_component(words[0]);
  const auto token = find_on_line(symptom, name);
  if (token == k_no_token)
    return {};
  Proposals out;
  const bool parameter = base::contains(line, "parameter");
  if (base::contains(line, "variable") && !parameter)
    remove_local(symptom, token, out);
  if (is_c_source(symptom.file)) {
    if (parameter)
      use_parameter(symptom, name, out);
    return out;
  }
  const auto at = symptom.outline->tokens[declaration_start(*symptom.outline, token)].begin;
  out.push_back(single_edit(symptom.file, {at, at, "[[maybe_unused]] "}, 0.6,
                            "mark " + name + " [[maybe_unused]]",
                            "It is declared but not used, and the build treats that as an error."));
  return out;
}

} // namespace aurora::repair::rules
