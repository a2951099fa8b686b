#include "aurora/mcp/line_buffer.hpp"

#include <gmock/gmock.h>

namespace aurora::mcp {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts(const std::vector<LineBuffer::Line>& lines) {
  std::vector<std::string> out;
  for (const auto& line : lines)
    out.push_back(line.too_long ? "(too long)" : line.text);
  return out;
}

TEST(LineBuffer, joins_what_comes_in_pieces_and_leaves_out_blank_lines) {
  LineBuffer buffer(100);
  EXPECT_THAT(texts(buffer.feed("{\"a\"")), ElementsAre());
  EXPECT_THAT(texts(buffer.feed(":1}\n\n \r\n{}\nrest")), ElementsAre("{\"a\":1}", "{}"));
  EXPECT_THAT(texts(buffer.feed("\n")), ElementsAre("rest"));
}

TEST(LineBuffer, drops_a_line_that_is_too_long_and_reads_on_behind_it) {
  LineBuffer buffer(8);
  for (int i = 0; i < 1000; ++i)
    EXPECT_THAT(texts(buffer.feed("xxxxx")), ElementsAre());
  EXPECT_THAT(texts(buffer.feed("x\n12345678\n123456789\nok\n")),
              ElementsAre("(too long)", "12345678", "(too long)", "ok"));
}

} // namespace
} // namespace aurora::mcp
