#include "aurora/buildlog/events.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/data.hpp"

namespace aurora::buildlog {

TEST(BuildEvents, have_unique_ids_and_categories) {
  const auto log = read_build_log(testing::data("gcc/ninja.txt"), {"/home/dev/app", "/home/dev/b-ninja"});
  const auto events = to_events(log);
  EXPECT_EQ(events.size(), 11U); // the three faults of one std::sort are one
  std::set<std::string> ids;
  for (const auto& event : events) {
    ids.insert(event.test_id);
    EXPECT_EQ(event.suite, "build");
    EXPECT_EQ(event.error_class, "BuildError");
    EXPECT_THAT(event.test_id, ::testing::StartsWith("build::" + event.file));
  }
  EXPECT_EQ(ids.size(), events.size());
  EXPECT_EQ(events[0].test_id, "build::src/parser.cpp");
  EXPECT_EQ(events[6].category, model::Category::type);
}

TEST(BuildEvents, leave_out_what_follows_from_an_open_brace) {
  const std::string text = "FAILED: a.o \ncc -c a.c\n"
                           "/s/a.c:9:1: error: ISO C forbids nested functions [-Werror=pedantic]\n"
                           "/s/a.c:20:1: error: invalid storage class for function 'g'\n"
                           "/s/a.c:30:1: error: expected declaration or statement at end of input\n"
                           "FAILED: b.o \ncc -c b.c\n/s/b.c:3:1: error: unknown type name 'x'\n";
  const auto events = to_events(read_build_log(text, {"/s", "/b"}));
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].line, 30);
  EXPECT_EQ(events[1].file, "b.c");
}

TEST(BuildEvents, end_with_the_fiftieth_error_of_a_command) {
  std::string text = "FAILED: a.o \ncc -c a.c\n";
  for (int i = 1; i <= 80; ++i)
    text += "/s/a.c:" + std::to_string(i) + ":1: error: unknown type name 'x'\n";
  EXPECT_EQ(to_events(read_build_log(text, {"/s", "/b"})).size(), 50U);
}

TEST(BuildEvents, count_one_error_of_a_header_once) {
  std::string text;
  for (const auto* source : {"a", "b", "c"})
    text += std::string("FAILED: CMakeFiles/t.dir/") + source +
            ".cpp.o \n/p/x.hpp:3:4: error: 'q' was not declared\n";
  const auto events = to_events(read_build_log(text, {"/p", "/b"}));
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].symbol, "q");
}

TEST(BuildEvents, leave_warnings_out) {
  EXPECT_TRUE(to_events(read_build_log("/p/x.cpp:3:4: warning: unused [-Wunused]\n", {"/p", "/b"})).empty());
}

TEST(BuildEvents, of_a_link_carry_symbol_and_category) {
  const auto events =
      to_events(read_build_log(testing::data("ld/bfd_ninja.txt"), {"/home/dev/link", "/home/dev/b-l"}));
  ASSERT_EQ(events.size(), 8U);
  for (const auto& event : events)
    EXPECT_EQ(event.category, model::Category::link);
}

} // namespace aurora::buildlog
