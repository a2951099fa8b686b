#include "aurora/junit/report_path.hpp"

#include <gtest/gtest.h>

namespace aurora::junit {
namespace {

using Words = std::vector<std::string>;

TEST(ReportPath, knows_each_frameworks_options) {
  const auto path = [](const Words& command) { return report_path(command, "/w").value_or("none"); };
  EXPECT_EQ(path({"t", "--gtest_output=xml:out.xml"}), "/w/out.xml");
  EXPECT_EQ(path({"/b/t", "--gtest_output=xml:/r/"}), "/r/t.xml");
  EXPECT_EQ(path({"t", "--gtest_output=json:x"}), "none");
  EXPECT_EQ(path({"t", "-r", "junit", "-o", "a.xml"}), "/w/a.xml");
  EXPECT_EQ(path({"t", "--reporter", "junit", "--out", "a.xml"}), "/w/a.xml");
  EXPECT_EQ(path({"t", "--reporter", "junit::out=b.xml"}), "/w/b.xml");
  EXPECT_EQ(path({"t", "--reporter", "xml", "--out", "a.xml"}), "none");
  EXPECT_EQ(path({"t", "--reporters=junit", "--out=d.xml"}), "/w/d.xml");
  EXPECT_EQ(path({"t", "--logger=HRF,all:JUNIT,error,e.xml"}), "/w/e.xml");
  EXPECT_EQ(path({"t", "--log_format=JUNIT", "--log_sink=f.xml"}), "/w/f.xml");
  EXPECT_EQ(path({"pytest", "--junitxml=g.xml"}), "/w/g.xml");
  EXPECT_EQ(path({"python3", "-m", "pytest", "--junit-xml", "/h.xml"}), "/h.xml");
  EXPECT_EQ(path({"node", "vitest.mjs", "run", "--reporter=default", "--outputFile.junit=i.xml"}),
            "/w/i.xml");
  EXPECT_EQ(path({"node", "jest.js", "--outputFile=/j.xml", "a.test.js"}), "/j.xml");
  EXPECT_EQ(path({"node", "jest.js", "--json", "--outputFile=k.json"}), "none");
  EXPECT_EQ(path({"node", "--test", "--test-reporter=spec", "--test-reporter-destination=stdout",
                  "--test-reporter=junit", "--test-reporter-destination=l.xml", "a.mjs"}),
            "/w/l.xml");
  EXPECT_EQ(path({"t"}), "none");
  EXPECT_EQ(path({}), "none");
}

} // namespace
} // namespace aurora::junit
