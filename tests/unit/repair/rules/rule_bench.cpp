#include "unit/repair/rules/rule_bench.hpp"

#include "aurora/base/text.hpp"
#include "aurora/buildlog/events.hpp"
#include "aurora/repair/rules_provider.hpp"
#include "unit/repair/support_project.hpp"

namespace aurora::repair::rules {

std::string best_of(std::string_view rule, const Sample& sample) {
  fakes::MemoryProject project;
  for (const auto& [path, text] : sample.files)
    project.file(path, text);
  project.cluster.events =
      buildlog::to_events(buildlog::read_build_log(sample.output, {"/src", "/src/build"}));
  if (!project.cluster.events.empty())
    project.cluster.category = project.cluster.events[0].category;
  const auto patches = RulesProvider().propose(project.context());
  if (!patches)
    return base::to_string(patches.error());
  for (const auto& patch : *patches) {
    if (patch.rule != rule)
      continue;
    std::string changed;
    const auto diff = model::to_diff(patch);
    for (const auto line : base::split_lines(diff))
      if ((line.starts_with('+') || line.starts_with('-')) && !line.starts_with("+++") &&
          !line.starts_with("---"))
        changed.append(line).append("\n");
    return changed;
  }
  return "nothing";
}

} // namespace aurora::repair::rules
