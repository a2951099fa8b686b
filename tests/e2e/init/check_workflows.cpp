// check_workflows <commands.json> <workflow>...: every call of aurora in every script of the workflows is one
// that the program (`aurora completion --json`) has, with options that it has. Exit code 1 and a line for
// each that is not.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <json/json.h>
#include <yaml-cpp/yaml.h>

namespace {

using Words = std::vector<std::string>;

/// Every text below a key that holds shell code, in a workflow of GitHub or of GitLab.
void collect(const YAML::Node& node, bool is_script, std::vector<std::string>& scripts) {
  if (node.IsScalar() && is_script)
    scripts.push_back(node.as<std::string>());
  if (node.IsSequence())
    for (const auto& part : node)
      collect(part, is_script, scripts);
  if (node.IsMap())
    for (const auto& part : node) {
      const auto key = part.first.as<std::string>();
      collect(part.second, key == "run" || key == "script" || key == "before_script", scripts);
    }
}

/// Continued lines joined, without comments; one command after the other.
std::vector<Words> commands_of(const std::string& script) {
  std::string text;
  for (std::size_t i = 0; i < script.size(); ++i) {
    if (script.compare(i, 2, "\\\n") == 0)
      ++i;
    else if (std::string("\n;|&").find(script[i]) != std::string::npos)
      text += '\n';
    else
      text += script[i];
  }
  std::vector<Words> commands;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    Words command;
    for (std::string word; words >> word && word.front() != '#';)
      command.push_back(word);
    commands.push_back(command);
  }
  return commands;
}

const Json::Value* named(const Json::Value& all, const std::string& name) {
  for (const auto& one : all)
    if (one["name"] == name)
      return &one;
  return nullptr;
}

const Json::Value* option_named(const Json::Value& command, const std::string& name) {
  for (const auto& option : command["options"])
    for (const auto& own : option["names"])
      if (own == name)
        return &option;
  return nullptr;
}

/// What is wrong with the words behind "aurora"; empty: nothing.
std::string objection(const Json::Value& program, Words words) {
  const auto* command = &program;
  while (!words.empty() && !(*command)["commands"].empty()) {
    command = named((*command)["commands"], words.front());
    if (command == nullptr)
      return "no command " + words.front();
    words.erase(words.begin());
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].starts_with("-") || words[i] == "-")
      continue;
    const auto equals = words[i].find('=');
    const auto* option = option_named(*command, words[i].substr(0, equals));
    if (option == nullptr)
      return "no option " + words[i];
    const bool takes_value = (*option)["takes_value"].asBool();
    if (takes_value && equals == std::string::npos && ++i == words.size())
      return words[i - 1] + " needs a value";
  }
  return "";
}

int check(const Json::Value& program, const std::string& path) {
  std::vector<std::string> scripts;
  collect(YAML::LoadFile(path), false, scripts);
  int calls = 0;
  int wrong = 0;
  for (const auto& script : scripts)
    for (const auto& command : commands_of(script)) {
      const auto at = std::ranges::find(command, "aurora");
      if (at == command.end())
        continue;
      ++calls;
      if (const auto why = objection(program, {at + 1, command.end()}); !why.empty()) {
        std::cout << path << ": " << why << '\n';
        ++wrong;
      }
    }
  std::cout << path << ": " << calls << " calls of aurora, " << wrong << " wrong\n";
  return wrong;
}

} // namespace

int main(int argc, char** argv) {
  std::ifstream in(argc > 1 ? argv[1] : "");
  Json::Value program;
  in >> program;
  int wrong = 0;
  for (int i = 2; i < argc; ++i)
    wrong += check(program, argv[i]);
  return wrong == 0 && argc > 2 ? 0 : 1;
}
