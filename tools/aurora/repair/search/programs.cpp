#include "aurora/repair/search/programs.hpp"

#include <algorithm>
#include <iterator>
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

bool is_spare(const model::Target& target, const std::set<std::string>& started) {
  return target.type == model::TargetType::executable &&
         std::ranges::none_of(target.artifacts, [&](const auto& file) { return started.contains(file); });
}

std::vector<std::string> names_of_built(const Pointers& targets,
                                        const std::function<bool(const std::string&)>& exists) {
  std::vector<std::string> names;
  for (const auto* target : targets)
    if (makes_artifacts(*target) && !target->imported_from_elsewhere &&
        std::ranges::any_of(target->artifacts, exists))
      names.push_back(target->name);
  return names;
}

} // namespace

Programs programs_for(const std::vector<std::string>& asked, const std::vector<TestSpec>& tests,
                      const std::vector<model::Target>& targets,
                      const std::function<bool(const std::string&)>& exists,
                      const std::optional<std::set<std::string>>& started) {
  Pointers wanted;
  Pointers unwanted;
  bool some_spare = false;
  Programs programs;
  for (const auto& target : targets) {
    bool of_asked = false;
    bool of_other = false;
    for (const auto& test : tests)
      if (runs(test, target))
        (is_asked(test, asked) ? of_asked : of_other) = true;
    if (of_asked)
      programs.sources.insert(programs.sources.end(), target.sources.begin(), target.sources.end());
    if (of_other && !of_asked)
      unwanted.push_back(&target);
    else if (!of_asked && started && is_spare(target, *started) &&
             std::ranges::any_of(target.artifacts, exists))
      some_spare = true;
    else
      wanted.push_back(&target);
  }
  const bool known = !asked.empty() && std::ranges::all_of(tests, [&](const TestSpec& test) {
    return !is_asked(test, asked) || runs_one_of(test, wanted);
  });
  const auto built = names_of_built(wanted, exists);
  const bool leaves_out = known && !built.empty();
  if (leaves_out && some_spare) {
    programs.for_tests = built;
    std::ranges::copy(names_of_built(unwanted, exists), std::back_inserter(programs.for_tests));
  }
  const bool splits = leaves_out && !unwanted.empty();
  programs.targets = splits ? built : programs.for_tests;
  programs.left_out = splits ? unwanted.size() : 0;
  for (const auto& test : tests)
    (!splits || (runs_one_of(test, wanted) && !runs_one_of(test, unwanted)) ? programs.tests
                                                                            : programs.others)
        .push_back(test);
  return programs;
}

} // namespace aurora::repair::search
