#include "aurora/forge/marker.hpp"

#include <gmock/gmock.h>

namespace aurora::forge {
namespace {

Marker sample_marker() {
  Marker marker;
  marker.state = Marker::State::gone;
  marker.at = "2026-03-01T10:00:00.000Z";
  marker.told = "0123456789ab";
  marker.tried = "ba9876543210";
  marker.flaky = true;
  marker.causes = {"aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"};
  marker.tests = {short_key("stats")};
  return marker;
}

TEST(MarkerTest, is_read_as_it_was_written) {
  const auto body = with_marker("Some text\n", sample_marker());
  const auto found = find_marker(body);
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, sample_marker());
}

TEST(MarkerTest, takes_the_place_of_the_one_before_and_leaves_all_else) {
  auto later = sample_marker();
  later.state = Marker::State::open;
  const auto edited = with_marker("Mine\r\n", sample_marker()) + "\nA person's words\n";
  const auto body = with_marker(edited, later);
  EXPECT_EQ(find_marker(body)->state, Marker::State::open);
  EXPECT_THAT(body, testing::AllOf(testing::HasSubstr("Mine"), testing::HasSubstr("A person's words")));
  EXPECT_EQ(with_marker(body, later), body) << "again changes nothing";
}

TEST(MarkerTest, is_none_without_causes_or_in_the_middle_of_a_line) {
  EXPECT_FALSE(find_marker("<!-- aurora-issue/1 state=open causes= -->"));
  EXPECT_FALSE(find_marker("x <!-- aurora-issue/1 state=open causes=aaaa -->"));
  EXPECT_FALSE(find_marker("<!-- aurora-issue/2 state=open causes=aaaa -->"));
  EXPECT_FALSE(find_marker(""));
}

TEST(MarkerTest, takes_in_no_strange_words) {
  const auto found = find_marker("<!-- aurora-issue/1 state=closed causes=aaaa,b\"b,<c> told=a$b -->");
  ASSERT_TRUE(found);
  EXPECT_THAT(found->causes, testing::ElementsAre("aaaa"));
  EXPECT_EQ(found->told, "");
  EXPECT_EQ(found->state, Marker::State::open);
}

TEST(MarkerTest, cannot_come_from_a_log) {
  EXPECT_FALSE(find_marker(without_markers(to_text(sample_marker()))));
}

} // namespace
} // namespace aurora::forge
