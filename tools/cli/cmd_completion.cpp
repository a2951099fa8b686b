#include <memory>

#include "aurora/flags/completion.hpp"
#include "aurora/model/json_text.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

struct CompletionOptions {
  std::string shell;
  bool json = false;
};

void add_option_facts(const flags::OptionFacts& option, model::JsonText& out) {
  out.begin('{').key("names").begin('[');
  for (const auto& name : option.names)
    out.text(name);
  out.end(']').key("help").text(option.help).key("takes_value").flag(option.takes_value);
  out.key("choices").begin('[');
  for (const auto& choice : option.choices)
    out.text(choice);
  out.end(']').end('}');
}

void add_command_facts(const flags::CommandFacts& command, model::JsonText& out) {
  out.key("name").text(command.name).key("help").text(command.help).key("options").begin('[');
  for (const auto& option : command.options)
    add_option_facts(option, out);
  out.end(']').key("commands").begin('[');
  for (const auto& inner : command.commands) {
    out.begin('{');
    add_command_facts(inner, out);
    out.end('}');
  }
  out.end(']');
}

base::Result<void> print_completion(const CompletionOptions& options, const flags::CommandFacts& program) {
  if (options.json) {
    model::JsonText out;
    out.begin('{').key("schema").text("aurora.commands/1");
    add_command_facts(program, out);
    put(stdout, out.end('}').take() + "\n");
    return {};
  }
  const auto shell = flags::shell_named(options.shell);
  if (!shell)
    return base::fail(base::ErrorCode::usage, "name a shell: bash, zsh or fish");
  put(stdout, flags::completion_script(*shell, program));
  return {};
}

} // namespace

void add_completion(flags::Command command, int& exit_code) {
  auto options = std::make_shared<CompletionOptions>();
  command.option("shell", options->shell, "bash, zsh or fish").one_of({"bash", "zsh", "fish"});
  command.flag("--json", options->json, "every command with its options, for other programs");
  command.action([command, options, &exit_code] {
    const auto printed = print_completion(*options, command.program());
    exit_code = printed ? static_cast<int>(ExitCode::done) : report_error("completion", printed.error());
  });
}

} // namespace aurora::cli
