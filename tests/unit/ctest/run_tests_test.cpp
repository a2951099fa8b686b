#include "aurora/ctest/run_tests.hpp"

#include <gtest/gtest.h>

namespace aurora::ctest {

// Shapes as ctest 3.25.1 writes them in dashboard mode.
TEST(ExitCodes, are_read_for_tests_that_exited) {
  const auto codes = read_exit_codes(R"(<?xml version="1.0" encoding="UTF-8"?>
<Site><Testing>
  <Test Status="failed"><Name>b</Name><Results>
    <NamedMeasurement type="text/string" name="Exit Code"><Value>Failed</Value></NamedMeasurement>
    <NamedMeasurement type="text/string" name="Exit Value"><Value>7</Value></NamedMeasurement>
  </Results></Test>
  <Test Status="failed"><Name>c</Name><Results>
    <NamedMeasurement type="text/string" name="Exit Code"><Value>SEGFAULT</Value></NamedMeasurement>
    <NamedMeasurement type="text/string" name="Exit Value"><Value>0</Value></NamedMeasurement>
  </Results></Test>
</Testing></Site>)");
  EXPECT_EQ(codes, (std::vector<std::pair<std::string, int>>{{"b", 7}}));
}

TEST(ExitCodes, are_none_for_a_truncated_file) {
  EXPECT_TRUE(read_exit_codes("<Site><Testing><Test").empty());
}

} // namespace aurora::ctest
