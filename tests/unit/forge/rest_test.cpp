#include "aurora/forge/rest.hpp"

#include <gmock/gmock.h>

#include "support/fake_http_client.hpp"

namespace aurora::forge {
namespace {

using base::ErrorCode;
using test::FakeHttpClient;
using testing::Contains;
using testing::HasSubstr;
using testing::Pair;

class Rest : public testing::Test {
protected:
  static Place place(Kind kind) { return {kind, "https://host/api/", "team name/project", "main", "geheim"}; }
  base::Result<std::string> open(Kind kind, int status, const std::string& body) {
    server.answers.push_back(FakeHttpClient::response(status, body));
    return open_pull_request(server, place(kind), {"aurora/fix-1", "Title \"quoted\"", "Body\n"});
  }
  FakeHttpClient server;
};

TEST_F(Rest, opens_a_pull_request_at_github_and_gitea) {
  for (const auto kind : {Kind::github, Kind::gitea}) {
    server = {};
    const auto address = open(kind, 201, "{\"html_url\":\"https://host/pull/7\"}");
    ASSERT_TRUE(address.has_value()) << address.error().message;
    EXPECT_EQ(*address, "https://host/pull/7");
    const auto& request = server.requests.front();
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.url, "https://host/api/repos/team%20name/project/pulls");
    EXPECT_THAT(request.headers,
                Contains(Pair("Authorization", kind == Kind::github ? "Bearer geheim" : "token geheim")));
    EXPECT_THAT(request.body,
                testing::AllOf(HasSubstr("\"head\":\"aurora/fix-1\""), HasSubstr("\"base\":\"main\""),
                               HasSubstr("Title \\\"quoted\\\""), testing::Not(HasSubstr("geheim"))));
  }
}

TEST_F(Rest, opens_a_merge_request_at_gitlab) {
  const auto address = open(Kind::gitlab, 201, "{\"web_url\":\"https://host/mr/7\"}");
  ASSERT_TRUE(address.has_value());
  EXPECT_EQ(*address, "https://host/mr/7");
  const auto& request = server.requests.front();
  EXPECT_EQ(request.url, "https://host/api/projects/team%20name%2Fproject/merge_requests");
  EXPECT_THAT(request.headers, Contains(Pair("PRIVATE-TOKEN", "geheim")));
  EXPECT_THAT(request.body,
              testing::AllOf(HasSubstr("\"source_branch\":\"aurora/fix-1\""), HasSubstr("\"description\"")));
}

TEST_F(Rest, tells_why_the_forge_refuses_and_never_the_token) {
  for (const int status : {401, 403, 404, 422, 500}) {
    const auto refused = open(Kind::github, status, "{\"message\":\"Validation failed\"}");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, status < 404 ? ErrorCode::permission : ErrorCode::environment);
    EXPECT_THAT(refused.error().message, HasSubstr(std::to_string(status)));
    EXPECT_THAT(refused.error().message, testing::Not(HasSubstr("geheim")));
  }
  EXPECT_THAT(open(Kind::gitlab, 422, "you sent geheim").error().message, HasSubstr("you sent [token]"));
  EXPECT_EQ(*open(Kind::gitea, 201, "{\"html_url\":\"https://host/geheim\"}"), "https://host/[token]");
  for (const auto& body : {std::string(), std::string("[]"), std::string("<html>"), std::string(5000, '{')})
    EXPECT_EQ(open(Kind::gitea, 201, body).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(*open(Kind::gitea, 201, "{\"html_url\":3}"), "");
}

} // namespace
} // namespace aurora::forge
