#include "aurora/repair/rules/rules.hpp"

#include <array>

#include "aurora/base/text.hpp"
#include "aurora/repair/cmake_edit.hpp"
#include "aurora/repair/message.hpp"

namespace aurora::repair::rules {

namespace {

constexpr auto k_commands = std::to_array<std::string_view>({"add_compile_definitions",
                                                             "add_compile_options",
                                                             "add_custom_command",
                                                             "add_custom_target",
                                                             "add_definitions",
                                                             "add_dependencies",
                                                             "add_executable",
                                                             "add_library",
                                                             "add_link_options",
                                                             "add_subdirectory",
                                                             "add_test",
                                                             "cmake_minimum_required",
                                                             "cmake_parse_arguments",
                                                             "configure_file",
                                                             "else",
                                                             "elseif",
                                                             "enable_language",
                                                             "enable_testing",
                                                             "endforeach",
                                                             "endfunction",
                                                             "endif",
                                                             "endmacro",
                                                             "endwhile",
                                                             "execute_process",
                                                             "export",
                                                             "file",
                                                             "find_library",
                                                             "find_package",
                                                             "find_path",
                                                             "find_program",
                                                             "foreach",
                                                             "function",
                                                             "get_filename_component",
                                                             "get_property",
                                                             "get_target_property",
                                                             "if",
                                                             "include",
                                                             "include_directories",
                                                             "install",
                                                             "link_libraries",
                                                             "list",
                                                             "macro",
                                                             "mark_as_advanced",
                                                             "math",
                                                             "message",
                                                             "option",
                                                             "project",
                                                             "return",
                                                             "set",
                                                             "set_property",
                                                             "set_target_properties",
                                                             "set_tests_properties",
                                                             "string",
                                                             "target_compile_definitions",
                                                             "target_compile_features",
                                                             "target_compile_options",
                                                             "target_include_directories",
                                                             "target_link_directories",
                                                             "target_link_libraries",
                                                             "target_link_options",
                                                             "target_sources",
                                                             "unset",
                                                             "while",
                                                             "gtest_discover_tests",
                                                             "catch_discover_tests",
                                                             "doctest_discover_tests"});

std::vector<std::string> known_commands(const std::vector<CMakeCall>& calls) {
  std::vector<std::string> names(k_commands.begin(), k_commands.end());
  for (const auto& call : calls)
    if ((call.name == "function" || call.name == "macro") && !call.arguments.empty())
      names.push_back(call.arguments[0].text);
  return names;
}

/// "Unknown CMake command "target_link_librarys"."
std::string unknown_command(const Symptom& symptom) {
  const std::string_view phrase = "Unknown CMake command \"";
  const auto at = symptom.text.find(phrase);
  if (at == std::string::npos)
    return {};
  const auto rest = std::string_view(symptom.text).substr(at + phrase.size());
  return std::string(rest.substr(0, rest.find('"')));
}

} // namespace

Proposals cmake_command(const Symptom& symptom) {
  const auto name = unknown_command(symptom);
  const auto* text = name.empty() || symptom.file.empty() ? nullptr : symptom.sources.text(symptom.file);
  if (text == nullptr)
    return {};
  const auto calls = read_cmake(text->text());
  const auto near = base::nearest(base::to_lower(name), known_commands(calls));
  Proposals out;
  for (const auto& call : calls)
    if (near && call.name == base::to_lower(name) && call.line == symptom.event.line)
      out.push_back(single_edit(symptom.file, {call.begin, call.begin + name.size(), *near}, 0.88,
                                "call " + *near + " instead of " + name,
                                "CMake knows no command '" + name + "'; '" + *near + "' is the nearest."));
  return out;
}

} // namespace aurora::repair::rules
