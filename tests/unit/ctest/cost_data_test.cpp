#include "aurora/ctest/cost_data.hpp"

#include <gtest/gtest.h>

#include "support/fake_file_system.hpp"

namespace aurora::ctest {
namespace {

TEST(CostData, names_the_slowest_test) {
  EXPECT_DOUBLE_EQ(slowest_test("a 1 0.5\nb c 3 2.25\n---\nd 1 90\n"), 2.25);
  EXPECT_DOUBLE_EQ(slowest_test(""), 0);
  EXPECT_DOUBLE_EQ(slowest_test("---\na 1 4\n"), 0) << "names of failed tests follow";
  EXPECT_DOUBLE_EQ(slowest_test("a 1 nan\nb 1 inf\nc 1 -3\nd\n e 1 x\nf 1 1e999\n"), 0);
}

TEST(UsualLimit, is_several_times_the_slowest_and_never_short) {
  test::FakeFileSystem files;
  const auto limit_after = [&](const std::string& text) {
    files.put("/b/Testing/Temporary/CTestCostData.txt", text);
    return usual_limit({"/none", "/b"}, files).count();
  };
  EXPECT_EQ(usual_limit({"/none"}, files).count(), 0) << "nothing is known";
  EXPECT_EQ(limit_after("---\n"), 0);
  EXPECT_EQ(limit_after("a 1 0.01\n---\n"), 120);
  EXPECT_EQ(limit_after("a 1 0.01\nb 1 80\n---\n"), 460);
  EXPECT_EQ(limit_after("a 1 1000\n---\n"), 1500) << "CTest's own";
}

} // namespace
} // namespace aurora::ctest
