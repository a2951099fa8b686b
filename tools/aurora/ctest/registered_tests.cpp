#include "aurora/ctest/registered_tests.hpp"

#include <memory>

#include <fmt/format.h>
#include <json/json.h>

#include "aurora/base/text.hpp"

namespace aurora::ctest {
namespace {

const Json::Value& property(const Json::Value& test, std::string_view name) {
  for (const auto& item : test["properties"])
    if (item.isObject() && item["name"].isString() && item["name"].asString() == name)
      return item["value"];
  return Json::Value::nullSingleton();
}

std::vector<std::string> strings(const Json::Value& value) {
  std::vector<std::string> out;
  if (value.isArray())
    for (const auto& item : value)
      if (item.isString())
        out.push_back(item.asString());
  return out;
}

bool flag(const Json::Value& value) {
  return (value.isBool() && value.asBool()) || (value.isString() && value.asString() == "TRUE");
}

/// The innermost place of the backtrace.
void fill_place(const Json::Value& graph, const Json::Value& test, const std::string& source_dir,
                model::RegisteredTest& out) {
  const auto& nodes = graph["nodes"];
  if (!test["backtrace"].isUInt() || !nodes.isArray() || test["backtrace"].asUInt() >= nodes.size())
    return;
  const auto& node = nodes[test["backtrace"].asUInt()];
  const auto& all = graph["files"];
  if (node["file"].isUInt() && all.isArray() && node["file"].asUInt() < all.size())
    out.file = sys::relative_path(all[node["file"].asUInt()].asString(), source_dir);
  out.line = node["line"].isInt() ? node["line"].asInt() : 0;
}

model::RegisteredTest registered_test(const Json::Value& test, int index) {
  model::RegisteredTest out;
  out.index = index;
  out.name = test["name"].isString() ? test["name"].asString() : "";
  out.command = strings(test["command"]);
  const auto& folder = property(test, "WORKING_DIRECTORY");
  out.working_directory = folder.isString() ? folder.asString() : "";
  out.labels = strings(property(test, "LABELS"));
  const auto& timeout = property(test, "TIMEOUT");
  out.timeout_seconds = timeout.isNumeric() ? timeout.asDouble() : 0;
  out.will_fail = flag(property(test, "WILL_FAIL"));
  out.judged_by_output = !property(test, "PASS_REGULAR_EXPRESSION").isNull() ||
                         !property(test, "FAIL_REGULAR_EXPRESSION").isNull();
  out.disabled = flag(property(test, "DISABLED"));
  return out;
}

} // namespace

base::Result<std::string> mirror_directory(const Place& place, const std::string& name,
                                           sys::FileSystem& files) {
  const auto folder = sys::join_path(place.exchange_dir, name);
  if (place.build_dir.find("]====]") != std::string::npos)
    return base::fail(base::ErrorCode::unsupported, "a build folder with \"]====]\" in its name",
                      place.build_dir);
  if (auto made = files.make_directories(folder); !made)
    return base::forward(made);
  const auto test_file = fmt::format("subdirs([====[{}]====])\n", place.build_dir);
  if (auto written = files.write(sys::join_path(folder, "CTestTestfile.cmake"), test_file); !written)
    return base::forward(written);
  const auto custom = fmt::format("include([====[{}/CTestCustom.cmake]====] OPTIONAL)\n", place.build_dir);
  if (auto written = files.write(sys::join_path(folder, "CTestCustom.cmake"), custom); !written)
    return base::forward(written);
  return folder;
}

base::Result<std::vector<model::RegisteredTest>> read_registered_tests(std::string_view json,
                                                                       const std::string& source_dir) {
  const auto begin = json.find('{'); // ctest may warn before it answers
  Json::CharReaderBuilder builder;
  builder["stackLimit"] = 64;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  Json::Value root;
  std::string errors;
  std::vector<model::RegisteredTest> tests;
  try {
    if (begin == std::string_view::npos ||
        !reader->parse(json.data() + begin, json.data() + json.size(), &root, &errors))
      return base::fail(base::ErrorCode::invalid_input,
                        "ctest --show-only=json-v1 printed no JSON: " + errors);
    int index = 0;
    for (const auto& test : root["tests"]) {
      tests.push_back(registered_test(test, ++index));
      fill_place(root["backtraceGraph"], test, source_dir, tests.back());
    }
  } catch (const Json::Exception& error) {
    return base::fail(base::ErrorCode::invalid_input,
                      fmt::format("ctest --show-only=json-v1 is not as documented: {}", error.what()));
  }
  return tests;
}

base::Result<std::vector<model::RegisteredTest>> list_tests(const Place& place, const CTestOptions& options,
                                                            sys::FileSystem& files) {
  const auto folder = mirror_directory(place, "ctest-list", files);
  if (!folder)
    return base::forward(folder);
  sys::ProcessSpec spec;
  spec.argv = {options.ctest, "--test-dir", *folder, "--show-only=json-v1"};
  if (!options.config.empty())
    spec.argv.insert(spec.argv.end(), {"-C", options.config});
  spec.cwd = *folder;
  auto result = place.run(spec);
  if (!result)
    return base::forward(result);
  if (result->outcome.kind == sys::Outcome::Kind::cancelled)
    return base::fail(base::ErrorCode::cancelled, "interrupted");
  if (!result->outcome.succeeded())
    return base::fail(base::ErrorCode::environment,
                      fmt::format("listing the tests failed ({}): {}", to_string(result->outcome),
                                  base::trim(result->stderr_text)),
                      place.build_dir);
  return read_registered_tests(result->stdout_text, place.source_dir);
}

} // namespace aurora::ctest
