#include "aurora/repair/rules/rules.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"
#include "aurora/repair/cmake_edit.hpp"
#include "aurora/repair/message.hpp"
#include "aurora/repair/rules/functions.hpp"
#include "aurora/repair/rules/link_targets.hpp"
#include "aurora/repair/std_names.hpp"

namespace aurora::repair::rules {

namespace {

/// What to link for a symbol of a system library; empty when unknown.
std::string system_library(const std::string& symbol) {
  static constexpr auto k_prefixes =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"pthread_", "Threads::Threads"},
                                                                    {"sem_", "Threads::Threads"},
                                                                    {"std::thread::", "Threads::Threads"},
                                                                    {"dlopen", "${CMAKE_DL_LIBS}"},
                                                                    {"dlsym", "${CMAKE_DL_LIBS}"},
                                                                    {"dlclose", "${CMAKE_DL_LIBS}"},
                                                                    {"shm_", "rt"},
                                                                    {"mq_", "rt"},
                                                                    {"timer_create", "rt"},
                                                                    {"sqlite3_", "sqlite3"},
                                                                    {"deflate", "z"},
                                                                    {"inflate", "z"},
                                                                    {"compress", "z"},
                                                                    {"crc32", "z"},
                                                                    {"curl_", "curl"},
                                                                    {"XML_", "expat"},
                                                                    {"__atomic_", "atomic"},
                                                                    {"std::filesystem::", "stdc++fs"},
                                                                    {"testing::", "GTest::gtest"}});
  for (const auto& [prefix, library] : k_prefixes)
    if (symbol.starts_with(prefix))
      return std::string(library);
  return c_function_header(symbol) == "cmath" ? "m" : std::string();
}

std::string needed_package(const std::string& library) {
  return library == "Threads::Threads" ? "Threads" : library == "GTest::gtest" ? "GTest" : "";
}

void link_it(const Symptom& symptom, const model::Target& target, const std::string& library,
             double confidence, const std::string& why, Proposals& out) {
  const auto* text = symptom.sources.text(target.definition_file);
  auto edit = text != nullptr ? link_library(*text, target, library) : std::nullopt;
  if (!edit)
    return;
  auto proposal = single_edit(target.definition_file, std::move(*edit), confidence,
                              "link " + library + " into " + target.name, why);
  const auto package = needed_package(library);
  const auto calls = read_cmake(text->text());
  const bool found = std::any_of(calls.begin(), calls.end(), [&](const auto& call) {
    return call.name == "find_package" && !call.arguments.empty() && call.arguments[0].text == package;
  });
  if (const auto* definition = definition_of(calls, target);
      !package.empty() && !found && definition != nullptr)
    proposal.edits[target.definition_file].push_back(
        text->insert_before(definition->line, "find_package(" + package + " REQUIRED)"));
  out.push_back(std::move(proposal));
}

bool lists(const model::Target& target, const std::string& file) {
  return std::find(target.sources.begin(), target.sources.end(), file) != target.sources.end();
}

/// "../src/a.cpp" as the CMakeLists.txt in `folder` writes a file.
std::string source_spelling(const std::string& file, const std::string& folder) {
  if (folder.empty() || sys::is_below(file, folder))
    return folder.empty() ? file : sys::relative_path(file, folder);
  return "${PROJECT_SOURCE_DIR}/" + file;
}

void list_source(const Symptom& symptom, const model::Target& target, const std::string& file,
                 Proposals& out) {
  const auto* text = symptom.sources.text(target.definition_file);
  if (text == nullptr)
    return;
  const auto calls = read_cmake(text->text());
  const auto* definition = definition_of(calls, target);
  if (definition == nullptr)
    return;
  const auto* sources = call_for(calls, "target_sources", definition->arguments[0].text);
  const auto& call = sources != nullptr && definition->arguments.size() < 3 ? *sources : *definition;
  const auto spelled = source_spelling(file, sys::parent_path(target.definition_file));
  out.push_back(single_edit(target.definition_file, append_argument(*text, call, spelled), 0.88,
                            "add " + spelled + " to " + target.name,
                            file + " defines the missing symbol, but no target compiles it."));
}

/// A call that lists files of the folder of a source: set(), target_sources(), add_library() …
struct SourceList {
  std::string file;
  CMakeCall call;
  std::size_t sibling = 0; ///< the argument behind which the source belongs
  std::string spelled;     ///< the source as this list writes its files
  std::size_t siblings = 0;
};

