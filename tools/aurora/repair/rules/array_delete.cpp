#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"

namespace aurora::repair::rules {

Proposals array_delete(const Symptom& symptom) {
  const bool array = says(symptom, "operator new [] vs operator delete") ||
                     says(symptom, "operator new[] vs operator delete");
  const bool single = says(symptom, "operator new vs operator delete []") ||
                      says(symptom, "operator new vs operator delete[]");
  if (!array && !single && !says(symptom, "Mismatched free() / delete / delete []"))
    return {};
  Proposals out;
  for (const auto& place : fault_places(symptom)) {
    const auto event = moved_event(symptom.event, place);
    const auto here = look_at(symptom, event);
    const auto& tokens = here.outline->tokens;
    const auto [first, last] = tokens_of_line(*here.source, *here.outline, place.line);
    for (auto i = first; i + 2 < last; ++i) {
      if (tokens[i].text != "delete")
        continue;
      const bool brackets = tokens[i + 1].text == "[" && tokens[i + 2].text == "]";
      Replacement edit{tokens[i].end, brackets ? tokens[i + 2].end : tokens[i].end, brackets ? "" : "[]"};
      if (brackets != array)
        out.push_back(single_edit(here.file, std::move(edit), 0.88,
                                  brackets ? "delete instead of delete[]" : "delete[] instead of delete",
                                  "Memory is freed by another form than it was allocated with."));
    }
  }
  return out;
}

} // namespace aurora::repair::rules
