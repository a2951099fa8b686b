#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/include_block.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/expressions.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

bool is_unsigned(const std::string& type) {
  return base::contains(type, "unsigned") || base::contains(type, "size_t") ||
         base::contains(type, "size_type") || base::contains(type, "uint");
}

std::string unsigned_type(const Symptom& symptom) {
  const bool wide = says(symptom, "long unsigned int") || says(symptom, "unsigned long") ||
                    says(symptom, "size_t") || says(symptom, "size_type");
  if (!wide)
    return "unsigned";
  if (!is_c_source(symptom.file))
    return "std::size_t";
  const bool known = !read_includes(*symptom.source).empty();
  return known ? "size_t" : "unsigned long";
}

void need_header(const Symptom& symptom, const std::string& type, Proposal& proposal) {
  if (type != "std::size_t")
    return;
  if (auto include = insert_include(*symptom.source, "<cstddef>"))
    proposal.edits[symptom.file].push_back(std::move(*include));
}

/// "<", ">", "==" and the like near the event's column: its first token.
std::size_t comparison_at(const Symptom& symptom) {
  const auto& tokens = symptom.outline->tokens;
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, symptom.event.line);
  const auto at = event_token(symptom);
  for (auto i = at != k_no_token ? at : first; i < last; ++i)
    if (tokens[i].text == "<" || tokens[i].text == ">" ||
        ((tokens[i].text == "=" || tokens[i].text == "!") && i + 1 < last && tokens[i + 1].text == "="))
      return i;
  return k_no_token;
}

/// "int i = 0;" whose "int" can become another type: the token of "int".
std::size_t plain_declaration(const Symptom& symptom, const std::string& name) {
  const auto& outline = *symptom.outline;
  const auto at = event_offset(symptom);
  const auto* function = at ? enclosing(outline, *at, ItemKind::function) : nullptr;
  if (function == nullptr)
    return k_no_token;
  for (const auto& local : body_locals(outline, *function))
    if (local.name == name && local.type == "int" && outline.tokens[local.token - 1].text == "int")
      return local.token - 1;
  return k_no_token;
}

} // namespace

Proposals sign_compare(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (symptom.source == nullptr || (!base::contains(line, "different signedness") &&
                                    !base::contains(line, "comparison of integers of different signs")))
    return {};
  const auto types = quoted(line);
  const auto sign = comparison_at(symptom);
  if (types.size() < 2 || sign == k_no_token)
    return {};
  const auto& outline = *symptom.outline;
  auto behind = sign + 1;
  if (outline.tokens[behind].text == "=")
    ++behind;
  const auto operand = is_unsigned(types[0]) ? operand_from(outline, behind) : operand_before(outline, sign);
  if (operand.first >= operand.last)
    return {};
  Proposals out;
  const auto name = text_of(symptom, operand);
  const auto type = unsigned_type(symptom);
  if (const auto word = plain_declaration(symptom, name); word != k_no_token) {
    auto proposal =
        single_edit(symptom.file, {outline.tokens[word].begin, outline.tokens[word].end, type}, 0.8,
                    "count with " + type, "A signed counter is compared with an unsigned size.");
    need_header(symptom, type, proposal);
    out.push_back(std::move(proposal));
  }
  auto proposal =
      single_edit(symptom.file, replace_span(symptom, operand, cast(symptom, type, name)), 0.7,
                  "compare " + name + " as " + type, "A signed value is compared with an unsigned one.");
  need_header(symptom, type, proposal);
  out.push_back(std::move(proposal));
  return out;
}

} // namespace aurora::repair::rules
