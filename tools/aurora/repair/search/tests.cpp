#include "aurora/repair/search/tests.hpp"

#include <array>
#include <memory>

#include <json/json.h>

namespace aurora::repair::search {

namespace {

constexpr std::array k_ctest_only = {"ENVIRONMENT_MODIFICATION", "REQUIRED_FILES", "FIXTURES_REQUIRED"};

std::vector<std::string> texts(const Json::Value& value) {
  std::vector<std::string> result;
  if (value.isString())
    result.push_back(value.asString());
  if (value.isArray())
    for (const auto& item : value)
      result.push_back(item.asString());
  return result;
}

void set_patterns(TestSpec& test, std::vector<OutputPattern>& patterns, const Json::Value& value) {
  for (const auto& text : texts(value))
    if (auto pattern = OutputPattern::from_cmake(text))
      patterns.push_back(std::move(*pattern));
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
    set_patterns(test, test.skip_patterns, value);
  else if (name == "PASS_REGULAR_EXPRESSION")
    set_patterns(test, test.pass_patterns, value);
  else if (name == "FAIL_REGULAR_EXPRESSION")
    set_patterns(test, test.fail_patterns, value);
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

bool is_judged_by_output(const TestSpec& test) {
  return !test.pass_patterns.empty() || !test.fail_patterns.empty();
}

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
