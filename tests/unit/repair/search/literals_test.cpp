#include "aurora/repair/search/literals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temporary_folder.hpp"

namespace aurora::repair::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

TEST(Literals, of_a_source_are_strings_characters_and_numbers_nearest_first) {
  Literals literals;
  literals.add_source("int far = 7;\nconst char* s = \"a\\tb\"; // \"no\"\n\nEXPECT_EQ(f('x'), 12);\n", 4);
  EXPECT_THAT(literals.texts(), ElementsAre("x", "12", "a\tb", "7"));
}

TEST(Literals, leave_out_what_is_empty_long_or_strange) {
  Literals literals;
  literals.add_source("f(\"\", u8\"x\", \"\\x41\", \"" + std::string(61, 'l') + "\", '\n", 0);
  EXPECT_THAT(literals.texts(), IsEmpty());
}

TEST(Literals, of_data_are_short_lines_numbers_and_single_characters) {
  Literals literals;
  literals.add_data("  Student has an A grade \n12 x 99999999999\n12\n");
  EXPECT_THAT(literals.texts(), ElementsAre("Student has an A grade", "A", "12 x 99999999999", "12", "x"));
}

TEST(Literals, of_a_command_are_its_words_and_what_is_in_its_files) {
  const test::TemporaryFolder folder;
  test::write_text(folder / "case.expected", "sum: 5\n");
  test::write_text(folder / "program", std::string("sum\0binary", 10));
  TestSpec test;
  test.command = {"checker", "program", "case.expected", "--fast", "./missing"};
  test.working_directory = folder.path();
  Literals literals;
  literals.add_command(test);
  EXPECT_THAT(literals.texts(), Contains("sum: 5"));
  EXPECT_THAT(literals.texts(), Contains("--fast"));
  EXPECT_THAT(literals.texts(), Not(Contains("./missing")));
  EXPECT_EQ(literals.texts().size(), 3U);
}

TEST(Literals, are_no_more_than_the_limit) {
  Literals literals;
  std::string text;
  for (int i = 0; i < 500; ++i)
    text += std::to_string(i) + " ";
  literals.add_source(text, 0);
  EXPECT_EQ(literals.texts().size(), Literals::k_most);
}

} // namespace
} // namespace aurora::repair::search
