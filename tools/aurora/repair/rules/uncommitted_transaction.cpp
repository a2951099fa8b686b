#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

/// A call whose string begins a transaction, in a function with none that ends it: the call again with
/// COMMIT.
void commit_at_end(const Symptom& symptom, const Item& function, Proposals& out) {
  const auto& outline = *symptom.outline;
  const auto body = text_between(*symptom.source, outline, function.body, function.last);
  if (base::contains(body, "COMMIT") || base::contains(body, "commit") || !base::contains(body, "BEGIN"))
    return;
  for (auto i = function.body; i < function.last; ++i) {
    if (outline.tokens[i].kind != TokenKind::string || !outline.tokens[i].text.starts_with("\"BEGIN"))
      continue;
    auto open = i;
    while (open > function.body && (outline.tokens[open].text != "(" || outline.partner[open] < i))
      --open;
    const auto close = outline.partner[open];
    const auto first = open > 0 ? open - 1 : open;
    if (open == function.body || close == k_no_token)
      continue;
    auto start = first;
    while (start > function.body &&
           (outline.tokens[start - 1].text == "." || outline.tokens[start - 1].text == "->" ||
            outline.tokens[start - 1].text == "::"))
      start -= 2;
    const auto call = symptom.source->text().substr(outline.tokens[start].begin,
                                                    outline.tokens[i].begin - outline.tokens[start].begin) +
                      "\"COMMIT\"" +
                      symptom.source->text().substr(outline.tokens[i].end,
                                                    outline.tokens[close].end - outline.tokens[i].end) +
                      ";";
    const auto last = statement_start(outline, function.last >= 2 ? function.last - 2 : function.last);
    const bool returns = outline.tokens[last].text == "return";
    auto edit =
        returns
            ? symptom.source->insert_before(symptom.source->position(outline.tokens[last].begin).line, call)
            : append_to_body(*symptom.source, outline, function, call);
    out.push_back(single_edit(symptom.file, std::move(edit), 0.7,
                              "commit the transaction in " + function.name,
                              "A transaction is begun and never committed, so that its changes are lost."));
  }
}

} // namespace

Proposals uncommitted_transaction(const Symptom& symptom) {
  using model::Category;
  const auto category = symptom.event.category;
  if (category != Category::assertion && category != Category::logic && category != Category::database)
    return {};
  Proposals out;
  for (const auto& file : symptom.sources.files()) {
    const auto* text = symptom.sources.text(file);
    if (text == nullptr || !base::contains(text->text(), "\"BEGIN"))
      continue;
    const auto event = moved_event(symptom.event, {file, 1});
    const auto here = look_at(symptom, event);
    for (const auto& item : here.outline->items)
      if (item.kind == ItemKind::function && item.body != k_no_token)
        commit_at_end(here, item, out);
  }
  return out;
}

} // namespace aurora::repair::rules
