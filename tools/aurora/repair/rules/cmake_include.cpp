#include "aurora/repair/rules/rules.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/repair/cmake_edit.hpp"
#include "aurora/repair/message.hpp"

namespace aurora::repair::rules {

namespace {

/// "geo/shape.hpp" of "geo/shape.hpp: No such file or directory" or "'geo/shape.hpp' file not found".
std::string missing_header(const Symptom& symptom) {
  const auto line = headline(symptom);
  if (base::contains(line, "file not found"))
    return quoted(line).empty() ? std::string() : quoted(line)[0];
  const auto end = line.find(": No such file or directory");
  const auto head = line.substr(0, end == std::string_view::npos ? 0 : end);
  const auto blank = head.rfind(' ');
  return std::string(blank == std::string_view::npos ? head : head.substr(blank + 1));
}

/// Folders below which the project has the header, e.g. "include" for "geo/shape.hpp".
std::vector<std::string> folders_with(const Symptom& symptom, const std::string& header) {
  std::vector<std::string> folders;
  for (const auto& file : symptom.sources.headers())
    if (file == header)
      folders.emplace_back("");
    else if (file.ends_with("/" + header))
      folders.push_back(file.substr(0, file.size() - header.size() - 1));
  return folders;
}

/// Another library of the project that sees the folder: to be linked instead.
std::string library_with(const Symptom& symptom, const model::Target& failing, const std::string& folder) {
  for (const auto& target : symptom.sources.context().project.targets) {
    const bool library =
        target.type != model::TargetType::executable && target.type != model::TargetType::utility;
    if (!library || target.name == failing.name || target.imported_from_elsewhere)
      continue;
    for (const auto& source : target.sources)
      if (const auto seen = symptom.sources.include_folders(source);
          is_source(source) && std::find(seen.begin(), seen.end(), folder) != seen.end())
        return target.name;
  }
  return {};
}

std::string spelled(const std::string& folder, const std::string& list_folder) {
  if (folder.empty())
    return "${PROJECT_SOURCE_DIR}";
  if (list_folder.empty() || sys::is_below(folder, list_folder))
    return "${CMAKE_CURRENT_SOURCE_DIR}/" +
           (list_folder.empty() ? folder : sys::relative_path(folder, list_folder));
  return "${PROJECT_SOURCE_DIR}/" + folder;
}

void see_folder(const Symptom& symptom, const model::Target& target, const std::string& folder,
                Proposals& out) {
  const auto* text = symptom.sources.text(target.definition_file);
  if (text == nullptr)
    return;
  const auto library = library_with(symptom, target, folder);
  if (auto edit = library.empty() ? std::nullopt : link_library(*text, target, library))
    out.push_back(single_edit(target.definition_file, std::move(*edit), 0.83,
                              "link " + library + " into " + target.name,
                              library + " has the header's folder; " + target.name + " does not use it."));
  const auto calls = read_cmake(text->text());
  const auto* definition = definition_of(calls, target);
  if (definition == nullptr)
    return;
  const auto name = definition->arguments[0].text;
  const bool plain = definition->name == "add_library";
  const auto line = "target_include_directories(" + name + (plain ? " PUBLIC " : " PRIVATE ") +
                    spelled(folder, sys::parent_path(target.definition_file)) + ")";
  out.push_back(single_edit(
      target.definition_file, text->insert_after(text->position(definition->close).line, line), 0.8,
      "let " + target.name + " see the folder " + (folder.empty() ? "of the project" : folder),
      "The header is there, but its folder is not among those the target searches."));
}

} // namespace

Proposals cmake_include(const Symptom& symptom) {
  const auto header = missing_header(symptom);
  if (header.empty() || symptom.source == nullptr)
    return {};
  Proposals out;
  const auto& targets = symptom.sources.context().project.targets;
  for (const auto& folder : folders_with(symptom, header))
    for (const auto& target : targets) {
      const bool lists =
          std::find(target.sources.begin(), target.sources.end(), symptom.file) != target.sources.end();
      const bool named = says(symptom, "/" + target.name + ".dir/");
      if ((lists || named) && !target.imported_from_elsewhere && out.size() < 8)
        see_folder(symptom, target, folder, out);
    }
  return out;
}

} // namespace aurora::repair::rules
