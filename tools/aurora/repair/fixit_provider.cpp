#include "aurora/repair/fixit_provider.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"
#include "aurora/repair/fixit_command.hpp"
#include "aurora/repair/fixit_reader.hpp"
#include "aurora/repair/sources.hpp"

namespace aurora::repair {

namespace {

constexpr std::size_t k_max_patches = 40;

using EditsByFile = std::map<std::string, std::vector<Replacement>>;

/// False when the group reaches outside the project.
bool collect(Sources& sources, const std::string& directory, const FixitGroup& group, EditsByFile& edits) {
  for (const auto& fixit : group.fixits) {
    const auto file = sources.locate(sys::join_path(directory, fixit.path));
    const auto* text = file ? sources.text(*file) : nullptr;
    if (text == nullptr)
      return false;
    const auto begin = text->offset(fixit.begin);
    const auto end = text->offset(fixit.end);
    if (!begin || !end)
      return false;
    Replacement edit{*begin, *end, base::replace_all(fixit.text, "\n", text->newline())};
    auto& list = edits[*file];
    if (std::find(list.begin(), list.end(), edit) == list.end())
      list.push_back(std::move(edit));
  }
  return !edits.empty();
}

std::vector<model::FileChange> changes_of(Sources& sources, const EditsByFile& edits) {
  std::vector<model::FileChange> changes;
  for (const auto& [file, list] : edits) {
    const auto& before = sources.text(file)->text();
    auto after = apply_replacements(before, list);
    if (!after)
      return {};
    if (*after != before)
      changes.push_back({file, before, std::move(*after)});
  }
  return changes;
}

double confidence_of(const FixitGroup& group) {
  return group.origin == FixitOrigin::error ? 0.8 : 0.6;
}

/// What one compile command's fix-its amount to.
class FixitPatches {
public:
  FixitPatches(Sources& sources, const std::string& directory) : m_sources(sources), m_directory(directory) {}

  std::vector<model::Patch> make(const std::vector<FixitGroup>& groups) {
    std::vector<FixitGroup> usable;
    for (const auto& group : groups)
      if (group.origin != FixitOrigin::warning)
        usable.push_back(group);
    std::vector<model::Patch> patches;
    add_whole_files(usable, patches);
    for (const auto& group : usable)
      add_group(group, patches);
    return patches;
  }

private:
  void add_group(const FixitGroup& group, std::vector<model::Patch>& patches) {
    EditsByFile edits;
    if (!collect(m_sources, m_directory, group, edits))
      return;
    auto changes = changes_of(m_sources, edits);
    if (changes.empty())
      return;
    patches.push_back({"fixit", "compiler",
                       fmt::format("{}:{}: {}", changes[0].path, group.line, group.message),
                       fmt::format("The compiler reports \"{}\" and offers this edit itself.", group.message),
                       std::move(changes), confidence_of(group)});
  }

  /// Every error's edits in one file at once, when there are several and they do not overlap.
  void add_whole_files(const std::vector<FixitGroup>& groups, std::vector<model::Patch>& patches) {
    std::map<std::string, EditsByFile> by_file;
    std::map<std::string, int> counts;
    for (const auto& group : groups) {
      EditsByFile alone;
      if (group.origin != FixitOrigin::error || !collect(m_sources, m_directory, group, alone) ||
          alone.size() != 1)
        continue;
      const auto& file = alone.begin()->first;
      collect(m_sources, m_directory, group, by_file[file]);
      ++counts[file];
    }
    for (const auto& [file, edits] : by_file) {
      auto changes = counts[file] > 1 ? changes_of(m_sources, edits) : std::vector<model::FileChange>{};
      if (!changes.empty())
        patches.push_back({"fixit", "compiler-all",
                           fmt::format("{}: all {} edits the compiler offers", file, counts[file]),
                           "The compiler reports several errors in this file and offers an edit for each.",
                           std::move(changes), 0.85});
    }
  }

  Sources& m_sources;
  const std::string& m_directory;
};

void append_new(std::vector<model::Patch>& all, std::vector<model::Patch> more) {
  for (auto& patch : more) {
    const bool known = std::any_of(all.begin(), all.end(),
                                   [&](const auto& other) { return other.changes == patch.changes; });
    if (!known && all.size() < k_max_patches)
      all.push_back(std::move(patch));
  }
}

} // namespace

base::Result<std::vector<model::Patch>> FixitProvider::propose(const Context& context) {
  std::vector<model::Patch> all;
  if (context.cluster.category != model::Category::build && context.cluster.category != model::Category::type)
    return all;
  Sources sources(context);
  for (const auto* command : failing_commands(sources)) {
    sys::ProcessSpec spec;
    spec.argv = syntax_only_command(command->argv);
    spec.cwd = command->directory;
    spec.environment = {{"LC_ALL", "C"}};
    spec.timeout = std::chrono::minutes(2);
    const auto result = context.processes.run(spec);
    if (!result)
      return base::forward(result);
    append_new(all, FixitPatches(sources, command->directory).make(read_fixits(result->stderr_text)));
  }
  base::stable_sort(all, [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
  return all;
}

} // namespace aurora::repair
