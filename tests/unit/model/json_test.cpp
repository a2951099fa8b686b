#include "aurora/model/json.hpp"

#include <gtest/gtest.h>

namespace aurora::model {

TEST(EventJson, comes_back_as_it_was_written) {
  Event event;
  event.test_id = "parser::Parser.reads_empty";
  event.category = Category::crash;
  event.frames = {{"parse", "src/parser.cpp", 12, "", true}};
  event.line = 3;
  event.analysis.confidence = 0.5;
  event.owner = {"@core"};
  const auto line = to_json_line(event);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto back = event_from_json(line);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(to_json_line(*back), line);
  EXPECT_EQ(back->frames, event.frames);
}

TEST(EventJson, names_a_newer_schema) {
  const auto event = event_from_json(R"({"schema":"aurora.event/9","category":"crash"})");
  ASSERT_FALSE(event);
  EXPECT_EQ(event.error().code, base::ErrorCode::unsupported);
  EXPECT_NE(event.error().message.find("aurora.event/9"), std::string::npos);
}

TEST(EventJson, refuses_deep_nesting_without_crashing) {
  EXPECT_FALSE(event_from_json(std::string(100'000, '[')));
}

TEST(EventJson, replaces_bytes_that_are_not_text) {
  Event event;
  event.message = "bad \xFF byte";
  EXPECT_NE(to_json_line(event).find("bad \xEF\xBF\xBD byte"), std::string::npos);
}

} // namespace aurora::model
