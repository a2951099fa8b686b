#include "aurora/junit/tag_shape.hpp"

#include <gtest/gtest.h>

namespace aurora::junit {
namespace {

/// The shape of the one tag in `example`, in which the attribute "status" is fixed.
TagShape shape_of(std::string_view example) {
  XmlScanner scanner(example, Window::final);
  while (scanner.next().kind == TokenKind::text) {
  }
  TagShape shape;
  shape.learn(example, scanner.attributes(), [](std::string_view name) { return name == "status"; });
  return shape;
}

TEST(TagShape, matches_nothing_before_it_was_learnt) {
  TagShape shape;
  EXPECT_EQ(shape.match(" <t a=\"1\"/>").tags, 0U);
}

TEST(TagShape, matches_tags_that_differ_in_their_values_only) {
  auto shape = shape_of("\n <t a=\"1\" status=\"run\" b=\"\"/>");
  const std::string first = "\n <t a=\"\" status=\"run\" b=\"2\"/>";
  const std::string second = "\n <t a=\"><\" status=\"run\" b=\"'\"/>";
  const auto run = shape.match(first + second + "\n </s>");
  EXPECT_EQ(run.tags, 2U);
  EXPECT_EQ(run.bytes, first.size() + second.size());
}

TEST(TagShape, stops_at_anything_that_is_written_otherwise) {
  const std::string example = "\n <t a=\"1\" status=\"run\" b=\"2\"/>";
  auto shape = shape_of(example);
  for (const std::string other :
       {"\n <t a=\"1\" status=\"off\" b=\"2\"/>", "\n <t a=\"1\" status=\"run\" b=\"2\">",
        "<t a=\"1\" status=\"run\" b=\"2\"/>", "\n <t a=\"1\" status=\"run\" c=\"2\"/>",
        "\n <t a='1' status=\"run\" b=\"2\"/>", "\n <t a=\"1\" status=\"run\" b=\"2\" c=\"3\"/>",
        "\n <t a=\"1\" status=\"run\" b=\"2\"", "\n <t a=\"1", "\n"}) {
    const auto run = shape.match(example + other + example);
    EXPECT_EQ(run.tags, 1U) << other;
    EXPECT_EQ(run.bytes, example.size()) << other;
  }
}

TEST(TagShape, is_none_with_a_value_between_apostrophes) {
  auto shape = shape_of(" <t a='1' b=\"2\"/>");
  EXPECT_EQ(shape.match(" <t a='1' b=\"2\"/>").tags, 0U);
}

TEST(TagShape, knows_values_again_that_changed_for_long) {
  auto shape = shape_of("<t a=\"x\" b=\"y\"/>");
  std::string text;
  for (int i = 0; i < 100; ++i)
    text += "<t a=\"" + std::to_string(i / 10) + "\" b=\"" + std::to_string(i) + "\"/>";
  EXPECT_EQ(shape.match(text).tags, 100U);
  EXPECT_EQ(shape.match(text).bytes, text.size());
}

} // namespace
} // namespace aurora::junit
