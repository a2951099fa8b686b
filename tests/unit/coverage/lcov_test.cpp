#include "aurora/coverage/readers.hpp"

#include <gtest/gtest.h>

#include "unit/coverage/fixture.hpp"

namespace aurora::coverage {

TEST(ReadLcov, adds_up_the_instantiations_of_a_template) {
  const auto coverage = read_lcov(fixture("lcov/ranges.info"));
  ASSERT_TRUE(coverage) << coverage.error().message;
  const auto& lines = coverage->files.at("/src/demo/src/ranges.hpp");
  EXPECT_EQ(lines.at(4).hits, 3);
  EXPECT_EQ(lines.at(4).branches, (std::vector<std::int64_t>{1, 2}));
}

TEST(ReadLcov, is_an_error_when_a_record_has_no_end) {
  const auto coverage = read_lcov("SF:a\nDA:1,1\n");
  ASSERT_FALSE(coverage);
  EXPECT_EQ(coverage.error().line, 2);
}

TEST(ReadLcov, tolerates_negative_hits_and_refuses_malformed_lines) {
  const auto coverage = read_lcov("SF:a\nDA:1,-3\nDA:0,1\nend_of_record\n");
  ASSERT_TRUE(coverage) << coverage.error().message;
  EXPECT_EQ(coverage->files.at("a").at(1).hits, 0);
  EXPECT_EQ(coverage->ignored, 2);
  EXPECT_FALSE(read_lcov("DA:1,1\n"));
  EXPECT_FALSE(read_lcov("SF:a\nDA:1\nend_of_record\n"));
  EXPECT_FALSE(read_lcov("hello\n"));
}

} // namespace aurora::coverage
