#include "aurora/repair/rules/rules.hpp"

#include <array>

#include "aurora/base/text.hpp"
#include "aurora/repair/cmake_edit.hpp"
#include "aurora/repair/message.hpp"

namespace aurora::repair::rules {

namespace {

constexpr auto k_packages = std::to_array<std::string_view>(
    {"Boost", "BZip2",     "CURL",       "Catch2",   "Doxygen", "EXPAT",         "Eigen3",
     "GTest", "Git",       "ICU",        "JPEG",     "LibXml2", "OpenMP",        "OpenSSL",
     "PNG",   "PkgConfig", "PostgreSQL", "Protobuf", "Python3", "SQLite3",       "Threads",
     "ZLIB",  "absl",      "benchmark",  "doctest",  "fmt",     "nlohmann_json", "spdlog"});

/// "Threds" of "By not providing "FindThreds.cmake"" or of "provided by "Threds"".
std::string missing_package(const Symptom& symptom) {
  for (const std::string_view phrase :
       {"package configuration file provided by \"", "By not providing \"Find"}) {
    const auto at = symptom.text.find(phrase);
    if (at == std::string::npos)
      continue;
    const auto rest = std::string_view(symptom.text).substr(at + phrase.size());
    return std::string(rest.substr(0, rest.find_first_of(".\"")));
  }
  return {};
}

/// Namespaces of the targets that a file links: the packages it needs.
std::vector<std::string> needed_packages(const std::vector<CMakeCall>& calls) {
  std::vector<std::string> names(k_packages.begin(), k_packages.end());
  for (const auto& call : calls)
    for (const auto& argument : call.arguments)
      if (const auto colon = argument.text.find("::");
          call.name == "target_link_libraries" && colon != std::string::npos)
        names.push_back(argument.text.substr(0, colon));
  return names;
}

/// "Foo" of "links to: Foo::foo but the target was not found", when nothing in the file looks for Foo.
void find_it(const Symptom& symptom, const std::string& target, Proposals& out) {
  const auto package = target.substr(0, target.find("::"));
  const auto* text = symptom.sources.text("CMakeLists.txt");
  if (text == nullptr)
    return;
  const CMakeCall* project = nullptr;
  const auto calls = read_cmake(text->text());
  for (const auto& call : calls) {
    if (call.name == "find_package" && !call.arguments.empty() && call.arguments[0].text == package)
      return;
    if (call.name == "project")
      project = &call;
  }
  if (project == nullptr)
    return;
  const int line = text->position(project->close).line;
  out.push_back(single_edit("CMakeLists.txt",
                            text->insert_after(line, "find_package(" + package + " REQUIRED)"), 0.84,
                            "look for the package " + package,
                            "The target " + target + " comes from a package that is nowhere looked for."));
}

std::string linked_target(const Symptom& symptom) {
  const auto at = symptom.text.find("links to:");
  const std::string_view text = symptom.text;
  const auto rest = at == std::string::npos ? std::string_view() : base::trim(text.substr(at + 9));
  const auto word = rest.substr(0, rest.find_first_of(" \n\t"));
  return base::contains(word, "::") ? std::string(word) : std::string();
}

} // namespace

Proposals cmake_package(const Symptom& symptom) {
  Proposals out;
  if (const auto target = linked_target(symptom); !target.empty())
    find_it(symptom, target, out);
  const auto missing = missing_package(symptom);
  const auto* text = missing.empty() || symptom.file.empty() ? nullptr : symptom.sources.text(symptom.file);
  if (text == nullptr)
    return out;
  const auto calls = read_cmake(text->text());
  const auto near = base::nearest(missing, needed_packages(calls));
  for (const auto& call : calls)
    if (near && *near != missing && call.name == "find_package" && !call.arguments.empty() &&
        call.arguments[0].text == missing)
      out.push_back(
          single_edit(symptom.file, {call.arguments[0].begin, call.arguments[0].end, *near}, 0.88,
                      "look for the package " + *near + " instead of " + missing,
                      "There is no package '" + missing + "'; '" + *near + "' is the nearest known."));
  return out;
}

} // namespace aurora::repair::rules
