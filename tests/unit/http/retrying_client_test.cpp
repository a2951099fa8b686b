#include "aurora/http/retrying_client.hpp"

#include <gmock/gmock.h>

#include "support/fake_clock.hpp"
#include "support/fake_http_client.hpp"

namespace aurora::http {
namespace {

using base::ErrorCode;
using test::FakeHttpClient;
using namespace std::chrono_literals;

class RetryingClientTest : public testing::Test {
protected:
  RetryingClient client() {
    return {{server, clock, [this] { return random; }, [this] { return cancelled; }}, policy};
  }
  std::chrono::milliseconds waited() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(clock.steady_now().time_since_epoch());
  }
  void fails(ErrorCode code) { server.answers.push_back(base::fail(code, "reason")); }
  void answers(int status, std::map<std::string, std::string> headers = {}) {
    server.answers.push_back(FakeHttpClient::response(status, "body", std::move(headers)));
  }

  FakeHttpClient server;
  test::FakeClock clock;
  RetryPolicy policy;
  double random = 1;
  bool cancelled = false;
};

TEST_F(RetryingClientTest, returns_the_first_good_answer_after_growing_waits) {
  answers(503);
  fails(ErrorCode::io);
  answers(200);
  const auto response = client().send({});
  ASSERT_TRUE(response.has_value());
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(waited(), 500ms + 1000ms);
}

TEST_F(RetryingClientTest, spreads_the_waits_over_their_upper_half) {
  random = 0;
  answers(500);
  answers(200);
  ASSERT_TRUE(client().send({}).has_value());
  EXPECT_EQ(waited(), 250ms);
}

TEST_F(RetryingClientTest, waits_as_long_as_the_server_asks) {
  answers(429, {{"retry-after", "7"}});
  answers(200);
  ASSERT_TRUE(client().send({}).has_value());
  EXPECT_EQ(waited(), 7s);
}

TEST_F(RetryingClientTest, gives_up_at_once_when_the_server_asks_for_more_time_than_there_is) {
  answers(429, {{"retry-after", "3600"}});
  const auto response = client().send({});
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().code, ErrorCode::limit);
  EXPECT_EQ(waited(), 0ms);
  EXPECT_THAT(response.error().message, testing::HasSubstr("429"));
}

TEST_F(RetryingClientTest, tells_the_last_reason_and_the_number_of_attempts) {
  for (int i = 0; i < 4; ++i)
    answers(503);
  const auto response = client().send({});
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().code, ErrorCode::environment);
  EXPECT_THAT(response.error().message,
              testing::AllOf(testing::HasSubstr("503"), testing::HasSubstr("4 attempts")));
  EXPECT_EQ(server.requests.size(), 4U);
}

TEST_F(RetryingClientTest, does_not_repeat_what_failed_for_its_own_sake) {
  for (const auto code : {ErrorCode::permission, ErrorCode::limit, ErrorCode::usage, ErrorCode::cancelled}) {
    server = {};
    fails(code);
    const auto response = client().send({});
    ASSERT_FALSE(response.has_value());
    EXPECT_EQ(response.error().code, code);
    EXPECT_EQ(server.requests.size(), 1U);
  }
  server = {};
  answers(401);
  EXPECT_EQ(client().send({})->status, 401);
}

TEST_F(RetryingClientTest, never_makes_twice_what_may_have_been_made) {
  policy.repeat = RetryPolicy::Repeat::told_to_wait;
  fails(ErrorCode::io);
  answers(200);
  EXPECT_FALSE(client().send({}).has_value());
  EXPECT_EQ(server.requests.size(), 1U);
  for (const int status : {500, 503}) {
    server = {};
    answers(status);
    answers(200);
    EXPECT_EQ(client().send({})->status, status);
  }
  server = {};
  answers(429);
  fails(ErrorCode::environment); // nobody answered
  answers(403, {{"retry-after", "1"}});
  answers(201);
  EXPECT_EQ(client().send({})->status, 201);
}

TEST_F(RetryingClientTest, takes_a_plain_403_for_an_answer) {
  answers(403);
  EXPECT_EQ(client().send({})->status, 403);
}

TEST_F(RetryingClientTest, gives_later_attempts_only_the_time_that_is_left) {
  policy.total = 10s;
  server.on_send = [&](const auto&) { clock.sleep_for(9s); };
  fails(ErrorCode::io);
  answers(200);
  sys::HttpRequest request;
  request.timeout = 9s;
  ASSERT_TRUE(client().send(request).has_value());
  EXPECT_EQ(server.requests[1].timeout, 500ms);
}

TEST_F(RetryingClientTest, stops_waiting_when_interrupted) {
  answers(503);
  cancelled = true;
  const auto response = client().send({});
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().code, ErrorCode::cancelled);
}

TEST(RetryAfter, reads_seconds_and_dates) {
  const auto now = std::chrono::system_clock::from_time_t(1769867100); // 2026-01-31T13:45:00Z
  const auto of = [&](const std::string& value) {
    return retry_after(FakeHttpClient::response(429, "", {{"retry-after", value}}), now);
  };
  EXPECT_EQ(of("12"), 12s);
  EXPECT_EQ(of("Sat, 31 Jan 2026 13:46:30 GMT"), 90s);
  EXPECT_EQ(of("Sat, 31 Jan 2026 13:00:00 GMT"), 0s);
  EXPECT_EQ(of("-5"), 0s);
  EXPECT_EQ(of("soon"), 0s);
  EXPECT_EQ(of("99999999999"), 24h);
  EXPECT_EQ(retry_after(FakeHttpClient::response(429), now), 0s);
}

} // namespace
} // namespace aurora::http