/// What stands before the file's name in the list's spelling: "src/" of "src/run.c"; nothing for another
/// folder's file.
std::optional<std::string> prefix_of(const std::string& argument, const std::string& list_folder,
                                     const std::string& folder, Sources& sources) {
  const auto name = sys::file_name(argument);
  if (!is_source(argument) || !sources.exists(folder.empty() ? name : folder + "/" + name))
    return std::nullopt;
  const auto prefix = argument.substr(0, argument.size() - name.size());
  auto place = base::replace_all(prefix, "${CMAKE_CURRENT_SOURCE_DIR}/", "");
  place = base::replace_all(std::move(place), "${PROJECT_SOURCE_DIR}/", "");
  if (place.ends_with('/'))
    place.pop_back();
  const bool fits = place == folder || (folder.ends_with("/" + place) && !place.empty()) ||
                    (place.empty() && list_folder == folder) || folder == sys::join_path(list_folder, place);
  return fits ? std::optional(prefix) : std::nullopt;
}

void collect_list(const Symptom& symptom, const std::string& list_file, const std::string& source,
                  std::vector<SourceList>& out) {
  const auto folder = sys::parent_path(source);
  const auto name = sys::file_name(source);
  for (const auto& call : read_cmake(symptom.sources.text(list_file)->text())) {
    SourceList list{list_file, call, 0, {}, 0};
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const auto prefix =
          prefix_of(call.arguments[i].text, sys::parent_path(list_file), folder, symptom.sources);
      if (!prefix)
        continue;
      ++list.siblings;
      if (list.spelled.empty() || call.arguments[i].text < list.spelled)
        list.sibling = i;
      list.spelled = *prefix + name;
    }
    if (list.siblings > 0)
      out.push_back(std::move(list));
  }
}

/// Adds the source where its neighbours are listed.
bool list_with_siblings(const Symptom& symptom, const std::string& source, Proposals& out) {
  std::vector<SourceList> lists;
  for (const auto& file : symptom.sources.cmake_files())
    if (symptom.sources.text(file) != nullptr)
      collect_list(symptom, file, source, lists);
  base::stable_sort(lists, [](const auto& a, const auto& b) { return a.siblings > b.siblings; });
  double confidence = 0.9;
  for (std::size_t i = 0; i < lists.size() && i < 3; ++i, confidence -= 0.01) {
    const auto& text = *symptom.sources.text(lists[i].file);
    const auto& before = lists[i].call.arguments[lists[i].sibling];
    const int line = text.position(before.begin).line;
    const bool own_line = text.line_begin(line) + text.indentation(line).size() == before.begin;
    const auto gap = own_line ? std::string(text.newline()) + std::string(text.indentation(line)) : " ";
    out.push_back(single_edit(lists[i].file, {before.end, before.end, gap + lists[i].spelled}, confidence,
                              "add " + lists[i].spelled + " to the sources in " + lists[i].file,
                              source + " defines the missing symbol, but no target compiles it."));
  }
  return !lists.empty();
}

/// The library next to the file is where it belongs; else the target that lacks the symbol.
const model::Target& home_of(const Symptom& symptom, const std::string& file, const model::Target& failing) {
  for (const auto& target : symptom.sources.context().project.targets)
    for (const auto& source : target.sources)
      if (target.type != model::TargetType::executable && target.type != model::TargetType::utility &&
          sys::parent_path(source) == sys::parent_path(file) && is_source(source))
        return target;
  return failing;
}

void propose_for(const Symptom& symptom, const model::Target& failing, const std::string& file,
                 Proposals& out) {
  bool listed = false;
  for (const auto& target : symptom.sources.context().project.targets) {
    if (!lists(target, file))
      continue;
    listed = true;
    const bool library =
        target.type != model::TargetType::executable && target.type != model::TargetType::utility;
    if (library && target.name != failing.name)
      link_it(symptom, failing, target.name, 0.88,
              target.name + " defines the missing symbol, but is not linked.", out);
  }
  if (listed || list_with_siblings(symptom, file, out))
    return;
  const auto& home = home_of(symptom, file, failing);
  list_source(symptom, home, file, out);
  if (&home != &failing)
    list_source(symptom, failing, file, out);
}

} // namespace

Proposals undefined_reference(const Symptom& symptom) {
  const auto symbol = undefined_symbol(symptom);
  const auto targets = symbol.empty() ? std::vector<const model::Target*>{} : failing_targets(symptom);
  Proposals out;
  for (const auto* target : targets) {
    const auto name = bare_name(symbol);
    const auto scope = name.size() > last_component(name).size() + 2
                           ? name.substr(0, name.size() - last_component(name).size() - 2)
                           : std::string();
    auto found = find_items(symptom.sources, ItemKind::function, last_component(name), scope);
    for (const auto& variable : find_items(symptom.sources, ItemKind::variable, last_component(name), scope))
      if (!variable.item->in_type)
        found.push_back(variable);
    for (const auto& each : found)
      if (is_source(each.file) && (each.item->body != k_no_token || each.item->kind == ItemKind::variable))
        propose_for(symptom, *target, each.file, out);
    if (const auto library = system_library(symbol); !library.empty())
      link_it(symptom, *target, library, 0.8,
              "'" + name + "' comes from a system library that is not linked.", out);
  }
  return out;
}

} // namespace aurora::repair::rules
