#include "aurora/repair/rules/rules.hpp"

#include <algorithm>
#include <array>
#include <utility>

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
  if (listed)
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
