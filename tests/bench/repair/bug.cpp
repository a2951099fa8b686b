#include "bench/repair/bug.hpp"

#include <fstream>
#include <sstream>

#include <json/json.h>

namespace aurora::bench {

namespace {

std::vector<std::string> texts(const Json::Value& value) {
  std::vector<std::string> result;
  for (const auto& item : value)
    result.push_back(item.asString());
  return result;
}

std::vector<BugTest> tests_from(const Json::Value& value) {
  std::vector<BugTest> tests;
  for (const auto& item : value) {
    BugTest test;
    test.name = item["name"].asString();
    test.stdin_text = item["stdin"].asString();
    test.stdout_text = item["stdout"].asString();
    test.compare = item["compare"].asString();
    if (test.compare.empty() && item.isMember("stdout"))
      test.compare = "lines";
    test.pattern = item["pattern"].asString();
    test.timeout_seconds = item.get("timeout_s", 5).asDouble();
    tests.push_back(std::move(test));
  }
  return tests;
}

Bug bug_from(const Json::Value& value) {
  Bug bug;
  bug.id = value["id"].asString();
  bug.kind = value["kind"].asString();
  bug.language = value["language"].asString();
  bug.standard = std::stoi(value["standard"].asString());
  for (const auto& name : value["files"].getMemberNames())
    bug.files[name] = value["files"][name].asString();
  bug.sources = texts(value["sources"]);
  bug.editable = texts(value["editable"]);
  bug.libs = texts(value["libs"]);
  bug.tests = tests_from(value["tests"]);
  bug.held_out = tests_from(value["heldout"]);
  return bug;
}

} // namespace

base::Result<std::vector<Bug>> read_bugs(const std::string& path) {
  std::ifstream in(path);
  if (!in)
    return base::fail(base::ErrorCode::not_found, "The data set cannot be read", path);
  std::vector<Bug> bugs;
  std::string line;
  try {
    while (std::getline(in, line)) {
      if (line.empty())
        continue;
      Json::Value value;
      std::istringstream(line) >> value;
      if (value["schema"].asString() != "aurora.bug/1")
        return base::fail(base::ErrorCode::unsupported, "The data set is not aurora.bug/1", path);
      bugs.push_back(bug_from(value));
    }
  } catch (const std::exception& problem) {
    return base::fail(base::ErrorCode::invalid_input,
                      std::string("The data set is malformed: ") + problem.what(), path);
  }
  return bugs;
}

} // namespace aurora::bench
