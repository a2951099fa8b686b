#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

// Wraps CLI11, so that only one file of the program is compiled with that large header.
namespace CLI {
class App;
class Option;
} // namespace CLI

namespace aurora::flags {

/// One flag or argument that was added. Names are those of CLI11: "--jobs,-j"; no dash: by position.
class Option {
public:
  explicit Option(CLI::Option& option) : m_option(option) {}
  Option& required();
  Option& excludes(const Option& other);
  Option& one_of(std::initializer_list<std::string> words);

private:
  CLI::Option& m_option;
};

/// An option as --help knows it.
struct OptionFacts {
  std::vector<std::string> names; ///< with their dashes; empty for an argument by position
  std::string help;
  bool takes_value = false;
  std::vector<std::string> choices; ///< when only these are allowed
};

/// A command with its options and the commands below it.
struct CommandFacts {
  std::string name;
  std::string help;
  std::vector<OptionFacts> options;
  std::vector<CommandFacts> commands;
};

/// What a command takes. The values outlive the parsing; what they hold before is the default, shown in
/// --help.
class Command {
public:
  explicit Command(CLI::App& app) : m_app(app) {}
  void flag(const std::string& names, bool& value, const std::string& help);
  Option option(const std::string& names, std::string& value, const std::string& help);
  Option option(const std::string& names, std::size_t& value, const std::string& help);
  Option option(const std::string& names, std::vector<std::string>& values, const std::string& help);
  /// Calls back with each value, in the order given.
  Option option(const std::string& names, std::function<void(const std::string&)> use,
                const std::string& help);
  void footer(const std::string& text);
  /// A command of this command; from the first one on, one of them must be named.
  Command subcommand(const std::string& name, const std::string& help);
  /// What to do once everything is parsed.
  void action(std::function<void()> run);
  /// The whole program that this command belongs to, as far as it has been declared by now.
  CommandFacts program() const;

private:
  CLI::App& m_app;
};

/// What came of the arguments: an action ran (or none was there), --help or --version was answered, or they
/// were wrong and the reason stands on standard error.
enum class Parsed { ran, answered, wrong };

/// The whole command line of a program.
class CommandLine {
public:
  CommandLine(const std::string& description, const std::string& program);
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;
  ~CommandLine();

  void version(const std::string& text);
  /// The command of the program itself.
  Command top();
  /// From the first one on, one of them must be named.
  Command subcommand(const std::string& name, const std::string& help);
  Parsed parse(int argc, const char* const* argv);

private:
  std::unique_ptr<CLI::App> m_app;
};

} // namespace aurora::flags
