#include "aurora/schemata/command_line.hpp"

#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "aurora/base/json_value.hpp"
#include "aurora/base/text.hpp"
#include "aurora/flags/command.hpp"
#include "aurora/schemata/session.hpp"

namespace aurora::schemata {
namespace {

struct RawOptions {
  std::vector<std::string> lines;
  std::string literals;
  std::string files_json;
};

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> json_strings(const std::string& path) {
  const auto text = slurp(path);
  const auto root = base::parse_json(text);
  std::vector<std::string> strings;
  if (root && root->isArray())
    for (const auto& value : *root)
      if (value.isString() && strings.size() < 400)
        strings.push_back(value.asString());
  return strings;
}

/// "path:from-to" or "path:line".
bool add_focus(const std::string& text, SessionOptions& options) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos)
    return false;
  const auto range = base::split(std::string_view(text).substr(colon + 1), '-');
  const auto from = base::parse_integer(range.front());
  const auto to = base::parse_integer(range.back());
  if (!from || !to || range.size() > 2)
    return false;
  options.focus[text.substr(0, colon)].push_back({static_cast<int>(*from), static_cast<int>(*to)});
  return true;
}

void declare(flags::Command command, SessionOptions& options, RawOptions& raw) {
  command.option("--compile-commands", options.compile_commands, "compile_commands.json of the project")
      .required();
  command.option("--source-dir", options.source_dir, "root that paths are relative to").required();
  command.option("--out", options.out, "folder for candidates.json and the rewritten files").required();
  command.option("--runtime", options.runtime, "folder of aurora_rt.h").required();
  command.option("--file", options.files, "file to change; may be repeated");
  command.option("--files", raw.files_json, "JSON array of files to change");
  command.option("--unit", options.units, "source that shows headers first; may be repeated");
  command.option("--lines", raw.lines, "path:from-to, where to change it; may be repeated");
  command.option("--max-candidates", options.max_candidates, "keep the likeliest this many");
  command.option("--literals", raw.literals, "JSON array of strings seen in tests");
}

int usage(const std::string& message) {
  fmt::print(stderr, "aurora-schemata: {}\n", message);
  return 2;
}

int report(const base::Result<SessionResult>& result) {
  if (!result) {
    fmt::print(stderr, "aurora-schemata: {}\n", base::to_string(result.error()));
    return 3;
  }
  for (const auto& note : result->notes)
    fmt::print(stderr, "aurora-schemata: {}\n", note);
  fmt::print("{} candidates at {} places of {} files\n", result->candidates, result->sites, result->files);
  return 0;
}

} // namespace

int run_command_line(int argc, char** argv) {
  flags::CommandLine line(
      "Writes every candidate fix of some files into one program.\nExample: aurora-schemata "
      "--compile-commands "
      "build/compile_commands.json --source-dir . --out /tmp/s --runtime share/aurora --file src/a.cpp",
      "aurora-schemata");
  SessionOptions options;
  RawOptions raw;
  declare(line.top(), options, raw);
  if (const auto parsed = line.parse(argc, argv); parsed != flags::Parsed::ran)
    return parsed == flags::Parsed::answered ? 0 : 2;
  for (const auto& lines : raw.lines)
    if (!add_focus(lines, options))
      return usage("--lines wants path:from-to, not " + lines);
  if (!raw.files_json.empty())
    options.files = json_strings(raw.files_json);
  if (options.files.empty())
    return usage("no file was named; use --file");
  if (!raw.literals.empty())
    options.test_literals = json_strings(raw.literals);
  return report(run_session(options));
}

} // namespace aurora::schemata
