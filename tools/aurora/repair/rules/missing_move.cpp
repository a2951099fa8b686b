#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/include_block.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

bool is_deleted_copy(const Symptom& symptom) {
  const auto line = headline(symptom);
  return base::contains(line, "use of deleted function") ||
         base::contains(line, "call to deleted constructor") ||
         base::contains(line, "implicitly-deleted copy") || base::contains(line, "implicitly deleted copy") ||
         base::contains(line, "deleted copy") || base::contains(line, "selected deleted operator '='") ||
         base::contains(line, "static assertion failed: result type must be constructible") ||
         base::contains(line, "no matching function for call to 'construct_at'");
}

bool is_dereferenced_this(const Outline& outline, std::size_t token) {
  return token > 0 && outline.tokens[token].text == "this" && outline.tokens[token - 1].text == "*";
}

/// A plain name, or "*this", that is passed, stored or returned whole: not called or qualified.
bool is_whole_value(const Outline& outline, std::size_t token) {
  if (token < 2 || token + 1 >= outline.tokens.size())
    return false;
  const bool through = is_dereferenced_this(outline, token);
  const auto before = outline.tokens[token - (through ? 2 : 1)].text;
  const auto after = outline.tokens[token + 1].text;
  return (before == "(" || before == "," || before == "=" || before == "{" || before == "return") &&
         (after == ")" || after == "," || after == ";" || after == "}");
}

void try_line(const Symptom& symptom, int line, Proposals& out) {
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, line);
  for (auto i = first; i < last; ++i) {
    const auto& token = symptom.outline->tokens[i];
    const bool word =
        token.kind == TokenKind::identifier && (!is_keyword(token.text) || token.text == "this");
    if (!word || !is_whole_value(*symptom.outline, i))
      continue;
    const bool through = is_dereferenced_this(*symptom.outline, i);
    const auto value = (through ? "*" : "") + std::string(token.text);
    const auto begin = through ? symptom.outline->tokens[i - 1].begin : token.begin;
    auto proposal = single_edit(symptom.file, {begin, token.end, "std::move(" + value + ")"},
                                through ? 0.82 : 0.8, "move " + value + " instead of copying it",
                                "Its type cannot be copied; ownership has to be handed over.");
    if (auto include = insert_include(*symptom.source, "<utility>"))
      proposal.edits[symptom.file].push_back(std::move(*include));
    out.push_back(std::move(proposal));
  }
}

} // namespace

Proposals missing_move(const Symptom& symptom) {
  if (!is_deleted_copy(symptom))
    return {};
  Proposals out;
  for (const auto& place : fault_places(symptom)) {
    const auto event = moved_event(symptom.event, place);
    try_line(look_at(symptom, event), place.line, out);
  }
  return out;
}

} // namespace aurora::repair::rules
