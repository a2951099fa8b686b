#include "aurora/gate/rules/rules.hpp"

#include "aurora/base/text.hpp"
#include "aurora/gate/cmake_commands.hpp"

namespace aurora::gate::rules {
namespace {

bool relaxes(std::string_view flag) {
  return flag == "-w" || flag == "/w" || flag == "/W0" || flag.starts_with("-Wno-") ||
         flag.starts_with("/wd") || flag == "-fpermissive" || flag.starts_with("-fno-sanitize") ||
         flag == "-DNDEBUG" || flag == "/DNDEBUG" || flag == "NDEBUG" ||
         flag.starts_with("-Wl,--unresolved-symbols=ignore") || flag == "-Wl,--allow-multiple-definition";
}

/// Flags also hide in one quoted string, in lists and in generator expressions.
bool has_relaxing_flag(std::string_view argument) {
  std::string spread(argument);
  for (char& c : spread)
    c = c == ';' || c == ':' || c == '>' || c == '\t' || c == '\n' ? ' ' : c;
  for (const auto word : base::split(spread, ' '))
    if (relaxes(word))
      return true;
  return relaxes(argument);
}

} // namespace

void relaxed_build(const FileView& file, Findings& findings) {
  if (file.kind != FileKind::cmake || !file.change.after)
    return;
  for (const auto& command : read_cmake(*file.change.after))
    for (std::size_t i = 0; i < command.arguments.size(); ++i) {
      const auto line = command.argument_lines[i];
      if (file.added(line) && has_relaxing_flag(command.arguments[i]))
        findings.add_risky(line, "the compiler, linker or a sanitizer is told to accept more");
    }
}

} // namespace aurora::gate::rules
