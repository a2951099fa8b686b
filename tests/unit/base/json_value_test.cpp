#include "aurora/base/json_value.hpp"

#include <gmock/gmock.h>

namespace aurora::base {
namespace {

TEST(JsonValue, makes_valid_text_of_any_bytes) {
  EXPECT_EQ(json_line(json_text("a\xff\"\n")), "\"a\uFFFD\\\"\\n\"");
}

TEST(JsonValue, writes_one_line_or_a_document) {
  Json::Value value;
  value["list"] = json_texts({"a", "b"});
  value["none"] = json_number({});
  value["some"] = json_number(0.1 + 0.2);
  EXPECT_EQ(json_line(value), R"({"list":["a","b"],"none":null,"some":0.30000000000000004})");
  EXPECT_EQ(json_document(value, 6),
            "{\n  \"list\" : \n  [\n    \"a\",\n    \"b\"\n  ],\n  \"none\" : null,\n  \"some\" : 0.3\n}\n");
}

TEST(JsonValue, reads_back_what_it_wrote) {
  const auto value = parse_json_object("{\"a\":[1,{\"b\":\"\\u00e9\"}]}");
  ASSERT_TRUE(value);
  EXPECT_EQ(json_line(*value), "{\"a\":[1,{\"b\":\"é\"}]}");
}

TEST(JsonValue, reads_only_what_has_one_meaning_when_asked_to) {
  EXPECT_TRUE(parse_json("{\"a\":1,\"a\":2} // b"));
  EXPECT_FALSE(parse_json("{\"a\":1,\"a\":2}", JsonRules::unambiguous));
  EXPECT_FALSE(parse_json("{} // b", JsonRules::unambiguous));
  EXPECT_TRUE(parse_json("\"a\"", JsonRules::unambiguous));
}

TEST(JsonValue, refuses_what_is_no_object_or_nested_without_end) {
  EXPECT_TRUE(parse_json("[1]"));
  EXPECT_THAT(parse_json_object("[1]").error().message, testing::HasSubstr("not a JSON object"));
  for (const auto& text : {std::string("{"), std::string(), std::string(100000, '['),
                           "{\"a\":" + std::string(100000, '[') + std::string(100000, ']') + "}"}) {
    const auto value = parse_json(text);
    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().code, ErrorCode::invalid_input);
    EXPECT_THAT(value.error().message, testing::HasSubstr("not JSON"));
  }
}

} // namespace
} // namespace aurora::base
