#include "aurora/gate/rules/rules.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "aurora/base/text.hpp"
#include "aurora/gate/cmake_commands.hpp"

namespace aurora::gate::rules {
namespace {

constexpr std::array<std::string_view, 11> k_registering{"add_test",
                                                         "gtest_discover_tests",
                                                         "gtest_add_tests",
                                                         "catch_discover_tests",
                                                         "doctest_discover_tests",
                                                         "enable_testing",
                                                         "set_tests_properties",
                                                         "boost_discover_tests",
                                                         "parse_catch_tests",
                                                         "cxx_test",
                                                         "create_test_sourcelist"};

constexpr std::array<std::string_view, 14> k_control{
    "if",       "elseif", "else",     "endif",       "foreach", "endforeach", "while",
    "endwhile", "return", "function", "endfunction", "macro",   "endmacro",   "add_subdirectory"};

template <class List>
bool lists(const List& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

std::string_view first_argument(const CMakeCommand& command) {
  return command.arguments.empty() ? std::string_view() : std::string_view(command.arguments.front());
}

/// A call that decides which tests run, how they are judged, or what Aurora demands.
bool registers(const CMakeCommand& command) {
  if (lists(k_registering, command.name) || command.name.starts_with("aurora_") ||
      command.name.starts_with("ctest_"))
    return true;
  const auto first = first_argument(command);
  const bool sets = command.name == "set" || command.name == "option" || command.name == "unset";
  if (sets)
    return first == "BUILD_TESTING" || first.starts_with("AURORA_") || first.starts_with("CTEST_") ||
           first.starts_with("CMAKE_CTEST");
  if (command.name == "set_property")
    return first == "TEST" ||
           std::ranges::find(command.arguments, "TEST_INCLUDE_FILES") != command.arguments.end();
  if (command.name == "function" || command.name == "macro")
    return lists(k_registering, base::to_lower(first)) || first.starts_with("aurora_");
  return (command.name == "include" && (first == "CTest" || first == "GoogleTest" || first == "Catch")) ||
         (command.name == "set_directory_properties" && first.starts_with("TEST_INCLUDE"));
}

/// Registration and, in files that have any (or descend into other folders), the control flow around it.
std::vector<CMakeCommand> guarded_calls(std::vector<CMakeCommand> commands, bool with_control) {
  std::erase_if(commands, [&](const CMakeCommand& command) {
    return !registers(command) && !(with_control && lists(k_control, command.name));
  });
  return commands;
}

bool has_registration(const std::vector<CMakeCommand>& commands) {
  return std::ranges::any_of(commands, [](const CMakeCommand& command) {
    return registers(command) || command.name == "add_subdirectory";
  });
}

std::set<std::string> test_sources(const std::vector<CMakeCommand>& commands) {
  std::set<std::string> out;
  for (const auto& command : commands)
    for (const auto& argument : command.arguments)
      if (file_kind(argument) == FileKind::cpp && has_test_path(argument))
        out.insert(argument);
  return out;
}

} // namespace

void test_registration(const FileView& file, Findings& findings) {
  if (file.kind != FileKind::cmake)
    return;
  const auto before = read_cmake(file.change.before.value_or(""));
  const auto after = read_cmake(file.change.after.value_or(""));
  const bool with_control = has_registration(before);
  const auto old_calls = guarded_calls(before, with_control);
  const auto new_calls = guarded_calls(after, with_control);
  if (old_calls != new_calls) {
    const auto [gone, come] = std::ranges::mismatch(old_calls, new_calls);
    const auto line = come != new_calls.end() ? come->line : gone->line;
    const auto name = come != new_calls.end() ? come->name : gone->name;
    findings.add_risky(line, "how tests are registered changes (" + base::to_printable(name) + ")");
  }
  const auto kept = test_sources(after);
  for (const auto& source : test_sources(before))
    if (!kept.contains(source))
      findings.add_risky(0, "the test source " + base::to_printable(source) + " is no longer built");
}

} // namespace aurora::gate::rules
