#include "aurora/repair/rules/rules.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/repair/cmake_edit.hpp"
#include "aurora/repair/message.hpp"

namespace aurora::repair::rules {

namespace {

/// "cannot find -lgeoo: No such file", "unable to find library -lgeoo", "links to: geo::geoo but the target
/// was not found".
std::string missing_library(const Symptom& symptom) {
  for (const auto phrase : {std::string_view("cannot find -l"), std::string_view("unable to find library -l"),
                            std::string_view("links to:")}) {
    const auto at = symptom.text.find(phrase);
    if (at == std::string::npos)
      continue;
    const auto rest = base::trim(std::string_view(symptom.text).substr(at + phrase.size()));
    auto word = rest.substr(0, rest.find_first_of(" \n\t"));
    if (word.ends_with(':') || word.ends_with('\''))
      word.remove_suffix(1);
    return std::string(word);
  }
  return {};
}

} // namespace

Proposals cmake_target(const Symptom& symptom) {
  const auto missing = missing_library(symptom);
  if (missing.empty())
    return {};
  std::vector<std::string> known;
  Proposals out;
  for (const auto& target : symptom.sources.context().project.targets)
    if (target.type != model::TargetType::executable && target.type != model::TargetType::utility)
      known.push_back(target.name);
  const auto* root = symptom.sources.text("CMakeLists.txt");
  if (known.empty() && root != nullptr) // a first configure failed: nothing is known of the targets yet
    for (const auto& call : read_cmake(root->text()))
      if (call.name == "add_library" && !call.arguments.empty())
        known.push_back(call.arguments[0].text);
  const auto near = base::nearest(missing, known);
  std::vector<std::string> files{"CMakeLists.txt"};
  for (const auto& target : symptom.sources.context().project.targets)
    if (std::find(files.begin(), files.end(), target.definition_file) == files.end() &&
        !target.imported_from_elsewhere)
      files.push_back(target.definition_file);
  for (const auto& file : files)
    if (const auto* text = symptom.sources.text(file); near && text != nullptr)
      for (const auto& call : read_cmake(text->text()))
        for (const auto& argument : call.arguments)
          if (call.name == "target_link_libraries" && argument.text == missing)
            out.push_back(single_edit(
                file, {argument.begin, argument.end, *near}, 0.88, "link " + *near + " instead of " + missing,
                "There is no library '" + missing + "'; the project has '" + *near + "'."));
  return out;
}

} // namespace aurora::repair::rules
