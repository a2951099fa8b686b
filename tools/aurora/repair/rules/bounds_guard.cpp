#include "aurora/repair/rules/rules.hpp"

#include <algorithm>
#include <array>

#include "aurora/base/text.hpp"
#include "aurora/repair/rules/functions.hpp"

namespace aurora::repair::rules {

namespace {

bool is_out_of_bounds(const Symptom& symptom) {
  static constexpr auto k_phrases = std::to_array<std::string_view>(
      {"out_of_range", "buffer-overflow", "container-overflow", "out of bounds", "this->size()",
       "!this->empty()", "_M_range_check", "container-underflow", "stack-buffer-underflow", "range check"});
  return std::any_of(k_phrases.begin(), k_phrases.end(), [&](auto phrase) { return says(symptom, phrase); });
}

/// "i <= v.size()" in a loop's condition → "<".
void tighten_loop(const Symptom& symptom, int line, Proposals& out) {
  const auto& tokens = symptom.outline->tokens;
  const int from = std::max(1, line - 6);
  const auto first = tokens_of_line(*symptom.source, *symptom.outline, from).first;
  const auto last = tokens_of_line(*symptom.source, *symptom.outline, line).second;
  for (auto i = first; i + 2 < last; ++i) {
    const bool inclusive =
        tokens[i].text == "<" && tokens[i + 1].text == "=" && tokens[i].end == tokens[i + 1].begin;
    const auto open = statement_start(*symptom.outline, i);
    const auto near = text_between(*symptom.source, *symptom.outline, open > 8 ? open - 8 : 0, i);
    if (inclusive && (base::contains(near, "for") || base::contains(near, "while")))
      out.push_back(
          single_edit(symptom.file, {tokens[i + 1].begin, tokens[i + 1].end, ""}, 0.8,
                      "stop before the end: < for <=", "The loop runs one step past the last element."));
  }
}

std::string container_before(const Symptom& symptom, std::size_t token) {
  const auto& outline = *symptom.outline;
  auto first = token;
  while (first > 0 && ((outline.tokens[first - 1].kind == TokenKind::identifier &&
                        !is_keyword(outline.tokens[first - 1].text)) ||
                       outline.tokens[first - 1].text == "." || outline.tokens[first - 1].text == "->"))
    --first;
  return text_between(*symptom.source, outline, first, token);
}

void guard_index(const Symptom& symptom, std::size_t open, const std::string& container, Proposals& out) {
  const auto close = symptom.outline->partner[open];
  if (close == k_no_token || close < open + 2 || container.empty())
    return;
  const auto index = text_between(*symptom.source, *symptom.outline, open + 1, close);
  const bool number = std::all_of(index.begin(), index.end(), [](char c) { return c >= '0' && c <= '9'; });
  const auto condition =
      number ? container + ".size() <= " + index
             : "static_cast<decltype(" + container + ".size())>(" + index + ") >= " + container + ".size()";
  if (auto edit = guard_before(symptom, open, condition))
    out.push_back(single_edit(symptom.file, std::move(*edit), 0.6,
                              "return early when " + index + " is past the end of " + container,
                              "The element is read without asking whether it exists."));
}

void guard_empty(const Symptom& symptom, std::size_t token, const std::string& container, Proposals& out) {
  if (container.empty())
    return;
  if (auto edit = guard_before(symptom, token, container + ".empty()"))
    out.push_back(single_edit(symptom.file, std::move(*edit), 0.65,
                              "return early when " + container + " is empty",
                              "Its first or last element is used without asking whether there is one."));
}

void guard_line(const Symptom& symptom, int line, Proposals& out) {
  const auto& tokens = symptom.outline->tokens;
  const auto [first, last] = tokens_of_line(*symptom.source, *symptom.outline, line);
  for (auto i = first; i < last; ++i) {
    const bool member =
        i > 1 && tokens[i - 1].text == "." && i + 1 < tokens.size() && tokens[i + 1].text == "(";
    if (tokens[i].text == "[" && i > 0 && tokens[i - 1].kind == TokenKind::identifier)
      guard_index(symptom, i, container_before(symptom, i), out);
    else if (member && tokens[i].text == "at")
      guard_index(symptom, i + 1, container_before(symptom, i - 1), out);
    else if (member && (tokens[i].text == "front" || tokens[i].text == "back" || tokens[i].text == "top" ||
                        tokens[i].text == "pop_back" || tokens[i].text == "pop"))
      guard_empty(symptom, i, container_before(symptom, i - 1), out);
  }
}

/// libstdc++'s assertions come without a stack, but name the member: "…::back() const". Every call of it is a
/// suspect.
void guard_calls(const Symptom& symptom, Proposals& out) {
  static constexpr auto k_members =
      std::to_array<std::string_view>({"back", "front", "pop_back", "top", "pop"});
  for (const auto member : k_members) {
    if (!says(symptom, "::" + std::string(member) + "()"))
      continue;
    for (const auto& file : symptom.sources.files()) {
      const auto event = moved_event(symptom.event, {file, 1});
      const auto here = look_at(symptom, event);
      if (here.source == nullptr)
        continue;
      for (const auto token : find_all(*here.outline, member))
        if (token > 1 && here.outline->tokens[token - 1].text == "." && out.size() < 10)
          guard_empty(here, token, container_before(here, token - 1), out);
    }
  }
}

} // namespace

Proposals bounds_guard(const Symptom& symptom) {
  if (!is_out_of_bounds(symptom))
    return {};
  Proposals out;
  for (const auto& place : fault_places(symptom)) {
    const auto event = moved_event(symptom.event, place);
    const auto here = look_at(symptom, event);
    tighten_loop(here, place.line, out);
    guard_line(here, place.line, out);
  }
  if (out.empty())
    guard_calls(symptom, out);
  return out;
}

} // namespace aurora::repair::rules
