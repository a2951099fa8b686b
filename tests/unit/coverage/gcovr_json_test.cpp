#include "aurora/coverage/readers.hpp"

#include <gtest/gtest.h>

#include "aurora/coverage/summary.hpp"
#include "unit/coverage/fixture.hpp"

namespace aurora::coverage {

TEST(ReadGcovrJson, agrees_with_gcovrs_own_figures) {
  const auto coverage = read_gcovr_json(fixture("gcovr/ranges.json"));
  ASSERT_TRUE(coverage) << coverage.error().message;
  const auto summary = summarize(*coverage);
  EXPECT_EQ(summary.total_lines, 11);
  EXPECT_EQ(summary.covered_lines, 9);
  EXPECT_EQ(coverage->files.at("src/main.cpp").at(4).branches, (std::vector<std::int64_t>{1, 0, 1, 0, 0, 1}));
}

TEST(ReadGcovrJson, reads_negative_hits_as_zero_and_counts_them) {
  const auto coverage = read_gcovr_json(
      R"({"files":[{"file":"a","lines":[{"line_number":1,"count":-5},{"line_number":0,"count":1},7]}]})");
  ASSERT_TRUE(coverage) << coverage.error().message;
  EXPECT_EQ(coverage->files.at("a").at(1).hits, 0);
  EXPECT_EQ(coverage->ignored, 3);
}

TEST(ReadGcovrJson, refuses_what_is_cut_deep_or_something_else) {
  const auto text = fixture("gcovr/ranges.json");
  EXPECT_FALSE(read_gcovr_json(text.substr(0, text.size() / 2)));
  EXPECT_FALSE(read_gcovr_json(std::string(100'000, '[')));
  EXPECT_FALSE(read_gcovr_json("[]"));
  EXPECT_FALSE(read_gcovr_json(R"({"files":3})"));
  EXPECT_TRUE(read_gcovr_json(R"({"files":[1,{"file":2},{"file":"a","lines":[[],{"line_number":"x"}]}]})"));
}

TEST(ReadGcovrJson, names_a_format_it_does_not_know) {
  const auto coverage = read_gcovr_json(R"({"gcovr/format_version":"7.1","files":[]})");
  ASSERT_FALSE(coverage);
  EXPECT_EQ(coverage.error().code, base::ErrorCode::unsupported);
}

} // namespace aurora::coverage
