#include "aurora/repair/llm/chat.hpp"

#include <gmock/gmock.h>

#include "support/fake_http_client.hpp"

namespace aurora::repair::llm {
namespace {

using testing::HasSubstr;

Endpoint endpoint(Api api) {
  return {api, "https://host/v1/", "the-model", "the-key"};
}
const Chat k_chat{"rules",
                  {{Role::user, "a \"question\"\n"}, {Role::assistant, "answer"}, {Role::user, "why"}}};

sys::HttpResponse stream(std::string body) {
  return test::FakeHttpClient::response(200, std::move(body),
                                        {{"content-type", "text/event-stream; charset=utf-8"}});
}
sys::HttpResponse document(std::string body) {
  return test::FakeHttpClient::response(200, std::move(body), {{"content-type", "application/json"}});
}

TEST(Openai, asks_with_temperature_0_and_the_key_in_a_header_only) {
  const auto request = make_request(endpoint(Api::openai), k_chat, 99);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://host/v1/chat/completions");
  EXPECT_THAT(request.headers, testing::Contains(testing::Pair("Authorization", "Bearer the-key")));
  EXPECT_THAT(request.body,
              testing::AllOf(HasSubstr("\"temperature\":0}"), HasSubstr("\"max_tokens\":99"),
                             HasSubstr("\"stream\":true"), HasSubstr("a \\\"question\\\"\\n"),
                             HasSubstr("\"role\":\"system\""), testing::Not(HasSubstr("the-key")),
                             testing::Not(HasSubstr("json_schema"))));
}

TEST(Anthropic, asks_in_its_own_words) {
  auto asked = endpoint(Api::anthropic);
  asked.structured = true;
  const auto request = make_request(asked, k_chat, 99);
  EXPECT_EQ(request.url, "https://host/v1/messages");
  EXPECT_THAT(request.headers, testing::Contains(testing::Pair("x-api-key", "the-key")));
  EXPECT_THAT(request.headers, testing::Contains(testing::Key("anthropic-version")));
  EXPECT_THAT(request.body, testing::AllOf(HasSubstr("\"system\":\"rules\""), HasSubstr("\"tool_choice\""),
                                           testing::Not(HasSubstr("the-key"))));
}

TEST(Openai, asks_for_a_schema_when_the_endpoint_offers_that) {
  auto asked = endpoint(Api::openai);
  asked.structured = true;
  EXPECT_THAT(make_request(asked, k_chat, 99).body, HasSubstr("json_schema"));
  asked.key.clear();
  EXPECT_THAT(make_request(asked, k_chat, 99).headers,
              testing::Not(testing::Contains(testing::Key("Authorization"))));
}

TEST(Openai, reads_streams_and_documents) {
  const auto streamed = read_answer(
      endpoint(Api::openai),
      stream("data: {\"choices\":[{\"delta\":{\"content\":\"one \"}}]}\n\n"
             "data: {\"choices\":[{\"delta\":{\"content\":\"two\"},\"finish_reason\":\"stop\"}]}\n\n"
             "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7}}\n\ndata: "
             "[DONE]\n\n"));
  ASSERT_TRUE(streamed.has_value());
  EXPECT_EQ(streamed->text, "one two");
  EXPECT_EQ(streamed->tokens_in, 5);
  EXPECT_EQ(streamed->tokens_out, 7);
  EXPECT_FALSE(streamed->cut);
  const auto whole = read_answer(endpoint(Api::openai),
                                 document("{\"choices\":[{\"message\":{\"content\":\"text\"},\"finish_"
                                          "reason\":\"length\"}],\"usage\":{\"prompt_tokens\":1}}"));
  ASSERT_TRUE(whole.has_value());
  EXPECT_EQ(whole->text, "text");
  EXPECT_TRUE(whole->cut);
}

TEST(Anthropic, reads_streams_and_documents) {
  const auto streamed = read_answer(
      endpoint(Api::anthropic),
      stream(
          "event: message_start\ndata: "
          "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":5}}}\n\n"
          "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"one \"}}\n\n"
          "data: "
          "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":"
          "\"two\"}}\n\n"
          "data: "
          "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\"},\"usage\":{\"output_"
          "tokens\":7}}\n\n"
          "data: {\"type\":\"message_stop\"}\n\n"));
  ASSERT_TRUE(streamed.has_value());
  EXPECT_EQ(streamed->text, "one two");
  EXPECT_EQ(streamed->tokens_in, 5);
  EXPECT_EQ(streamed->tokens_out, 7);
  EXPECT_TRUE(streamed->cut);
  const auto whole = read_answer(
      endpoint(Api::anthropic),
      document("{\"content\":[{\"type\":\"thinking\",\"text\":\"no\"},{\"type\":\"text\",\"text\":"
               "\"yes\"}],\"usage\":{\"output_tokens\":3}}"));
  ASSERT_TRUE(whole.has_value());
  EXPECT_EQ(whole->text, "yes");
}

TEST(ReadAnswer, tells_a_stream_that_breaks_off) {
  for (const auto api : {Api::openai, Api::anthropic}) {
    const auto answer =
        read_answer(endpoint(api), stream("data: {\"choices\":[{\"delta\":{\"content\":\"one\"}}]}\n\n"));
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code, base::ErrorCode::io);
  }
}

TEST(ReadAnswer, passes_on_what_the_server_says) {
  const auto refused =
      read_answer(endpoint(Api::openai),
                  test::FakeHttpClient::response(401, "{\"error\":{\"message\":\"no such\\nkey\"}}"));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, base::ErrorCode::environment);
  EXPECT_THAT(refused.error().message, testing::AllOf(HasSubstr("401"), HasSubstr("no such key")));
  for (const auto api : {Api::openai, Api::anthropic}) {
    const auto amid = read_answer(
        endpoint(api), stream("data: {\"type\":\"error\",\"error\":{\"message\":\"overloaded\"}}\n\n"));
    ASSERT_FALSE(amid.has_value());
    EXPECT_THAT(amid.error().message, HasSubstr("overloaded"));
  }
}

TEST(ReadAnswer, believes_no_server_that_it_used_more_tokens_than_can_be_added_up) {
  const auto answer =
      read_answer(endpoint(Api::openai), document("{\"usage\":{\"prompt_tokens\":9223372036854775807,"
                                                  "\"completion_tokens\":9223372036854775807}}"));
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->tokens_in, 1'000'000'000);
  EXPECT_EQ(answer->tokens_out, 1'000'000'000);
}

TEST(ReadAnswer, survives_hostile_documents) {
  for (const std::string body :
       {"", "null", "[]", "{\"choices\":3}", "{\"choices\":[3]}", "{\"choices\":[{\"message\":[]}]}",
        "{\"content\":{}}", "{\"content\":[[]]}", "{\"usage\":{\"prompt_tokens\":-5}}", "\xff"})
    for (const auto api : {Api::openai, Api::anthropic}) {
      const auto answer = read_answer(endpoint(api), document(body));
      EXPECT_TRUE(!answer || answer->text.empty()) << body;
      const auto streamed = read_answer(endpoint(api), stream("data: " + body + "\n\n"));
      EXPECT_TRUE(!streamed || streamed->text.empty()) << body;
    }
}

} // namespace
} // namespace aurora::repair::llm
