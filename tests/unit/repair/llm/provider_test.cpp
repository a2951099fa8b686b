#include "aurora/repair/llm/provider.hpp"

#include <gmock/gmock.h>

#include "aurora/model/json_text.hpp"
#include "repair_project.hpp"
#include "support/fake_clock.hpp"
#include "support/fake_http_client.hpp"

namespace aurora::repair::llm {
namespace {

using base::ErrorCode;
using testing::HasSubstr;
using testing::Not;

std::string block(const std::string& file, const std::string& search, const std::string& replace) {
  return "The divisor is wrong.\nFILE: " + file + "\n<<<<<<< SEARCH\n" + search + "\n=======\n" + replace +
         "\n>>>>>>> REPLACE\n";
}
const std::string k_right = block("src/stats.cpp", "  return total / 2;", "  return total / values.size();");
const std::string k_wrong = block("src/stats.cpp", "  return total / 2;", "  return total / 4;");

class ModelProvider : public testing::Test {
protected:
  void answers(const std::string& text) {
    model::JsonText json;
    json.begin('{').key("choices").begin('[').begin('{').key("message").begin('{').key("content").text(text);
    json.end('}').end('}').end(']').end('}');
    server.answers.push_back(test::FakeHttpClient::response(200, json.take()));
  }
  LlmProvider provider() {
    options.endpoint = {Api::openai, "https://host/v1", "m", "geheimer-schluessel"};
    options.secrets = {"geheimer-schluessel"};
    options.record = [this](const Call& call) { calls.push_back(call); };
    return {{server, clock, budget}, options};
  }

  test::FakeHttpClient server;
  test::FakeClock clock;
  Budget budget{Limits{}};
  LlmOptions options;
  std::vector<Call> calls;
  fakes::MemoryProject project = mean_project();
};

TEST_F(ModelProvider, makes_a_candidate_of_a_right_answer) {
  answers(k_right);
  auto model = provider();
  const auto patches = model.propose(project.context());
  ASSERT_TRUE(patches.has_value()) << patches.error().message;
  ASSERT_EQ(patches->size(), 1U);
  EXPECT_EQ(patches->front().title, "The divisor is wrong.");
  EXPECT_THAT(*patches->front().changes.front().after, HasSubstr("total / values.size();"));
  EXPECT_TRUE(model.wants_another_round());
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].outcome, "candidate");
}

TEST_F(ModelProvider, is_told_what_became_of_its_candidate) {
  answers(k_wrong);
  answers(k_right);
  auto model = provider();
  const auto first = model.propose(project.context());
  ASSERT_TRUE(first.has_value());
  auto context = project.context();
  context.tried = {{first->front(), "fails", "still red: Mean.of_three"}};
  const auto second = model.propose(context);
  ASSERT_TRUE(second.has_value());
  EXPECT_THAT(*second->front().changes.front().after, HasSubstr("values.size()"));
  EXPECT_THAT(server.requests[1].body,
              testing::AllOf(HasSubstr("still red: Mean.of_three"), HasSubstr("total / 4")));
}

TEST_F(ModelProvider, is_told_why_its_answer_cannot_be_used_and_asked_at_most_five_times) {
  for (int i = 0; i < 9; ++i)
    answers("It is the divisor.");
  auto model = provider();
  const auto patches = model.propose(project.context());
  ASSERT_FALSE(patches.has_value());
  EXPECT_THAT(patches.error().message, testing::AllOf(HasSubstr("none of 5 answers"), HasSubstr("no edit")));
  EXPECT_EQ(server.requests.size(), 5U);
  EXPECT_THAT(server.requests[1].body, HasSubstr("cannot be used"));
  EXPECT_FALSE(model.wants_another_round());
}

TEST_F(ModelProvider, counts_rounds_over_all_candidates_of_a_cause) {
  options.rounds = 2;
  answers(k_wrong);
  answers(k_right);
  auto model = provider();
  ASSERT_TRUE(model.propose(project.context()).has_value());
  EXPECT_TRUE(model.wants_another_round());
  ASSERT_TRUE(model.propose(project.context()).has_value());
  EXPECT_FALSE(model.wants_another_round());
}

TEST_F(ModelProvider, does_not_offer_the_same_candidate_twice) {
  answers(k_wrong);
  answers(k_wrong);
  answers(k_right);
  auto model = provider();
  const auto first = model.propose(project.context());
  auto context = project.context();
  context.tried = {{first->front(), "fails", "red"}};
  const auto second = model.propose(context);
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(server.requests.size(), 3U);
  EXPECT_THAT(server.requests[2].body, HasSubstr("tried before"));
}

