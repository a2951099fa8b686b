#include "aurora/repair/llm/sse.hpp"

#include <gmock/gmock.h>

namespace aurora::repair::llm {
namespace {

using testing::ElementsAre;

std::vector<SseEvent> parse(std::string_view text) {
  SseParser parser;
  parser.feed(text);
  return parser.take();
}

TEST(SseParser, reads_types_and_joins_data_lines) {
  EXPECT_THAT(parse(": comment\nevent: delta\ndata: one\ndata:two\nid: 7\n\ndata: three\n\n"),
              ElementsAre(SseEvent{"delta", "one\ntwo"}, SseEvent{"", "three"}));
}

TEST(SseParser, leaves_out_what_is_not_complete) {
  EXPECT_THAT(parse("data: one\n\ndata: two\n"), ElementsAre(SseEvent{"", "one"}));
  EXPECT_THAT(parse("\n\nevent: empty\n\n"), testing::IsEmpty());
}

TEST(SseParser, finds_the_same_events_wherever_the_stream_is_split) {
  const std::string text = "event: a\r\ndata: gr\xC3\xBC\xC3\x9F\r\n\r\ndata: b\rdata: c\r\rdata: d\n\n";
  const auto whole = parse(text);
  ASSERT_EQ(whole.size(), 3U);
  for (std::size_t first = 0; first <= text.size(); ++first)
    for (std::size_t second = first; second <= text.size(); ++second) {
      SseParser parser;
      parser.feed(std::string_view(text).substr(0, first));
      parser.feed(std::string_view(text).substr(first, second - first));
      parser.feed(std::string_view(text).substr(second));
      ASSERT_EQ(parser.take(), whole) << first << " " << second;
    }
}

} // namespace
} // namespace aurora::repair::llm
