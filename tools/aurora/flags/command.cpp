#include "aurora/flags/command.hpp"

#include <CLI/CLI.hpp>

namespace aurora::flags {
namespace {

/// CLI11 keeps the words of IsMember in its type name alone: "TEXT:{apply,propose}".
std::vector<std::string> choices_of(const CLI::Option& option) {
  const auto type = option.get_type_name();
  const auto open = type.find('{');
  const auto close = type.rfind('}');
  if (open == std::string::npos || close == std::string::npos || close < open)
    return {};
  return CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
}

OptionFacts facts_of(const CLI::Option& option) {
  OptionFacts facts;
  for (const auto& name : option.get_lnames())
    facts.names.push_back("--" + name);
  for (const auto& name : option.get_snames())
    facts.names.push_back("-" + name);
  facts.help = option.get_description();
  facts.takes_value = option.get_items_expected_max() > 0;
  facts.choices = choices_of(option);
  return facts;
}

CommandFacts facts_of(const CLI::App& app) {
  CommandFacts facts{app.get_name(), app.get_description(), {}, {}};
  for (const auto* option : app.get_options())
    facts.options.push_back(facts_of(*option));
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    facts.commands.push_back(facts_of(*command));
  return facts;
}

} // namespace

Option& Option::required() {
  m_option.required();
  return *this;
}

Option& Option::excludes(const Option& other) {
  m_option.excludes(&other.m_option);
  return *this;
}

Option& Option::one_of(std::initializer_list<std::string> words) {
  m_option.check(CLI::IsMember(std::vector<std::string>(words)));
  return *this;
}

void Command::flag(const std::string& names, bool& value, const std::string& help) {
  m_app.add_flag(names, value, help);
}

Option Command::option(const std::string& names, std::string& value, const std::string& help) {
  auto* option = m_app.add_option(names, value, help);
  if (!value.empty())
    option->capture_default_str();
  return Option(*option);
}

Option Command::option(const std::string& names, std::size_t& value, const std::string& help) {
  return Option(*m_app.add_option(names, value, help)->capture_default_str());
}

Option Command::option(const std::string& names, std::vector<std::string>& values, const std::string& help) {
  return Option(*m_app.add_option(names, values, help));
}

Option Command::option(const std::string& names, std::function<void(const std::string&)> use,
                       const std::string& help) {
  return Option(*m_app.add_option_function<std::string>(names, std::move(use), help));
}

void Command::footer(const std::string& text) {
  m_app.footer(text);
}

Command Command::subcommand(const std::string& name, const std::string& help) {
  m_app.require_subcommand(1);
  return Command(*m_app.add_subcommand(name, help));
}

void Command::action(std::function<void()> run) {
  m_app.callback(std::move(run));
}

CommandFacts Command::program() const {
  const CLI::App* app = &m_app;
  while (app->get_parent() != nullptr)
    app = app->get_parent();
  return facts_of(*app);
}

CommandLine::CommandLine(const std::string& description, const std::string& program)
    : m_app(std::make_unique<CLI::App>(description, program)) {}

CommandLine::~CommandLine() = default;

void CommandLine::version(const std::string& text) {
  m_app->set_version_flag("--version", text);
}

Command CommandLine::top() {
  return Command(*m_app);
}

Command CommandLine::subcommand(const std::string& name, const std::string& help) {
  return top().subcommand(name, help);
}

Parsed CommandLine::parse(int argc, const char* const* argv) {
  try {
    m_app->parse(argc, argv);
    return Parsed::ran;
  } catch (const CLI::ParseError& error) {
    return m_app->exit(error) == 0 ? Parsed::answered : Parsed::wrong;
  }
}

} // namespace aurora::flags
