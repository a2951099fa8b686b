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

/// The last token of the last statement of a block that mentions a name.
std::size_t last_mention(const Outline& outline, std::size_t first, std::size_t end, std::string_view name) {
  auto found = k_no_token;
  bool mentioned = false;
  for (auto i = first; i < end; ++i) {
    const auto open = i;
    const bool block = outline.tokens[i].text == "{" && outline.tokens[i - 1].text == ")";
    const bool bracket =
        outline.tokens[i].text == "(" || outline.tokens[i].text == "{" || outline.tokens[i].text == "[";
    if (bracket && outline.partner[i] != k_no_token)
      i = outline.partner[i];
    for (auto k = open; k <= i; ++k)
      mentioned = mentioned || outline.tokens[k].text == name;
    if (!block && outline.tokens[i].text != ";")
      continue;
    if (mentioned)
      found = i;
    mentioned = false;
  }
  return found;
}

/// "std::vector<std::thread> workers": a loop that joins them all, behind the statement that starts the last.
void join_collection(const Symptom& symptom, const Local& local, std::size_t end, Proposals& out) {
  const auto& outline = *symptom.outline;
  const auto last = last_mention(outline, local.token, end, local.name);
  for (auto i = local.token; i < end; ++i)
    if (outline.tokens[i].text == "join" || outline.tokens[i].text == "detach")
      return;
  if (last == k_no_token)
    return;
  const int line = symptom.source->position(outline.tokens[last].begin).line;
  const int start = symptom.source->position(outline.tokens[local.statement].begin).line;
  const auto indent = std::string(symptom.source->indentation(start));
  const auto newline = std::string(symptom.source->newline());
  const auto at = symptom.source->next_line(line);
  const auto text = indent + "for (auto& thread : " + local.name + ")" + newline + indent +
                    symptom.source->indent_unit() + "thread.join();" + newline;
  out.push_back(single_edit(symptom.file, {at, at, text}, 0.82, "join all of " + local.name,
                            "A std::thread that is neither joined nor detached terminates the program."));
}

void join_locals(const Symptom& symptom, const Item& function, Proposals& out) {
  const auto& outline = *symptom.outline;
  for (const auto& local : body_locals(outline, function)) {
    const auto end = block_end(outline, local.token);
    if (base::contains(local.type, "<std::thread") && end != k_no_token) {
      join_collection(symptom, local, end, out);
      continue;
    }
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
