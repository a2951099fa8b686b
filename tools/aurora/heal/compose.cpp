#include "aurora/heal/compose.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"

namespace aurora::heal {
namespace {

void add_change(std::vector<model::FileChange>& all, const model::FileChange& change) {
  const auto known = std::ranges::find(all, change.path, &model::FileChange::path);
  if (known == all.end())
    all.push_back(change);
  else
    known->after = change.after;
}

} // namespace

model::Patch compose(const std::vector<model::Patch>& patches) {
  if (patches.size() == 1)
    return patches.front();
  model::Patch whole;
  std::vector<std::string> titles;
  std::vector<std::string> reasons;
  for (const auto& patch : patches) {
    titles.push_back(patch.title);
    reasons.push_back(patch.title + ": " + patch.explanation);
    whole.provider = patch.provider;
    whole.rule = patch.rule;
    whole.confidence = std::min(whole.confidence, patch.confidence);
    for (const auto& change : patch.changes)
      add_change(whole.changes, change);
  }
  std::erase_if(whole.changes, [](const model::FileChange& change) { return change.before == change.after; });
  whole.title = base::join(titles, "; ");
  whole.explanation = base::join(reasons, "\n");
  return whole;
}

} // namespace aurora::heal
