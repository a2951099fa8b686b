#include "aurora/repair/search/tests.hpp"

#include <array>
#include <memory>

#include <json/json.h>

namespace aurora::repair::search {

namespace {

constexpr std::array k_ctest_only = {"PASS_REGULAR_EXPRESSION", "FAIL_REGULAR_EXPRESSION",
                                     "ENVIRONMENT_MODIFICATION", "REQUIRED_FILES", "FIXTURES_REQUIRED"};

std::vector<std::string> texts(const Json::Value& value) {
  std::vector<std::string> result;
  if (value.isString())
    result.push_back(value.asString());
  if (value.isArray())
    for (const auto& item : value)
      result.push_back(item.asString());
  return result;
}

/// The one text that a regular expression of CMake matches; nothing when there are others.
std::optional<std::string> only_match(std::string_view pattern) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool escaped = pattern[i] == '\\' && i + 1 < pattern.size();
    if (!escaped && std::string_view("^$.[]*+?|()\\").find(pattern[i]) != std::string_view::npos)
      return std::nullopt;
    text += pattern[escaped ? ++i : i];
  }
  return text;
}

/// gtest_discover_tests() says it of every test.
void set_skipping(TestSpec& test, const std::vector<std::string>& patterns) {
  for (const auto& pattern : patterns)
    if (auto text = only_match(pattern))
      test.skip_texts.push_back(std::move(*text));
    else
      test.judged_by_ctest = true;
}

void set_property(TestSpec& test, const std::string& name, const Json::Value& value) {
  if (name == "WORKING_DIRECTORY")
    test.working_directory = value.asString();
  else if (name == "ENVIRONMENT")
    test.environment = texts(value);
  else if (name == "TIMEOUT" && value.isNumeric())
    test.timeout_seconds = value.asDouble();
  else if (name == "WILL_FAIL")
    test.will_fail = value.asBool();
  else if (name == "DISABLED")
    test.disabled = value.asBool();
  else if (name == "SKIP_RETURN_CODE" && value.isInt())
    test.skip_return_code = value.asInt();
  else if (name == "SKIP_REGULAR_EXPRESSION")
    set_skipping(test, texts(value));
  for (const auto* special : k_ctest_only)
    if (name == special)
      test.judged_by_ctest = true;
}

std::optional<TestSpec> test_from(const Json::Value& value) {
  TestSpec test;
  test.name = value["name"].asString();
  test.command = texts(value["command"]);
  if (test.name.empty() || test.command.empty())
    return std::nullopt;
  for (const auto& property : value["properties"])
    set_property(test, property["name"].asString(), property["value"]);
  return test;
}

} // namespace

base::Result<std::vector<TestSpec>> read_tests(std::string_view json) {
  Json::CharReaderBuilder builder;
  builder["stackLimit"] = 32;
  Json::Value root;
  std::string why;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  std::vector<TestSpec> tests;
  try {
    if (!reader->parse(json.data(), json.data() + json.size(), &root, &why) || !root.isObject())
      return base::fail(base::ErrorCode::invalid_input, "ctest's list of tests is not JSON: " + why);
    for (const auto& value : root["tests"])
      if (auto test = test_from(value))
        tests.push_back(std::move(*test));
  } catch (const Json::Exception& problem) {
    return base::fail(base::ErrorCode::invalid_input,
                      std::string("ctest's list of tests is malformed: ") + problem.what());
  }
  return tests;
}

} // namespace aurora::repair::search
