#include "aurora/repair/rules/rule.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"

namespace aurora::repair::rules {

namespace {

constexpr std::size_t k_max_fault_places = 8;

void add_unique(std::vector<std::string>& list, std::string name) {
  if (name.starts_with("std::"))
    name.erase(0, 5);
  name = bare_name(name);
  if (!name.empty() && std::find(list.begin(), list.end(), name) == list.end())
    list.push_back(std::move(name));
}

void add_place(const Symptom& symptom, std::string_view path, int line, std::vector<FaultPlace>& out) {
  const auto file = line > 0 && out.size() < k_max_fault_places ? symptom.sources.locate(path) : std::nullopt;
  const bool known = file && std::any_of(out.begin(), out.end(), [&](const auto& place) {
                       return place.file == *file && place.line == line;
                     });
  if (file && !known && symptom.sources.text(*file) != nullptr)
    out.push_back({*file, line});
}

/// "    #1 0x55 in area /src/shape.cpp:12:7" → "/src/shape.cpp:12:7"
std::string_view last_word(std::string_view line) {
  line = base::trim(line);
  while (line.ends_with(')') || line.ends_with(','))
    line.remove_suffix(1);
  const auto blank = line.find_last_of(" (");
  return blank == std::string_view::npos ? line : line.substr(blank + 1);
}

} // namespace

Symptom make_symptom(Sources& sources, const model::Event& event) {
  return look_at({sources, event, full_text(event), {}, nullptr, nullptr}, event);
}

Symptom look_at(const Symptom& symptom, const model::Event& event) {
  const auto file = symptom.sources.locate(event.file);
  if (!file)
    return {symptom.sources, event, symptom.text, {}, nullptr, nullptr};
  return {symptom.sources,
          event,
          symptom.text,
          *file,
          symptom.sources.text(*file),
          symptom.sources.outline(*file)};
}

Proposal single_edit(const std::string& file, Replacement edit, double confidence, std::string title,
                     std::string explanation) {
  Proposal proposal{std::move(title), std::move(explanation), confidence, {}};
  proposal.edits[file].push_back(std::move(edit));
  return proposal;
}

std::string_view headline(const Symptom& symptom) {
  return std::string_view(symptom.text).substr(0, symptom.text.find('\n'));
}

bool says(const Symptom& symptom, std::string_view phrase) {
  return base::contains(symptom.text, phrase);
}

std::vector<std::string> names_in_question(const Symptom& symptom) {
  std::vector<std::string> names;
  add_unique(names, symptom.event.symbol);
  for (const auto& word : quoted(headline(symptom))) {
    const auto blank = word.rfind(' ');
    if (blank != std::string::npos && word.find('(') == std::string::npos) // "std::ofstream out"
      add_unique(names, word.substr(0, blank));
    add_unique(names, word);
  }
  names.erase(std::remove(names.begin(), names.end(), "std"), names.end());
  return names;
}

std::optional<std::size_t> event_offset(const Symptom& symptom) {
  if (symptom.source == nullptr || symptom.event.line < 1 ||
      symptom.event.line > symptom.source->line_count())
    return std::nullopt;
  if (const auto at = symptom.source->offset({symptom.event.line, symptom.event.column}))
    return at;
  return symptom.source->line_begin(symptom.event.line) +
         symptom.source->indentation(symptom.event.line).size();
}

std::pair<std::size_t, std::size_t> tokens_of_line(const SourceText& source, const Outline& outline,
                                                   int line) {
  return {token_at(outline.tokens, source.line_begin(line)),
          token_at(outline.tokens, source.next_line(line))};
}

std::size_t find_on_line(const Symptom& symptom, std::string_view name) {
  if (symptom.source == nullptr || name.empty())
    return k_no_token;
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, symptom.event.line);
  const auto wanted = event_offset(symptom).value_or(0);
  std::size_t best = k_no_token;
  for (auto i = first; i < last; ++i) {
    if (symptom.outline->tokens[i].text != name)
      continue;
    if (best == k_no_token || symptom.outline->tokens[i].begin <= wanted)
      best = i;
    if (symptom.outline->tokens[i].begin >= wanted)
      return i;
  }
  return best;
}

std::vector<std::size_t> find_all(const Outline& outline, std::string_view name) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < outline.tokens.size(); ++i)
    if (outline.tokens[i].kind == TokenKind::identifier && outline.tokens[i].text == name)
      found.push_back(i);
  return found;
}

std::string text_between(const SourceText& source, const Outline& outline, std::size_t first,
                         std::size_t last) {
  if (first >= last || last > outline.tokens.size())
    return {};
  const auto begin = outline.tokens[first].begin;
  return source.text().substr(begin, outline.tokens[last - 1].end - begin);
}

std::vector<FaultPlace> fault_places(const Symptom& symptom) {
  std::vector<FaultPlace> out;
  for (const auto& frame : symptom.event.frames)
    add_place(symptom, frame.file, frame.line, out);
  add_place(symptom, symptom.event.analysis.suspect_file, symptom.event.analysis.suspect_line, out);
  for (const auto& place : places(symptom.text))
    add_place(symptom, place.path, place.line, out);
  const auto output = plain_quotes(symptom.event.stack + "\n" + symptom.event.details);
  for (const auto line : base::split_lines(output))
    for (const auto& place : places(last_word(line)))
      add_place(symptom, place.path, place.line, out);
  add_place(symptom, symptom.event.file, symptom.event.line, out);
  for (const auto& suspect : symptom.sources.context().suspects)
    add_place(symptom, suspect.file, suspect.line, out);
  return out;
}

model::Event moved_event(const model::Event& event, const FaultPlace& place) {
  auto moved = event;
  moved.file = place.file;
  moved.line = place.line;
  moved.column = 0;
  return moved;
}

} // namespace aurora::repair::rules