TEST_F(ModelProvider, edits_nothing_outside_the_project) {
  options.rounds = 1;
  answers(block("../../etc/passwd", "x", "y"));
  auto model = provider();
  const auto patches = model.propose(project.context());
  ASSERT_FALSE(patches.has_value());
  EXPECT_THAT(patches.error().message, HasSubstr("below the source folder"));
}

TEST_F(ModelProvider, sends_no_secret_and_keeps_none) {
  // Put together at run time, so that no scanner takes this file for a leak.
  const std::string password = std::string("Xk92mQp0") + "aZr4LwT7";
  const std::string access_key = "AKIA" + std::string("QW7RT2YU4IO6PA5S");
  const std::string begin = "-----BEGIN RSA " + std::string("PRIVATE KEY-----\n");
  project.cluster.events[0].details = "log: key=geheimer-schluessel\npassword = \"" + password + "\"\n" +
                                      access_key + "\n" + begin +
                                      "MIIEpAIB\n-----END RSA PRIVATE KEY-----\nlast line";
  answers(k_right + access_key);
  auto model = provider();
  ASSERT_TRUE(model.propose(project.context()).has_value());
  const auto& body = server.requests[0].body;
  for (const auto& secret :
       {std::string("geheimer-schluessel"), password, access_key, std::string("MIIEpAIB")})
    EXPECT_THAT(body, Not(HasSubstr(secret)));
  EXPECT_THAT(body, testing::AllOf(HasSubstr("[removed: "), HasSubstr("last line")));
  EXPECT_THAT(calls[0].answer, Not(HasSubstr(access_key)));
}

TEST_F(ModelProvider, stops_hard_when_the_budget_is_used_up) {
  budget = Budget({.calls = 1});
  answers("prose");
  answers(k_right);
  auto model = provider();
  const auto patches = model.propose(project.context());
  ASSERT_FALSE(patches.has_value());
  EXPECT_EQ(patches.error().code, ErrorCode::limit);
  EXPECT_EQ(server.requests.size(), 1U);
  EXPECT_EQ(calls.size(), 1U);
}

TEST_F(ModelProvider, keeps_a_call_within_the_seconds_that_are_left) {
  budget = Budget({.seconds = 50});
  budget.spend(0, 0, 40);
  answers(k_right);
  auto model = provider();
  ASSERT_TRUE(model.propose(project.context()).has_value());
  EXPECT_EQ(server.requests[0].timeout, std::chrono::seconds(10));
}

TEST_F(ModelProvider, passes_on_that_the_server_refuses_without_the_key) {
  server.answers.push_back(
      test::FakeHttpClient::response(401, "{\"error\":{\"message\":\"bad key geheimer-schluessel\"}}"));
  auto model = provider();
  const auto patches = model.propose(project.context());
  ASSERT_FALSE(patches.has_value());
  EXPECT_THAT(patches.error().message, testing::AllOf(HasSubstr("401"), Not(HasSubstr("geheimer"))));
  EXPECT_EQ(server.requests.size(), 1U);
  EXPECT_THAT(calls[0].outcome, Not(HasSubstr("geheimer")));
}

TEST_F(ModelProvider, takes_no_answer_that_repeats_the_key) {
  options.rounds = 2;
  answers("The key is geheimer-schluessel. " + k_right);
  answers(block("geheimer-schluessel.cpp", "x", "y"));
  auto model = provider();
  const auto patches = model.propose(project.context());
  ASSERT_FALSE(patches.has_value());
  EXPECT_THAT(patches.error().message, testing::AllOf(HasSubstr("credential"), Not(HasSubstr("geheimer"))));
  for (const auto& call : calls)
    EXPECT_THAT(call.outcome + call.answer, Not(HasSubstr("geheimer")));
  EXPECT_THAT(server.requests[1].body, Not(HasSubstr("geheimer")));
}

TEST_F(ModelProvider, asks_again_when_an_answer_breaks_off) {
  server.answers.push_back(
      test::FakeHttpClient::response(200, "data: {}\n\n", {{"content-type", "text/event-stream"}}));
  answers(k_right);
  auto model = provider();
  EXPECT_TRUE(model.propose(project.context()).has_value());
}

TEST_F(ModelProvider, shows_the_prompt_and_sends_nothing_in_a_dry_run) {
  std::string shown;
  options.show = [&](const Chat& chat) { shown = chat.messages.front().text; };
  auto model = provider();
  EXPECT_THAT(*model.propose(project.context()), testing::IsEmpty());
  EXPECT_THAT(shown, HasSubstr("Mean.of_three"));
  EXPECT_TRUE(server.requests.empty());
  EXPECT_FALSE(model.wants_another_round());
}

} // namespace
} // namespace aurora::repair::llm
