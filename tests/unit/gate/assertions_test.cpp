#include "aurora/gate/assertions.hpp"

#include <gtest/gtest.h>

namespace aurora::gate {

TEST(AssertionStrength, ranks_exact_above_truth_above_warning) {
  EXPECT_EQ(assertion_strength("EXPECT_EQ"), 3);
  EXPECT_EQ(assertion_strength("EXPECT_TRUE"), 2);
  EXPECT_EQ(assertion_strength("WARN"), 0);
  EXPECT_EQ(assertion_strength("printf"), std::nullopt);
  EXPECT_EQ(assertion_strength("BOOST_TEST_MODULE"), std::nullopt);
}

TEST(CountAssertions, counts_calls_on_the_given_lines_only) {
  const std::string text = "EXPECT_EQ(a, b);\nASSERT_TRUE(c);\n// EXPECT_EQ(d, e);\n";
  const auto stream = tokenize(text);
  EXPECT_EQ(count_assertions(stream.code, {1, 2, 3}).count, 2);
  EXPECT_EQ(count_assertions(stream.code, {2}).first_line, 2);
}

} // namespace aurora::gate
