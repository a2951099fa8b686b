#include "aurora/coverage/readers.hpp"

#include <gtest/gtest.h>

#include "aurora/coverage/summary.hpp"
#include "unit/coverage/fixture.hpp"

namespace aurora::coverage {

TEST(ReadCobertura, agrees_with_the_producers_own_figures) {
  const auto coverage = read_cobertura(fixture("cobertura/ranges.xml"));
  ASSERT_TRUE(coverage) << coverage.error().message;
  const auto summary = summarize(*coverage);
  EXPECT_EQ(summary.total_lines, 11);
  EXPECT_EQ(summary.covered_lines, 9);
  EXPECT_EQ(summary.total_branches, 6);
  EXPECT_EQ(summary.covered_branches, 3);
}

TEST(ReadCobertura, is_an_error_wherever_the_text_is_cut) {
  const auto text = fixture("cobertura/ranges.xml");
  const auto whole = text.rfind('>');
  for (std::size_t length = 0; length < whole; length += 7)
    EXPECT_FALSE(read_cobertura(text.substr(0, length))) << length;
}

TEST(ReadCobertura, survives_a_class_without_a_file_name) {
  const auto coverage = read_cobertura(
      "<coverage><packages><package><classes><class name=\"x\"><lines>"
      "<line number=\"1\" hits=\"1\"/></lines></class></classes></package></packages></coverage>");
  ASSERT_TRUE(coverage) << coverage.error().message;
  EXPECT_TRUE(coverage->files.empty());
  EXPECT_EQ(coverage->ignored, 1);
}

TEST(ReadCobertura, does_not_overflow_on_deep_nesting) {
  std::string text;
  for (int i = 0; i < 200'000; ++i)
    text += "<a>";
  EXPECT_FALSE(read_cobertura(text));
}

TEST(ReadCobertura, joins_names_with_an_absolute_source) {
  const auto coverage =
      read_cobertura("<coverage><sources><source>/p</source></sources><packages><package><classes>"
                     "<class filename=\"a.cpp\"><lines><line number=\"1\" hits=\"-2\"/></lines>"
                     "</class></classes></package></packages></coverage>");
  ASSERT_TRUE(coverage) << coverage.error().message;
  EXPECT_EQ(coverage->files.at("/p/a.cpp").at(1).hits, 0);
}

TEST(ReadAny, tells_the_three_formats_apart) {
  for (const auto* name : {"gcovr/ranges.json", "cobertura/ranges.xml", "lcov/ranges.info"}) {
    const auto coverage = read_any(fixture(name));
    ASSERT_TRUE(coverage) << name << coverage.error().message;
    EXPECT_EQ(summarize(*coverage).covered_lines, 9) << name;
  }
}

} // namespace aurora::coverage
