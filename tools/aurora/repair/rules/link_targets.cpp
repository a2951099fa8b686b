#include "aurora/repair/rules/link_targets.hpp"

#include <algorithm>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"
#include "aurora/repair/message.hpp"

namespace aurora::repair::rules {

namespace {

bool names_target(const Symptom& symptom, const model::Target& target) {
  if (symptom.event.test_id == "build::" + target.name || says(symptom, "/" + target.name + ".dir/") ||
      says(symptom, "lib" + target.name + ".a(") || says(symptom, "lib" + target.name + ".so"))
    return true;
  return !symptom.file.empty() &&
         std::find(target.sources.begin(), target.sources.end(), symptom.file) != target.sources.end();
}

} // namespace

std::vector<const model::Target*> failing_targets(const Symptom& symptom) {
  std::vector<const model::Target*> found;
  const auto& targets = symptom.sources.context().project.targets;
  for (const auto& target : targets)
    if (!target.imported_from_elsewhere && target.type != model::TargetType::utility &&
        names_target(symptom, target))
      found.push_back(&target);
  // The library whose member fails comes before the program that pulled it in.
  base::stable_sort(found, [&](const auto* a, const auto* b) {
    const auto inside = [&](const auto* target) { return says(symptom, "lib" + target->name + ".a("); };
    return inside(a) && !inside(b);
  });
  return found;
}

std::string undefined_symbol(const Symptom& symptom) {
  if (auto name = quoted_after(symptom.text, "undefined reference to "); !name.empty())
    return name;
  const std::string_view phrase = "undefined symbol: ";
  const auto at = symptom.text.find(phrase);
  if (at == std::string::npos)
    return says(symptom, "undefined") ? symptom.event.symbol : std::string();
  const auto rest = std::string_view(symptom.text).substr(at + phrase.size());
  return std::string(base::trim(rest.substr(0, rest.find('\n'))));
}

} // namespace aurora::repair::rules
