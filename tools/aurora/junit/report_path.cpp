#include "aurora/junit/report_path.hpp"

#include <array>
#include <filesystem>
#include <string_view>

#include "aurora/base/text.hpp"

namespace aurora::junit {
namespace {

using Command = std::vector<std::string>;

/// The value of "--key=value", "--key value" or "-k value"; the last one given counts.
std::optional<std::string> option_value(const Command& command,
                                        std::initializer_list<std::string_view> keys) {
  std::optional<std::string> value;
  for (std::size_t i = 1; i < command.size(); ++i)
    for (const auto key : keys) {
      const std::string_view word = command[i];
      if (word == key && i + 1 < command.size())
        value = command[i + 1];
      else if (word.size() > key.size() && word.starts_with(key) && word[key.size()] == '=')
        value = word.substr(key.size() + 1);
    }
  return value;
}

std::optional<std::string> gtest_report(const Command& command) {
  const auto value = option_value(command, {"--gtest_output"});
  if (!value || !value->starts_with("xml"))
    return std::nullopt;
  if (*value == "xml" || *value == "xml:")
    return "test_detail.xml";
  auto path = value->substr(4);
  if (path.ends_with('/'))
    path += std::filesystem::path(command.front()).stem().string() + ".xml";
  return path;
}

/// Catch2: "-r junit -o file", Catch2 3 also "-r junit::out=file"; doctest: "-r=junit -o=file".
std::optional<std::string> reporter_report(const Command& command) {
  const auto reporter =
      option_value(command, {"-r", "--reporter", "--reporters", "-dt-r", "--dt-r", "--dt-reporters"});
  if (!reporter || !reporter->starts_with("junit"))
    return std::nullopt;
  constexpr std::string_view own_file = "::out=";
  if (const auto at = reporter->find(own_file); at != std::string::npos) {
    const auto rest = reporter->substr(at + own_file.size());
    return rest.substr(0, rest.find("::"));
  }
  return option_value(command, {"-o", "--out", "-dt-o", "--dt-o", "--dt-out"});
}

/// "--logger=JUNIT,error,file:HRF,all", or "--log_format=JUNIT --log_sink=file".
std::optional<std::string> boost_report(const Command& command) {
  const auto loggers = option_value(command, {"--logger"}).value_or("");
  for (const auto logger : base::split(loggers, ':')) {
    const auto parts = base::split(logger, ',');
    if (parts.size() == 3 && parts[0] == "JUNIT" && parts[2] != "stdout" && parts[2] != "stderr")
      return std::string(parts[2]);
  }
  if (option_value(command, {"--log_format", "-f"}) != "JUNIT")
    return std::nullopt;
  return option_value(command, {"--log_sink", "-k"});
}

std::optional<std::string> pytest_report(const Command& command) {
  return option_value(command, {"--junitxml", "--junit-xml"});
}

bool is_xml(const std::string& path) {
  return path.ends_with(".xml");
}

/// vitest's "--outputFile=file" or "--outputFile.junit=file"; jest with a reporter that goes by --outputFile.
std::optional<std::string> javascript_report(const Command& command) {
  auto path = option_value(command, {"--outputFile", "--outputFile.junit"});
  return path && is_xml(*path) ? path : std::nullopt;
}

/// "node --test" has a destination for each reporter, in the same order; one of them is a file for us.
std::optional<std::string> node_report(const Command& command) {
  constexpr std::string_view key = "--test-reporter-destination=";
  for (const auto& word : command)
    if (word.starts_with(key) && is_xml(word))
      return word.substr(key.size());
  return std::nullopt;
}

} // namespace

std::optional<std::string> report_path(const std::vector<std::string>& test_command,
                                       const std::string& working_directory) {
  constexpr std::array<std::optional<std::string> (*)(const Command&), 6> readers{
      gtest_report, boost_report, pytest_report, javascript_report, node_report, reporter_report};
  for (const auto reader : readers)
    if (auto path = reader(test_command); path && !path->empty())
      return (std::filesystem::path(working_directory) / *path).lexically_normal().generic_string();
  return std::nullopt;
}

} // namespace aurora::junit
