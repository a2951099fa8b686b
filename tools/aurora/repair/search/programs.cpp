#include "aurora/repair/search/programs.hpp"

#include <algorithm>
#include <set>

namespace aurora::repair::search {

namespace {

bool runs(const TestSpec& test, const model::Target& target) {
  return std::ranges::any_of(test.command, [&](const std::string& word) {
    return std::ranges::find(target.artifacts, word) != target.artifacts.end();
  });
}

bool is_asked(const TestSpec& test, const std::vector<std::string>& asked) {
  return std::ranges::find(asked, test.name) != asked.end();
}

bool makes_artifacts(const model::Target& target) {
  return target.type != model::TargetType::utility && target.type != model::TargetType::interface_library &&
         target.type != model::TargetType::object_library;
}

using Pointers = std::vector<const model::Target*>;

bool runs_one_of(const TestSpec& test, const Pointers& targets) {
  return std::ranges::any_of(targets, [&](const model::Target* target) { return runs(test, *target); });
}

} // namespace

Programs programs_for(const std::vector<std::string>& asked, const std::vector<TestSpec>& tests,
                      const std::vector<model::Target>& targets,
                      const std::function<bool(const std::string&)>& exists) {
  Pointers wanted;
  Pointers unwanted;
  Programs programs;
  for (const auto& target : targets) {
    bool of_asked = false;
    bool of_other = false;
    for (const auto& test : tests)
      if (runs(test, target))
        (is_asked(test, asked) ? of_asked : of_other) = true;
    (of_other && !of_asked ? unwanted : wanted).push_back(&target);
    if (of_asked)
      programs.sources.insert(programs.sources.end(), target.sources.begin(), target.sources.end());
  }
  bool known = !unwanted.empty() && !asked.empty();
  for (const auto& test : tests) {
    known = known && (!is_asked(test, asked) || runs_one_of(test, wanted));
    (runs_one_of(test, wanted) && !runs_one_of(test, unwanted) ? programs.tests : programs.others)
        .push_back(test);
  }
  programs.left_out = unwanted.size();
  for (const auto* target : wanted)
    if (makes_artifacts(*target) && !target->imported_from_elsewhere &&
        std::ranges::any_of(target->artifacts, exists))
      programs.targets.push_back(target->name);
  if (!known || programs.targets.empty())
    return {{}, std::move(programs.sources), tests, {}, 0};
  return programs;
}

} // namespace aurora::repair::search
