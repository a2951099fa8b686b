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

/// The one stretch of a text that another replaces; nothing is both before and after it.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

Stretch difference(std::string_view before, std::string_view after) {
  const auto ahead = std::ranges::mismatch(before, after).in1 - before.begin();
  const auto begin = static_cast<std::size_t>(ahead);
  auto end = before.size();
  auto other = after.size();
  while (end > begin && other > begin && before[end - 1] == after[other - 1]) {
    --end;
    --other;
  }
  return {begin, end, std::string(after.substr(begin, other - begin))};
}

/// `one` and `other` were made from `base`.
std::optional<std::string> merge(const std::string& base, const std::string& one, const std::string& other) {
  auto first = difference(base, one);
  auto second = difference(base, other);
  if (second.begin < first.begin)
    std::swap(first, second);
  if (base == one || base == other)
    return base == one ? other : one;
  if (first.end >= second.begin)
    return std::nullopt;
  return base.substr(0, first.begin) + first.text + base.substr(first.end, second.begin - first.end) +
         second.text + base.substr(second.end);
}

/// The change anew, on the text as it is now.
bool lift(model::FileChange& change, std::map<std::string, std::string>& texts) {
  const auto now = texts.find(change.path);
  if (now == texts.end() || !change.before || !change.after)
    return false;
  auto merged = merge(*change.before, now->second, *change.after);
  if (!merged)
    return false;
  change.before = now->second;
  change.after = *merged;
  now->second = std::move(*merged);
  return true;
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

std::optional<std::vector<model::Patch>> stack(std::vector<model::Patch> patches,
                                               std::map<std::string, std::string> texts) {
  for (auto& patch : patches)
    for (auto& change : patch.changes)
      if (!lift(change, texts))
        return std::nullopt;
  return patches;
}

} // namespace aurora::heal
