#include "aurora/repair/rules/rules.hpp"

#include <map>
#include <set>

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

/// The first token behind `from` that reads a file or hands control to who may.
std::size_t first_reader(const Outline& outline, std::size_t from, std::size_t to) {
  for (auto i = from; i < to; ++i) {
    const auto text = outline.tokens[i].text;
    if (text == "ifstream" || text == "fopen" || text == "rename" || text == "file_size" ||
        text == "copy_file" || text == "return")
      return i;
    if (i + 1 < to && outline.tokens[i + 1].text == "(" && base::contains(base::to_lower(text), "read"))
      return i;
  }
  return k_no_token;
}

bool is_closed(const Outline& outline, std::size_t from, std::size_t to, const std::string& name) {
  for (auto i = from; i + 2 < to; ++i)
    if (outline.tokens[i].text == name && outline.tokens[i + 1].text == "." &&
        (outline.tokens[i + 2].text == "close" || outline.tokens[i + 2].text == "flush"))
      return true;
  return false;
}

void close_locals(const Symptom& symptom, const Item& function, Proposals& out) {
  const auto& outline = *symptom.outline;
  for (const auto& local : body_locals(outline, function)) {
    const auto reader = first_reader(outline, local.token, function.last);
    if (local.type != "std::ofstream" || reader == k_no_token ||
        is_closed(outline, local.token, reader, local.name))
      continue;
    const auto line = symptom.source->position(outline.tokens[statement_start(outline, reader)].begin).line;
    const bool returns = outline.tokens[reader].text == "return";
    out.push_back(
        single_edit(symptom.file, symptom.source->insert_before(line, local.name + ".close();"),
                    returns ? 0.35 : 0.75, "close " + local.name + " before the file is read",
                    "What was written may still be in the stream's buffer when the file is read back."));
  }
}

using StreamsByClass = std::map<std::string, std::set<std::string>>;

/// The output streams that the project's classes have as members. Read once: there are many functions.
StreamsByClass member_streams(Sources& sources) {
  StreamsByClass streams;
  for (const auto& file : sources.files()) {
    const auto* text = sources.text(file);
    if (text == nullptr || !base::contains(text->text(), "ofstream"))
      continue;
    const auto& outline = *sources.outline(file);
    for (const auto& item : outline.items)
      if (item.kind == ItemKind::variable && item.in_type &&
          base::contains(text_between(*text, outline, item.first, item.name_token), "ofstream"))
        streams[last_of_scope(item)].insert(item.name);
  }
  return streams;
}

/// A member stream that is written and never flushed: flush at the end of the function that writes.
void flush_members(const Symptom& symptom, const Item& function, std::set<std::string> streams,
                   Proposals& out) {
  const auto& outline = *symptom.outline;
  for (auto i = function.body; i + 2 < function.last; ++i) {
    const auto name = std::string(outline.tokens[i].text);
    const bool writes = outline.tokens[i + 1].text == "<" ||
                        (outline.tokens[i + 1].text == "." && outline.tokens[i + 2].text == "write");
    if (!streams.contains(name) || !writes || is_closed(outline, function.body, function.last, name))
      continue;
    streams.erase(name);
    auto edit = append_to_body(*symptom.source, outline, function, name + ".flush();");
    out.push_back(
        single_edit(symptom.file, std::move(edit), 0.6, "flush " + name + " in " + function.name,
                    "What is written stays in the stream's buffer, where no reader of the file sees it."));
  }
}

} // namespace

Proposals unflushed_stream(const Symptom& symptom) {
  using model::Category;
  const auto category = symptom.event.category;
  if (category != Category::assertion && category != Category::logic && category != Category::database)
    return {};
  Proposals out;
  const auto streams = member_streams(symptom.sources);
  for (const auto& file : symptom.sources.files()) {
    const auto* text = symptom.sources.text(file);
    if (text == nullptr || !(is_header(file) || is_source(file)))
      continue;
    const auto event = moved_event(symptom.event, {file, 1});
    const auto here = look_at(symptom, event);
    for (const auto& item : here.outline->items) {
      if (item.kind != ItemKind::function || item.body == k_no_token ||
          here.outline->partner[item.body] == k_no_token)
        continue;
      if (base::contains(text->text(), "ofstream"))
        close_locals(here, item, out);
      if (const auto members = streams.find(last_of_scope(item)); members != streams.end())
        flush_members(here, item, members->second, out);
    }
  }
  return out;
}

} // namespace aurora::repair::rules
