#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"

namespace aurora::repair::rules {

namespace {

/// "(malloc vs operator delete)" and the like, and g++'s "called on pointer returned from a mismatched
/// allocation function": "delete p" → "std::free(p)", "free(p)" → "delete p".
void pair_with_malloc(const Symptom& symptom, Proposals& out) {
  const bool compiled =
      says(symptom, "mismatched allocation function") || says(symptom, "mismatched-new-delete");
  const bool malloced =
      says(symptom, "malloc vs operator delete") ||
      (compiled && (says(symptom, "returned from 'void* malloc") || says(symptom, "malloc (")));
  const bool freed = says(symptom, "operator new vs free") || says(symptom, "operator new [] vs free") ||
                     (compiled && says(symptom, "free(void*)"));
  if (!malloced && !freed)
    return;
  for (const auto& place : fault_places(symptom)) {
    const auto event = moved_event(symptom.event, place);
    const auto here = look_at(symptom, event);
    const auto [first, last] = tokens_of_line(*here.source, *here.outline, place.line);
    for (auto i = first; i + 1 < last; ++i) {
      const auto open = i + 1;
      const bool release = here.outline->tokens[i].text == "free" && here.outline->tokens[open].text == "(" &&
                           here.outline->partner[open] != k_no_token;
      if (release && freed) {
        const auto pointer = text_between(*here.source, *here.outline, open + 1, here.outline->partner[open]);
        const bool qualified = i > 0 && here.outline->tokens[i - 1].text == "::";
        out.push_back(single_edit(here.file,
                                  {here.outline->tokens[qualified ? i - 2 : i].begin,
                                   here.outline->tokens[here.outline->partner[open]].end,
                                   (says(symptom, "new [] vs") ? "delete[] " : "delete ") + pointer},
                                  0.86, "delete " + pointer + " instead of freeing it",
                                  "What new gives must be released by delete."));
      }
      if (here.outline->tokens[i].text == "delete" && malloced) {
        auto end = i + 1;
        while (end < last && here.outline->tokens[end].text != ";")
          ++end;
        const auto begin = here.outline->tokens[i + 1].text == "[" ? i + 3 : i + 1;
        const auto pointer = text_between(*here.source, *here.outline, begin, end);
        out.push_back(single_edit(
            here.file,
            {here.outline->tokens[i].begin, here.outline->tokens[end - 1].end, "std::free(" + pointer + ")"},
            0.86, "free " + pointer + " instead of deleting it",
            "What malloc gives must be released by free."));
      }
    }
  }
}

} // namespace

Proposals array_delete(const Symptom& symptom) {
  Proposals out;
  pair_with_malloc(symptom, out);
  const bool compiled = says(symptom, "called on pointer returned from a mismatched allocation function");
  const bool array = says(symptom, "operator new [] vs operator delete") ||
                     says(symptom, "operator new[] vs operator delete") ||
                     says(symptom, "did you mean 'delete[]'") ||
                     (compiled && says(symptom, "operator new []("));
  const bool single = says(symptom, "operator new vs operator delete []") ||
                      says(symptom, "operator new vs operator delete[]") ||
                      says(symptom, "did you mean 'delete'?") ||
                      (compiled && says(symptom, "operator delete []("));
  if (!array && !single && !says(symptom, "Mismatched free() / delete / delete []"))
    return out;
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
