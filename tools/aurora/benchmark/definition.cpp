#include "aurora/benchmark/definition.hpp"

#include <cstdlib>
#include <optional>

#include <fmt/format.h>

#include "aurora/base/json_value.hpp"

namespace aurora::benchmark {
namespace {

using base::ErrorCode;

std::string member(const Json::Value& object, const char* key) {
  return object[key].isString() ? object[key].asString() : std::string();
}

/// Numbers are texts there, as CMake has them.
double number(const Json::Value& object, const char* key) {
  const auto text = member(object, key);
  return text.empty() ? 0 : std::strtod(text.c_str(), nullptr);
}

std::vector<std::string> texts(const Json::Value& object, const char* key) {
  std::vector<std::string> out;
  if (object[key].isArray())
    for (const auto& item : object[key])
      out.push_back(item.isString() ? item.asString() : std::string());
  return out;
}

std::optional<Kind> kind_from(const std::string& word) {
  if (word == "google")
    return Kind::google;
  if (word == "lines")
    return Kind::lines;
  return word == "time" ? std::optional(Kind::time) : std::nullopt;
}

base::Result<Definition> definition_from(const Json::Value& one, const std::string& path) {
  const auto kind = one.isObject() ? kind_from(member(one, "kind")) : std::nullopt;
  if (!kind || member(one, "name").empty() || texts(one, "command").empty())
    return base::fail(ErrorCode::invalid_input,
                      "a benchmark has no name, kind or command; configure the project again", path);
  Definition out;
  out.name = member(one, "name");
  out.kind = *kind;
  out.clock = member(one, "clock") == "wall" ? Clock::wall : Clock::cpu;
  out.command = texts(one, "command");
  out.folder = member(one, "folder");
  out.environment = texts(one, "environment");
  out.repetitions = static_cast<int>(number(one, "repetitions"));
  out.tolerance = number(one, "tolerance");
  out.confidence = number(one, "confidence");
  out.timeout = static_cast<int>(number(one, "timeout"));
  out.file = member(one, "file");
  return out;
}

base::Result<std::vector<Definition>> definitions_from(const Json::Value& root, const std::string& path) {
  if (!root["benchmarks"].isArray())
    return base::fail(ErrorCode::invalid_input, "no list of benchmarks; configure the project again", path);
  if (const auto schema = member(root, "schema"); schema != "aurora.benchmark-list/1")
    return base::fail(ErrorCode::unsupported,
                      fmt::format("schema is \"{}\", this version reads \"aurora.benchmark-list/1\"", schema),
                      path);
  std::vector<Definition> all;
  for (const auto& one : root["benchmarks"]) {
    auto definition = definition_from(one, path);
    if (!definition)
      return base::forward(definition);
    all.push_back(std::move(*definition));
  }
  return all;
}

} // namespace

base::Result<std::vector<Definition>> read_definitions(std::string_view json, const std::string& path) {
  const auto root = base::parse_json_object(json);
  if (!root)
    return base::fail(ErrorCode::invalid_input, root.error().message + "; configure the project again", path);
  return definitions_from(*root, path);
}

} // namespace aurora::benchmark
