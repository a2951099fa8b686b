#include "aurora/repair/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/repair/cmake_edit.hpp"
#include "aurora/repair/message.hpp"

namespace aurora::repair::rules {

namespace {

/// The first word after "Cannot find source file:", which CMake puts on a line of its own.
std::string missing_source(const Symptom& symptom) {
  const std::string_view phrase = "Cannot find source file:";
  const auto at = symptom.text.find(phrase);
  if (at == std::string::npos)
    return {};
  auto rest = base::trim(std::string_view(symptom.text).substr(at + phrase.size()));
  return std::string(base::trim(rest.substr(0, rest.find('\n'))));
}

std::string cmake_file(const Symptom& symptom) {
  if (sys::file_name(symptom.file) == "CMakeLists.txt")
    return symptom.file;
  for (const auto& place : fault_places(symptom))
    if (sys::file_name(place.file) == "CMakeLists.txt")
      return place.file;
  return "CMakeLists.txt";
}

} // namespace

Proposals cmake_source(const Symptom& symptom) {
  const auto missing = missing_source(symptom);
  const auto file = missing.empty() ? std::string() : cmake_file(symptom);
  const auto* text = file.empty() ? nullptr : symptom.sources.text(file);
  if (text == nullptr)
    return {};
  std::vector<std::string> known;
  const auto folder = sys::parent_path(file);
  for (const auto& each : symptom.sources.files())
    if (is_source(each) && (folder.empty() || sys::is_below(each, folder)))
      known.push_back(folder.empty() ? each : sys::relative_path(each, folder));
  const auto near = base::nearest(missing, known);
  Proposals out;
  for (const auto& call : read_cmake(text->text()))
    for (const auto& argument : call.arguments)
      if (near && argument.text == missing && *near != missing)
        out.push_back(single_edit(
            file, {argument.begin, argument.end, *near}, 0.88, "list " + *near + " instead of " + missing,
            "There is no file '" + missing + "'; '" + *near + "' is the nearest that exists."));
  return out;
}

} // namespace aurora::repair::rules
