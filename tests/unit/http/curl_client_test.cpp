#include "aurora/http/curl_client.hpp"

#include <gmock/gmock.h>

#include "support/scripted_server.hpp"

namespace aurora::http {
namespace {

using base::ErrorCode;
using namespace std::chrono_literals;

/// libcurl against a real TLS server that misbehaves.
class CurlClientTest : public testing::Test {
protected:
  static void SetUpTestSuite() { server = std::make_unique<test::ScriptedServer>(); }
  static void TearDownTestSuite() { server.reset(); }

  base::Result<sys::HttpResponse> call(const std::string& line, std::string url = {}) {
    const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
    server->script(name, line);
    request.url = url.empty() ? server->url(name) : url;
    const auto begin = std::chrono::steady_clock::now();
    auto response = CurlClient({server->ca_file(), [this] { return cancelled; }}).send(request);
    took = std::chrono::steady_clock::now() - begin;
    return response;
  }
  ErrorCode error_of(const base::Result<sys::HttpResponse>& response) {
    return response ? ErrorCode::internal : response.error().code;
  }

  static inline std::unique_ptr<test::ScriptedServer> server;
  sys::HttpRequest request;
  std::chrono::duration<double> took{0};
  bool cancelled = false;
};

TEST_F(CurlClientTest, returns_status_headers_and_body) {
  server->answer("hello.json", "{\"a\":1}");
  const auto response = call("plain hello.json");
  ASSERT_TRUE(response.has_value()) << response.error().message;
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->headers.at("content-type"), "application/json");
  EXPECT_EQ(response->body, "{\"a\":1}");
  EXPECT_EQ(call("status 404 x-reason=none")->status, 404);
}

TEST_F(CurlClientTest, sends_method_headers_and_body) {
  request.method = "PATCH";
  request.headers = {{"X-Key", "value"}};
  request.body = std::string("a\0b", 3);
  ASSERT_TRUE(call("status 204").has_value());
  const auto seen = server->request("sends_method_headers_and_body", 1);
  EXPECT_THAT(seen, testing::StartsWith("PATCH "));
  EXPECT_THAT(seen, testing::HasSubstr("X-Key: value"));
  EXPECT_TRUE(seen.ends_with(request.body));
}

TEST_F(CurlClientTest, refuses_a_certificate_for_another_host) {
  const auto response = call("status 200", server->wrong_host_url("refuses_a_certificate_for_another_host"));
  EXPECT_EQ(error_of(response), ErrorCode::permission);
}

TEST_F(CurlClientTest, refuses_a_certificate_that_nobody_vouches_for) {
  server->script("unknown", "status 200");
  request.url = server->url("unknown");
  EXPECT_EQ(error_of(CurlClient({}).send(request)), ErrorCode::permission);
}

TEST_F(CurlClientTest, ends_a_stall) {
  request.stall = 300ms;
  request.timeout = 20s;
  EXPECT_EQ(error_of(call("stall")), ErrorCode::io);
  EXPECT_LT(took.count(), 5);
}

TEST_F(CurlClientTest, ends_a_trickle_at_the_deadline) {
  request.stall = 10s;
  request.timeout = 800ms;
  EXPECT_EQ(error_of(call("trickle")), ErrorCode::limit);
  EXPECT_LT(took.count(), 4);
}

TEST_F(CurlClientTest, notices_a_body_that_is_cut) {
  server->answer("long.txt", std::string(5000, 'x'));
  EXPECT_EQ(error_of(call("cut long.txt")), ErrorCode::io);
}

TEST_F(CurlClientTest, stops_reading_what_is_too_large) {
  request.max_bytes = 1 << 20;
  EXPECT_EQ(error_of(call("big")), ErrorCode::limit);
}

TEST_F(CurlClientTest, follows_a_redirect_on_the_same_host_only) {
  request.method = "POST";
  server->script("target", "status 201");
  const auto same = call("redirect " + server->url("target"));
  ASSERT_TRUE(same.has_value()) << same.error().message;
  EXPECT_EQ(same->status, 201);
  server->script("other", "redirect " + server->wrong_host_url("target"));
  request.url = server->url("other");
  EXPECT_EQ(error_of(CurlClient({server->ca_file(), {}}).send(request)), ErrorCode::permission);
  server->script("loop", "redirect " + server->url("loop"));
  request.url = server->url("loop");
  EXPECT_EQ(error_of(CurlClient({server->ca_file(), {}}).send(request)), ErrorCode::limit);
}

TEST_F(CurlClientTest, ends_when_interrupted) {
  cancelled = true;
  EXPECT_EQ(error_of(call("stall")), ErrorCode::cancelled);
}

TEST_F(CurlClientTest, refuses_other_schemes_and_credentials_in_the_url) {
  for (const std::string url :
       {"file:///etc/passwd", "ftp://localhost/x", "no url", "https://me:secret@localhost/"}) {
    const auto response = call("status 200", url);
    EXPECT_EQ(error_of(response), ErrorCode::usage) << url;
    EXPECT_THAT(base::to_string(response.error()), testing::Not(testing::HasSubstr("secret")));
  }
}

TEST_F(CurlClientTest, tells_that_nobody_listens) {
  EXPECT_EQ(error_of(call("status 200", "https://localhost:1/")), ErrorCode::environment);
}

} // namespace
} // namespace aurora::http
