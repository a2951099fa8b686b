#include "aurora/repair/search/inputs.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace aurora::repair::search {
namespace {

TEST(VariedInputs, keep_the_blanks_and_the_number_of_words) {
  std::mt19937 random(1);
  for (int i = 0; i < 100; ++i) {
    const auto text = vary_input("3 abc\n 17\t5\n", random);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\t'), 1);
    EXPECT_EQ(std::count(text.begin(), text.end(), ' '), 2);
  }
}

TEST(VariedInputs, differ_from_each_other_and_from_the_originals) {
  const std::vector<std::string> originals = {"5 8\n", "100 20 3\n"};
  const auto varied = vary_inputs(originals, 20, 7);
  std::set<std::string> all(originals.begin(), originals.end());
  for (const auto& text : varied)
    EXPECT_TRUE(all.insert(text).second) << text;
  EXPECT_EQ(varied.size(), 20U);
}

TEST(VariedInputs, are_the_same_for_the_same_seed) {
  EXPECT_EQ(vary_inputs({"5 8 13\n"}, 10, 3), vary_inputs({"5 8 13\n"}, 10, 3));
}

TEST(VariedInputs, of_blanks_or_nothing_end) {
  EXPECT_TRUE(vary_inputs({}, 5, 1).empty());
  EXPECT_TRUE(vary_inputs({" \n"}, 5, 1).empty());
}

} // namespace
} // namespace aurora::repair::search
