#include "aurora/settings/settings.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <json/json.h>
#include <yaml-cpp/yaml.h>

#include "aurora/base/text.hpp"

namespace aurora::settings {
namespace {

using base::ErrorCode;
using Setter = std::function<base::Result<void>(Settings&, std::string_view)>;

constexpr int k_most = 1'000'000'000;
constexpr std::array<std::string_view, 3> k_modes{"propose", "apply", "commit"};

base::Result<void> set_mode(Settings& settings, std::string_view value) {
  for (std::size_t i = 0; i < k_modes.size(); ++i) {
    if (k_modes[i] == value) {
      settings.mode = static_cast<Mode>(i);
      return {};
    }
  }
  return base::fail(ErrorCode::usage,
                    fmt::format("\"{}\" is not a mode; use propose, apply or commit", value));
}

base::Result<void> set_provider_order(Settings& settings, std::string_view value) {
  if (value != "measured" && value != "listed")
    return base::fail(ErrorCode::usage, fmt::format("\"{}\" is not an order; use measured or listed", value));
  settings.provider_order = value == "listed" ? ProviderOrder::listed : ProviderOrder::measured;
  return {};
}

struct Range {
  int least;
  int most;
};

Setter whole(int Settings::*member, Range range) {
  return [=](Settings& settings, std::string_view value) -> base::Result<void> {
    const auto number = base::parse_integer(value);
    if (!number || *number < range.least || *number > range.most)
      return base::fail(ErrorCode::usage, fmt::format("\"{}\" is not a whole number from {} to {}", value,
                                                      range.least, range.most));
    settings.*member = static_cast<int>(*number);
    return {};
  };
}

std::optional<bool> parse_bool(std::string_view value) {
  const auto word = base::to_lower(value);
  if (word == "true" || word == "on" || word == "yes" || word == "1")
    return true;
  if (word == "false" || word == "off" || word == "no" || word == "0" || word.empty())
    return false;
  return std::nullopt;
}

Setter flag(bool Settings::*member) {
  return [=](Settings& settings, std::string_view value) -> base::Result<void> {
    const auto parsed = parse_bool(value);
    if (!parsed)
      return base::fail(ErrorCode::usage, fmt::format("\"{}\" is neither on nor off", value));
    settings.*member = *parsed;
    return {};
  };
}

Setter word(std::string Settings::*member) {
  return [=](Settings& settings, std::string_view value) -> base::Result<void> {
    settings.*member = std::string(value);
    return {};
  };
}

Setter one_of(std::string Settings::*member, std::vector<std::string> known) {
  return [=](Settings& settings, std::string_view value) -> base::Result<void> {
    if (std::ranges::find(known, value) == known.end())
      return base::fail(ErrorCode::usage,
                        fmt::format("\"{}\" is none of {}", value, base::join(known, ", ")));
    settings.*member = std::string(value);
    return {};
  };
}

Setter amount(double Settings::*member) {
  return [=](Settings& settings, std::string_view value) -> base::Result<void> {
    char* end = nullptr;
    const std::string text(value);
    const double number = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0' || !(number >= 0 && number <= k_most))
      return base::fail(ErrorCode::usage, fmt::format("\"{}\" is not a number from 0 on", value));
    settings.*member = number;
    return {};
  };
}

struct Percents {
  double least;
  double most;
};

Setter percent(double Settings::*member, Percents range) {
  return [=](Settings& settings, std::string_view value) -> base::Result<void> {
    char* end = nullptr;
    const std::string text(value);
    const double number = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0' || !(number >= range.least && number <= range.most))
      return base::fail(ErrorCode::usage, fmt::format("\"{}\" is not a percentage from {} to {}", value,
                                                      range.least, range.most));
    settings.*member = number;
    return {};
  };
}

Setter words(std::vector<std::string> Settings::*member) {
  return [=](Settings& settings, std::string_view value) -> base::Result<void> {
    auto& list = settings.*member;
    list.clear();
    const auto text = base::replace_all(std::string(value), ";", ",");
    for (const auto part : base::split(text, ','))
      if (const auto trimmed = base::trim(part); !trimmed.empty())
        list.emplace_back(trimmed);
    return {};
  };
}

base::Result<void> set_providers(Settings& settings, std::string_view value) {
  static const std::vector<std::string> known{"playbook", "fixit", "rules", "search", "model", "agent"};
  if (auto set = words(&Settings::providers)(settings, value); !set)
    return set;
  for (const auto& name : settings.providers) {
    if (std::ranges::find(known, name) != known.end())
      continue;
    const auto meant = base::nearest(name, known);
    return base::fail(ErrorCode::usage, fmt::format("\"{}\" is not a provider{}; known are {}", name,
                                                    meant ? " (did you mean \"" + *meant + "\"?)" : "",
                                                    base::join(known, ", ")));
  }
  return {};
}

using Setters = std::map<std::string, Setter, std::less<>>;

/// Of the language model, the agent and the forge.
Setters outside_setters() {
  return {
      {"model_url", word(&Settings::model_url)},
      {"model_name", word(&Settings::model_name)},
      {"model_api", one_of(&Settings::model_api, {"openai", "anthropic"})},
      {"model_key_env", word(&Settings::model_key_env)},
      {"model_key_file", word(&Settings::model_key_file)},
      {"model_ca_file", word(&Settings::model_ca_file)},
      {"model_structured", flag(&Settings::model_structured)},
      {"model_rounds", whole(&Settings::model_rounds, {1, 5})},
      {"model_timeout", whole(&Settings::model_timeout, {1, 86'400})},
      {"model_max_calls", whole(&Settings::model_max_calls, {1, k_most})},
      {"model_max_tokens", whole(&Settings::model_max_tokens, {1, k_most})},
      {"model_max_seconds", whole(&Settings::model_max_seconds, {1, k_most})},
      {"model_max_cost", amount(&Settings::model_max_cost)},
      {"model_price_in", amount(&Settings::model_price_in)},
      {"model_price_out", amount(&Settings::model_price_out)},
      {"agent_command", word(&Settings::agent_command)},
      {"agent_timeout", whole(&Settings::agent_timeout, {1, 86'400})},
      {"agent_max_disk", whole(&Settings::agent_max_disk, {1, k_most})},
      {"agent_writable", words(&Settings::agent_writable)},
      {"forge", one_of(&Settings::forge, {"github", "gitlab", "gitea"})},
      {"forge_url", word(&Settings::forge_url)},
      {"forge_repository", word(&Settings::forge_repository)},
      {"forge_branch", word(&Settings::forge_branch)},
      {"forge_token_env", word(&Settings::forge_token_env)},
      {"forge_token_file", word(&Settings::forge_token_file)},
      {"forge_ca_file", word(&Settings::forge_ca_file)},
      {"max_proposals", whole(&Settings::max_proposals, {0, 1000})},
      {"max_issues", whole(&Settings::max_issues, {0, 1000})},
      {"issues_label", word(&Settings::issues_label)},
  };
}

Setters heal_setters() {
  return {
      {"mode", set_mode},
      {"max_iterations", whole(&Settings::max_iterations, {1, 100})},
      {"jobs", whole(&Settings::jobs, {0, 4096})},
      {"timeout", whole(&Settings::timeout, {0, 1'000'000})},
      {"time_budget", whole(&Settings::time_budget, {1, 1'000'000})},
      {"reruns", whole(&Settings::reruns, {0, 1000})},
      {"labels", words(&Settings::labels)},
      {"exclude_labels", words(&Settings::exclude_labels)},
      {"canary_label", word(&Settings::canary_label)},
      {"providers", set_providers},
      {"provider_order", set_provider_order},
      {"history", word(&Settings::history)},
      {"coverage", flag(&Settings::coverage)},
      {"coverage_threshold", percent(&Settings::coverage_threshold, {0, 100})},
      {"allow_test_edits", flag(&Settings::allow_test_edits)},
      {"protected_files", words(&Settings::protected_files)},
      {"require_sandbox", flag(&Settings::require_sandbox)},
      {"benchmarks", flag(&Settings::benchmarks)},
      {"benchmark_tolerance", percent(&Settings::benchmark_tolerance, {1, 1000})},
      {"benchmark_confidence", percent(&Settings::benchmark_confidence, {50, 99.9999})},
      {"benchmark_repetitions", whole(&Settings::benchmark_repetitions, {5, 1000})},
      {"benchmark_machine", word(&Settings::benchmark_machine)},
  };
}

const Setters& setters() {
  static const Setters table = [] {
    auto all = heal_setters();
    all.merge(outside_setters());
    return all;
  }();
  return table;
}

std::vector<std::string> option_names() {
  std::vector<std::string> names;
  for (const auto& [name, setter] : setters())
    names.push_back(name);
  return names;
}

/// The facts of settings.json and where they go.
const std::map<std::string, std::string Settings::*, std::less<>>& facts() {
  static const std::map<std::string, std::string Settings::*, std::less<>> table{
      {"source_dir", &Settings::source_dir},
      {"build_dir", &Settings::build_dir},
      {"cmake_command", &Settings::cmake},
      {"ctest_command", &Settings::ctest},
      {"generator", &Settings::generator},
      {"cxx_compiler", &Settings::cxx_compiler},
      {"cxx_compiler_id", &Settings::cxx_compiler_id},
      {"cxx_compiler_version", &Settings::cxx_compiler_version},
      {"c_compiler_id", &Settings::c_compiler_id},
      {"c_compiler_version", &Settings::c_compiler_version},
      {"build_type", &Settings::build_type},
  };
  return table;
}

std::string json_text(const Json::Value& value) {
  if (!value.isArray())
    return value.asString();
  std::vector<std::string> parts;
  for (const auto& item : value)
    parts.push_back(item.asString());
  return base::join(parts, ";");
}

base::Result<void> apply_json_member(Settings& settings, const std::string& key, const Json::Value& value) {
  if (const auto fact = facts().find(key); fact != facts().end() && value.isString()) {
    if (!value.asString().empty())
      settings.*(fact->second) = value.asString();
    return {};
  }
  if (!setters().contains(key))
    return {}; // a fact that only CMake code needs
  return set_option(settings, key, json_text(value));
}

/// Value of an entry of CMakeCache.txt, or empty.
std::string_view cache_entry(std::string_view cmake_cache, std::string_view name) {
  for (const auto line : base::split_lines(cmake_cache)) {
    const auto equals = line.find('=');
    if (equals != std::string_view::npos && line.starts_with(name) &&
        line.substr(name.size()).starts_with(':'))
      return line.substr(equals + 1);
  }
  return {};
}

std::string yaml_text(const YAML::Node& node) {
  if (!node.IsSequence())
    return node.IsScalar() ? node.Scalar() : "";
  std::vector<std::string> parts;
  for (const auto& item : node)
    parts.push_back(item.Scalar());
  return base::join(parts, ";");
}

} // namespace

std::string_view to_string(Mode mode) {
  return k_modes.at(static_cast<std::size_t>(mode));
}

base::Result<void> set_option(Settings& settings, std::string_view name, std::string_view value) {
  const auto setter = setters().find(name);
  if (setter == setters().end()) {
    const auto meant = base::nearest(name, option_names());
    return base::fail(ErrorCode::usage, fmt::format("unknown option \"{}\"{}", name,
                                                    meant ? "; did you mean \"" + *meant + "\"?" : ""));
  }
  auto set = setter->second(settings, value);
  if (!set)
    return base::fail(ErrorCode::usage, fmt::format("{}: {}", name, set.error().message));
  return {};
}

base::Result<void> apply_settings_json(Settings& settings, std::string_view json, const std::string& path) {
  Json::CharReaderBuilder builder;
  builder["stackLimit"] = 16;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  Json::Value root;
  std::string errors;
  try {
    if (!reader->parse(json.data(), json.data() + json.size(), &root, &errors) || !root.isObject())
      return base::fail(ErrorCode::invalid_input, "not a JSON object; configure the project again: " + errors,
                        path);
    const auto schema = root["schema"].isString() ? root["schema"].asString() : "";
    if (schema != "aurora.settings/1")
      return base::fail(
          ErrorCode::unsupported,
          fmt::format("schema is \"{}\", this version reads \"aurora.settings/1\"; configure the "
                      "project again",
                      schema),
          path);
    for (const auto& key : root.getMemberNames())
      if (auto set = apply_json_member(settings, key, root[key]); !set)
        return base::fail(ErrorCode::invalid_input, set.error().message, path);
  } catch (const Json::Exception& error) {
    return base::fail(ErrorCode::invalid_input, error.what(), path);
  }
  return {};
}

base::Result<void> apply_config_yaml(Settings& settings, std::string_view yaml, const std::string& path) {
  try {
    const auto root = YAML::Load(std::string(yaml));
    if (root.IsNull())
      return {};
    if (!root.IsMap())
      return base::fail(ErrorCode::invalid_input, "expected \"option: value\" lines", path,
                        root.Mark().line + 1);
    for (const auto& entry : root) {
      const auto key = entry.first.Scalar();
      if (key == "schema")
        continue;
      if (auto set = set_option(settings, key, yaml_text(entry.second)); !set)
        return base::fail(ErrorCode::invalid_input, set.error().message, path, entry.first.Mark().line + 1);
    }
  } catch (const YAML::Exception& error) {
    return base::fail(ErrorCode::invalid_input, error.msg, path, error.mark.line + 1);
  }
  return {};
}

void fill_from_cache(Settings& settings, std::string_view cmake_cache) {
  const std::map<std::string_view, std::string Settings::*> wanted{
      {"CMAKE_HOME_DIRECTORY", &Settings::source_dir}, {"CMAKE_PROJECT_NAME", &Settings::project},
      {"CMAKE_GENERATOR", &Settings::generator},       {"CMAKE_COMMAND", &Settings::cmake},
      {"CMAKE_CTEST_COMMAND", &Settings::ctest},       {"CMAKE_CXX_COMPILER", &Settings::cxx_compiler},
      {"CMAKE_BUILD_TYPE", &Settings::build_type},     {"CMAKE_MAKE_PROGRAM", &Settings::make_program}};
  for (const auto line : base::split_lines(cmake_cache)) {
    const auto colon = line.find(':');
    const auto equals = line.find('=');
    if (colon == std::string_view::npos || equals == std::string_view::npos || equals < colon)
      continue;
    const auto found = wanted.find(line.substr(0, colon));
    if (found == wanted.end())
      continue;
    auto& member = settings.*(found->second);
    if (member.empty() || member == "cmake" || member == "ctest")
      member = std::string(line.substr(equals + 1));
  }
}

base::Result<void> choose_config(Settings& settings, std::string_view cmake_cache) {
  if (!base::contains(settings.generator, "Multi-Config"))
    return {};
  const auto all = base::split(cache_entry(cmake_cache, "CMAKE_CONFIGURATION_TYPES"), ';');
  if (settings.config.empty()) {
    const auto preferred = cache_entry(cmake_cache, "CMAKE_DEFAULT_BUILD_TYPE");
    settings.config = preferred.empty() && !all.empty() ? all.front() : preferred;
    return {};
  }
  if (std::ranges::find(all, settings.config) != all.end())
    return {};
  return base::fail(ErrorCode::usage,
                    fmt::format("the build folder has no configuration \"{}\"; name one of {} with --config",
                                settings.config, fmt::join(all, ", ")),
                    settings.build_dir);
}

} // namespace aurora::settings
