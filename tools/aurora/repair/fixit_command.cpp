#include "aurora/repair/fixit_command.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/repair/include_block.hpp"
#include "aurora/repair/message.hpp"

namespace aurora::repair {

namespace {

constexpr std::size_t k_max_commands = 4;

bool is_launcher(std::string_view program) {
  const auto name = sys::file_name(program);
  return name == "ccache" || name == "sccache" || name == "distcc" || name == "icecc";
}

bool takes_a_file(std::string_view option) {
  return option == "-o" || option == "-MF" || option == "-MT" || option == "-MQ";
}

bool writes_a_file(std::string_view option) {
  return option == "-c" || option == "-MD" || option == "-MMD" || option == "-MP" || option == "--coverage" ||
         option.starts_with("-fdiagnostics") || option.starts_with("-ftime-trace") || option == "-save-temps";
}

using Commands = std::vector<const model::CompileCommand*>;

void add_command_of(Sources& sources, const std::string& file, Commands& out) {
  for (const auto& command : sources.context().project.compile_commands)
    if (out.size() < k_max_commands && sources.locate(command.file) == file &&
        std::find(out.begin(), out.end(), &command) == out.end())
      return out.push_back(&command);
}

void add_commands_including(Sources& sources, const std::string& header, Commands& out) {
  for (const auto& command : sources.context().project.compile_commands) {
    const auto file = sources.locate(command.file);
    const auto* text = file ? sources.text(*file) : nullptr;
    if (text == nullptr)
      continue;
    for (const auto& include : read_includes(*text))
      if (sys::file_name(include.path) == sys::file_name(header))
        return add_command_of(sources, *file, out);
  }
}

} // namespace

std::vector<std::string> syntax_only_command(const std::vector<std::string>& argv) {
  std::vector<std::string> out;
  std::size_t i = argv.size() > 1 && is_launcher(argv[0]) ? 1 : 0;
  for (; i < argv.size(); ++i) {
    if (takes_a_file(argv[i]))
      ++i;
    else if (!writes_a_file(argv[i]))
      out.push_back(argv[i]);
  }
  if (!out.empty())
    out.insert(out.begin() + 1,
               {"-fsyntax-only", "-fdiagnostics-parseable-fixits", "-fdiagnostics-color=never"});
  return out;
}

Commands failing_commands(Sources& sources) {
  Commands out;
  for (const auto& event : sources.context().cluster.events) {
    const auto file = sources.locate(event.file);
    if (file)
      add_command_of(sources, *file, out);
    for (const auto& place : places(base::replace_all(full_text(event), "In file included from ", "")))
      if (const auto source = sources.locate(place.path); source && is_source(*source))
        add_command_of(sources, *source, out);
    if (file && is_header(*file) && out.empty())
      add_commands_including(sources, *file, out);
  }
  return out;
}

} // namespace aurora::repair
