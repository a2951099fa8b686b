#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "aurora/junit/reader.hpp"

namespace aurora::junit {

inline std::string fixture(const std::string& name) {
  std::ifstream in(std::string(AURORA_TEST_DATA) + "/" + name, std::ios::binary);
  EXPECT_TRUE(in.good()) << name;
  return {std::istreambuf_iterator<char>(in), {}};
}

inline model::TestRun read_fixture(const std::string& name) {
  auto run = read_junit(fixture(name));
  EXPECT_TRUE(run.has_value()) << name << (run ? "" : to_string(run.error()));
  return run ? *run : model::TestRun{};
}

inline model::TestCase case_named(const model::TestRun& run, const std::string& name) {
  for (const auto& test : run.cases)
    if (test.name == name)
      return test;
  ADD_FAILURE() << "no case " << name;
  return {};
}

/// All reports that were really written, for tests that hold for every one of them.
inline const std::vector<std::string>& all_reports() {
  static const std::vector<std::string> names{"ctest/report.xml",         "gtest/report.xml",
                                              "catch2/report.xml",        "catch2/crash.xml",
                                              "catch3/report.xml",        "catch3/crash.xml",
                                              "doctest/report.xml",       "doctest/crash.xml",
                                              "boost/report.xml",         "boost/report_errors.xml",
                                              "boost/crash.xml",          "pytest/report_xunit1.xml",
                                              "pytest/report_xunit2.xml", "pytest/report_collection.xml",
                                              "jest/report.xml",          "vitest/report.xml",
                                              "node/report.xml"};
  return names;
}

} // namespace aurora::junit
