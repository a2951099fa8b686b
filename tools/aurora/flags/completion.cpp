#include "aurora/flags/completion.hpp"

namespace aurora::flags {
namespace {

/// Visits a program and all commands below it with their path: "", " history", " history list".
template <class Visit>
void visit(const CommandFacts& command, const std::string& path, const Visit& visitor) {
  visitor(command, path);
  for (const auto& inner : command.commands)
    visit(inner, path + " " + inner.name, visitor);
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string out;
  for (const auto& word : words)
    out += (out.empty() ? "" : std::string(separator)) + word;
  return out;
}

/// For single quotes, which all three shells know. Only fish sees a backslash in them.
std::string quoted(const std::string& text, Shell shell) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'')
      out += shell == Shell::fish ? "\\'" : "'\\''";
    else if (c == '\\' && shell == Shell::fish)
      out += "\\\\";
    else
      out += c == '\n' ? ' ' : c;
  }
  return out + "'";
}

std::vector<std::string> words_of(const CommandFacts& command) {
  std::vector<std::string> words;
  for (const auto& inner : command.commands)
    words.push_back(inner.name);
  for (const auto& option : command.options)
    words.insert(words.end(), option.names.begin(), option.names.end());
  return words;
}

std::string function_name(const std::string& program) {
  return "_" + program + "_complete";
}

/// Lines of `case "$path $word"` that go down a level at each command word.
std::string descents(const CommandFacts& program) {
  std::string out;
  visit(program, "", [&](const CommandFacts&, const std::string& path) {
    if (!path.empty())
      out += "      " + quoted(path, Shell::bash) + ") path=" + quoted(path, Shell::bash) + " ;;\n";
  });
  return out;
}

/// Lines of `case "$path:$previous"` for options that take a value.
std::string value_cases(const CommandFacts& program) {
  std::string out;
  visit(program, "", [&](const CommandFacts& command, const std::string& path) {
    for (const auto& option : command.options) {
      if (!option.takes_value || option.names.empty())
        continue;
      std::vector<std::string> patterns;
      for (const auto& name : option.names)
        patterns.push_back(quoted(path + ":" + name, Shell::bash));
      const auto words = quoted(joined(option.choices, " "), Shell::bash);
      out +=
          "    " + joined(patterns, " | ") +
          (option.choices.empty() ? ") files=yes ;;\n"
                                  : ") COMPREPLY=($(compgen -W " + words + " -- \"$current\")); return ;;\n");
    }
  });
  return out;
}

/// Lines of `case "$path"` for everything else.
std::string word_cases(const CommandFacts& program) {
  std::string out;
  visit(program, "", [&](const CommandFacts& command, const std::string& path) {
    out += "    " + quoted(path, Shell::bash) +
           ") words=" + quoted(joined(words_of(command), " "), Shell::bash) + " ;;\n";
  });
  return out;
}

std::string bash_script(const CommandFacts& program) {
  const auto function = function_name(program.name);
  return "# bash completion for " + program.name + "; source this file.\n" + function +
         "() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path= words= files= "
         "i\n"
         "  for ((i = 1; i < COMP_CWORD; ++i)); do\n"
         "    case \"$path ${COMP_WORDS[i]}\" in\n" +
         descents(program) +
         "    esac\n"
         "  done\n"
         "  case \"$path:$previous\" in\n" +
         value_cases(program) +
         "  esac\n"
         "  case \"$path\" in\n" +
         word_cases(program) +
         "  esac\n"
         "  COMPREPLY=()\n"
         "  [[ -n $files ]] || COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "  [[ -n $path || -n $files ]] || return 0\n"
         "  local IFS=$'\\n'\n"
         "  [[ $current == -* ]] || COMPREPLY+=($(compgen -f -- \"$current\"))\n"
         "}\n"
         "complete -o filenames -F " +
         function + " " + program.name + "\n";
}

/// zsh runs bash's functions; its own system is started first where that was not done.
std::string zsh_script(const CommandFacts& program) {
  return "#compdef " + program.name +
         "\n"
         "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }\n"
         "autoload -Uz bashcompinit && bashcompinit\n" +
         bash_script(program);
}

/// Holds exactly when the words before the cursor have led to this command.
std::string fish_condition(const CommandFacts& command, const std::string& path) {
  if (path.empty())
    return "__fish_use_subcommand";
  std::string out = "__fish_seen_subcommand_from" + path.substr(path.rfind(' '));
  if (const auto space = path.find(' ', 1); space != std::string::npos)
    out = "__fish_seen_subcommand_from" + path.substr(0, space) + "; and " + out;
  for (const auto& inner : command.commands)
    out += "; and not __fish_seen_subcommand_from " + inner.name;
  return out;
}

std::string fish_option(const OptionFacts& option) {
  std::string out;
  for (const auto& name : option.names)
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (option.takes_value)
    out += option.choices.empty() ? " -r" : " -x -a " + quoted(joined(option.choices, " "), Shell::fish);
  return out + " -d " + quoted(option.help, Shell::fish);
}

std::string fish_script(const CommandFacts& program) {
  std::string out = "# fish completion for " + program.name + "; source this file.\n";
  visit(program, "", [&](const CommandFacts& command, const std::string& path) {
    const auto start =
        "complete -c " + program.name + " -n " + quoted(fish_condition(command, path), Shell::fish);
    for (const auto& inner : command.commands)
      out += start + " -f -a " + inner.name + " -d " + quoted(inner.help, Shell::fish) + "\n";
    for (const auto& option : command.options)
      if (!option.names.empty())
        out += start + fish_option(option) + "\n";
  });
  return out;
}

} // namespace

std::optional<Shell> shell_named(std::string_view name) {
  if (name == "bash")
    return Shell::bash;
  if (name == "zsh")
    return Shell::zsh;
  if (name == "fish")
    return Shell::fish;
  return std::nullopt;
}

std::string completion_script(Shell shell, const CommandFacts& program) {
  switch (shell) {
  case Shell::zsh:
    return zsh_script(program);
  case Shell::fish:
    return fish_script(program);
  case Shell::bash:
    break;
  }
  return bash_script(program);
}

} // namespace aurora::flags
