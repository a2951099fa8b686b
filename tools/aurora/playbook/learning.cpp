#include "aurora/playbook/learning.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace aurora::playbook {
namespace {

/// A gate's objection says nothing against the fix itself.
bool has_failed(model::Stage stage) {
  return stage == model::Stage::does_not_compile || stage == model::Stage::fails ||
         stage == model::Stage::breaks_others || stage == model::Stage::rolled_back;
}

bool healed_this(const Book& book, const std::string& id, const std::string& signature) {
  return std::ranges::any_of(
      book.entries(), [&](const Entry& entry) { return entry.id == id && entry.signature == signature; });
}

base::Result<void> learn_from_failure(Book& book, const Lesson& lesson, const Tried& tried) {
  const auto& id = tried.patch.rule;
  if (!healed_this(book, id, lesson.cluster.signature))
    return book.note_failure_elsewhere(id);
  return book.retire(id, fmt::format("{} on {}: {}", model::to_string(tried.verdict.stage),
                                     lesson.at.substr(0, 10), tried.verdict.reason));
}

base::Result<bool> learn_from_success(Book& book, const Lesson& lesson, const Tried& tried) {
  if (tried.patch.provider == "playbook" && healed_this(book, tried.patch.rule, lesson.cluster.signature))
    return false; // it is in the book already
  for (const auto& entry : entries_of({lesson.cluster, tried.patch, tried.verdict.evidence, lesson.at}))
    return book.add(entry);
  return false;
}

} // namespace

base::Result<std::vector<std::string>> learn(Book& book, const Lesson& lesson) {
  std::vector<std::string> lines;
  std::set<std::string> failed; // an entry that fits in several places failed once
  for (const auto& tried : lesson.tried) {
    if (tried.verdict.stage == model::Stage::landed) {
      const auto added = learn_from_success(book, lesson, tried);
      if (!added)
        return base::forward(added);
      if (*added)
        lines.push_back(fmt::format("a new entry for \"{}\"", tried.patch.title));
    } else if (tried.patch.provider == "playbook" && has_failed(tried.verdict.stage) &&
               failed.insert(tried.patch.rule).second) {
      if (auto noted = learn_from_failure(book, lesson, tried); !noted)
        return base::forward(noted);
      lines.push_back(fmt::format("{} did not heal this time", tried.patch.rule));
    }
  }
  return lines;
}

} // namespace aurora::playbook
