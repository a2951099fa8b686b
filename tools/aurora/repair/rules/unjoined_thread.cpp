#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

/// The "}" that ends the block a token stands in.
std::size_t block_end(const Outline& outline, std::size_t token) {
  int depth = 0;
  for (auto i = token; i < outline.tokens.size(); ++i) {
    depth += (outline.tokens[i].text == "{") - (outline.tokens[i].text == "}");
    if (depth < 0)
      return i;
  }
  return k_no_token;
}

bool is_let_go(const Outline& outline, std::size_t from, std::size_t to, const std::string& name) {
  for (auto i = from; i + 2 < to; ++i)
    if (outline.tokens[i].text == name && outline.tokens[i + 1].text == "." &&
        (outline.tokens[i + 2].text == "join" || outline.tokens[i + 2].text == "detach"))
      return true;
    else if (outline.tokens[i].text == "move" && outline.tokens[i + 2].text == name)
      return true;
  return false;
}

void join_locals(const Symptom& symptom, const Item& function, Proposals& out) {
  const auto& outline = *symptom.outline;
  for (const auto& local : body_locals(outline, function)) {
    const auto end = block_end(outline, local.token);
    if (local.type != "std::thread" || end == k_no_token || is_let_go(outline, local.token, end, local.name))
      continue;
    const auto stop = statement_start(outline, end >= 2 ? end - 2 : end);
    const bool returns = outline.tokens[stop].text == "return";
    const auto at = returns ? outline.tokens[stop].begin : outline.tokens[end].begin;
    const int line = symptom.source->position(at).line;
    auto edit = returns ? symptom.source->insert_before(line, local.name + ".join();")
                        : symptom.source->insert_after(line - 1, local.name + ".join();");
    out.push_back(single_edit(symptom.file, std::move(edit), 0.8, "join " + local.name + " before it ends",
                              "A std::thread that is neither joined nor detached terminates the program."));
  }
}

} // namespace

Proposals unjoined_thread(const Symptom& symptom) {
  if (!says(symptom, "terminate called without an active exception") && !says(symptom, "SIGABRT") &&
      symptom.event.category != model::Category::crash)
    return {};
  Proposals out;
  for (const auto& file : symptom.sources.files()) {
    const auto* text = symptom.sources.text(file);
    if (text == nullptr || !base::contains(text->text(), "std::thread"))
      continue;
    const auto event = moved_event(symptom.event, {file, 1});
    const auto here = look_at(symptom, event);
    for (const auto& item : here.outline->items)
      if (item.kind == ItemKind::function && item.body != k_no_token)
        join_locals(here, item, out);
  }
  return out;
}

} // namespace aurora::repair::rules
