#include "aurora/report/junit_writer.hpp"

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include "unit/report/samples.hpp"

namespace aurora::report {
namespace {

model::TestCase one(std::string name, model::TestStatus status) {
  model::TestCase test;
  test.ctest_name = name;
  test.suite = "unit";
  test.name = std::move(name);
  test.status = status;
  test.message = k_hostile;
  test.output = k_hostile;
  return test;
}

} // namespace

TEST(WriteJunit, is_well_formed_and_counts_agree) {
  model::TestRun run;
  run.producer = "ctest";
  run.cases = {one("a", model::TestStatus::passed), one("b", model::TestStatus::failed),
               one("c", model::TestStatus::skipped), one("d", model::TestStatus::not_run)};
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(written([&](auto& out) { write_junit(out, run); }).c_str()));
  const auto suite = document.child("testsuites").child("testsuite");
  EXPECT_STREQ(suite.attribute("tests").value(), "4");
  EXPECT_STREQ(suite.attribute("failures").value(), "1");
  EXPECT_STREQ(suite.attribute("errors").value(), "1");
  EXPECT_STREQ(suite.attribute("skipped").value(), "1");
}

TEST(WriteJunit, never_calls_a_test_that_could_not_run_skipped) {
  model::TestRun run;
  run.cases = {one("d", model::TestStatus::not_run)};
  const auto text = written([&](auto& out) { write_junit(out, run); });
  EXPECT_EQ(text.find("<skipped"), std::string::npos);
  EXPECT_NE(text.find("<error "), std::string::npos);
}

} // namespace aurora::report
