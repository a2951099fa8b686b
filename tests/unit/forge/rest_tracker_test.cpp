#include "aurora/forge/rest_tracker.hpp"

#include <gmock/gmock.h>

#include "support/fake_http_client.hpp"

namespace aurora::forge {
namespace {

using base::ErrorCode;
using test::FakeHttpClient;
using testing::Contains;
using testing::HasSubstr;
using testing::Pair;
using testing::SizeIs;

class RestTrackerTest : public testing::Test {
protected:
  std::unique_ptr<Tracker> tracker(Kind kind) {
    place = {kind, "https://host/api", "team/project", "main", "geheim"};
    server = {};
    return make_rest_tracker(server, place, "aurora");
  }
  void answer(int status, const std::string& body, std::map<std::string, std::string> headers = {}) {
    server.answers.push_back(FakeHttpClient::response(status, body, std::move(headers)));
  }
  const sys::HttpRequest& request(std::size_t index) const { return server.requests.at(index); }

  Place place;
  FakeHttpClient server;
};

/// An issue as GitHub and Gitea tell of it.
std::string issue_json(int number, const std::string& more = "", const std::string& label = "aurora") {
  const auto text = std::to_string(number);
  return "{\"id\":90" + text + ",\"number\":" + text + ",\"html_url\":\"https://host/" + text +
         "\",\"title\":\"t\",\"body\":\"b\",\"state\":\"open\",\"labels\":[{\"name\":\"" + label + "\"}]" +
         more + "}";
}

} // namespace

TEST_F(RestTrackerTest, lists_all_pages_at_github_without_following_its_links) {
  const auto github = tracker(Kind::github);
  answer(200, "[" + issue_json(2) + "]", {{"link", "<https://elsewhere/?page=2>; rel=\"next\""}});
  answer(200, "[" + issue_json(1) + "," + issue_json(3, ",\"pull_request\":{}") + "]",
         {{"link", "<https://elsewhere/?page=1>; rel=\"prev\""}});
  const auto issues = github->issues();
  ASSERT_TRUE(issues) << base::to_string(issues.error());
  ASSERT_THAT(*issues, SizeIs(2));
  EXPECT_EQ((*issues)[0].number, 1);
  ASSERT_THAT(server.requests, SizeIs(2));
  EXPECT_EQ(request(1).url, "https://host/api/repos/team/project/"
                            "issues?labels=aurora&state=all&sort=created&direction=asc&per_page=100&page=2");
  EXPECT_THAT(request(0).headers, Contains(Pair("Authorization", "Bearer geheim")));
}

TEST_F(RestTrackerTest, takes_a_strangers_issue_for_none_of_ours) {
  const auto github = tracker(Kind::github);
  answer(200, "[" + issue_json(1, "", "bug") + "]");
  answer(200, "[]");
  EXPECT_THAT(*github->issues(), SizeIs(0));
}

TEST_F(RestTrackerTest, ends_a_list_without_links_where_nothing_new_comes) {
  const auto gitea = tracker(Kind::gitea);
  answer(200, "[" + issue_json(1) + "]");
  answer(200, "[" + issue_json(1) + "]");
  EXPECT_THAT(*gitea->issues(), SizeIs(1));
  EXPECT_THAT(server.requests, SizeIs(2));
  EXPECT_THAT(request(0).url, HasSubstr("&type=issues&limit=50&page=1"));
}

TEST_F(RestTrackerTest, gives_up_on_a_list_without_end) {
  const auto github = tracker(Kind::github);
  for (int i = 1; i <= 501; ++i)
    answer(200, "[" + issue_json(i) + "]", {{"link", "<x>; rel=\"next\""}});
  EXPECT_EQ(github->issues().error().code, ErrorCode::limit);
}

TEST_F(RestTrackerTest, speaks_gitlabs_words) {
  const auto gitlab = tracker(Kind::gitlab);
  const std::string issue =
      "{\"id\":77,\"iid\":4,\"web_url\":\"u\",\"title\":\"t\",\"description\":\"b\",\"state\":"
      "\"opened\",\"labels\":[\"aurora\"]}";
  answer(200, "[" + issue + "]");
  answer(200, "[]");
  const auto issues = gitlab->issues();
  ASSERT_THAT(*issues, SizeIs(1));
  EXPECT_EQ((*issues)[0].number, 4);
  EXPECT_EQ((*issues)[0].body, "b");
  EXPECT_THAT(request(0).url, HasSubstr("/projects/team%2Fproject/issues?labels=aurora"));
  EXPECT_THAT(request(0).headers, Contains(Pair("PRIVATE-TOKEN", "geheim")));
  answer(201, issue);
  ASSERT_TRUE(gitlab->open("t", "b"));
  EXPECT_THAT(request(2).body,
              testing::AllOf(HasSubstr("\"description\":\"b\""), HasSubstr("\"labels\":\"aurora\"")));
  answer(200, issue);
  ASSERT_TRUE(gitlab->edit(4, {std::nullopt, IssueState::closed}));
  EXPECT_EQ(request(3).method, "PUT");
  EXPECT_EQ(request(3).body, "{\"state_event\":\"close\"}");
  answer(201, "{}");
  ASSERT_TRUE(gitlab->comment(4, "hello"));
  EXPECT_THAT(request(4).url, testing::EndsWith("/issues/4/notes"));
}

TEST_F(RestTrackerTest, opens_comments_and_closes_at_github) {
  const auto github = tracker(Kind::github);
  answer(201, issue_json(9));
  EXPECT_EQ(github->open("t", "b")->number, 9);
  EXPECT_THAT(request(0).body, HasSubstr("\"labels\":[\"aurora\"]"));
  answer(200, "[{\"id\":1,\"body\":\"one\"},{\"id\":2,\"body\":\"two\"}]");
  answer(200, "[]");
  EXPECT_THAT(*github->comments(9), testing::ElementsAre("one", "two"));
  answer(200, issue_json(9));
  ASSERT_TRUE(github->edit(9, {"new body", IssueState::open}));
  EXPECT_EQ(server.requests.back().method, "PATCH");
  EXPECT_EQ(server.requests.back().body, "{\"body\":\"new body\",\"state\":\"open\"}");
}

TEST_F(RestTrackerTest, makes_the_label_at_gitea_once) {
  const auto gitea = tracker(Kind::gitea);
  answer(200, "[{\"id\":3,\"name\":\"bug\"}]");
  answer(200, "[]");
  answer(201, "{\"id\":12,\"name\":\"aurora\"}");
  answer(201, issue_json(1));
  ASSERT_TRUE(gitea->open("t", "b"));
  EXPECT_EQ(request(2).method, "POST");
  EXPECT_THAT(request(2).url, testing::EndsWith("/labels"));
  EXPECT_THAT(request(3).body, HasSubstr("\"labels\":[12]"));
  answer(201, issue_json(2));
  ASSERT_TRUE(gitea->open("t", "b"));
  EXPECT_THAT(server.requests, SizeIs(5));
}

TEST_F(RestTrackerTest, says_so_when_the_label_is_dropped) {
  const auto github = tracker(Kind::github);
  answer(201, issue_json(9, "", "other"));
  const auto opened = github->open("t", "b");
  EXPECT_EQ(opened.error().code, ErrorCode::permission);
  EXPECT_THAT(opened.error().message, HasSubstr("https://host/9"));
}

TEST_F(RestTrackerTest, tells_apart_what_may_have_happened_from_what_has_not) {
  const std::map<int, ErrorCode> codes{{401, ErrorCode::permission},  {404, ErrorCode::not_found},
                                       {422, ErrorCode::environment}, {429, ErrorCode::limit},
                                       {500, ErrorCode::io},          {504, ErrorCode::io}};
  for (const auto& [status, code] : codes) {
    const auto github = tracker(Kind::github);
    answer(status, "geheim");
    const auto opened = github->open("t", "b");
    EXPECT_EQ(opened.error().code, code) << status;
    EXPECT_THAT(opened.error().message, testing::Not(HasSubstr("geheim")));
  }
  const auto github = tracker(Kind::github);
  answer(403, "", {{"retry-after", "60"}});
  EXPECT_EQ(github->open("t", "b").error().code, ErrorCode::limit);
  answer(201, "{\"id\":");
  EXPECT_EQ(github->open("t", "b").error().code, ErrorCode::invalid_input) << "an answer that was cut";
}

TEST_F(RestTrackerTest, takes_no_nonsense) {
  for (const char* body : {"{}", "[1]", "[{\"number\":1}]", "[[]]", "[null]", "[{\"labels\":[3]}]"}) {
    const auto github = tracker(Kind::github);
    answer(200, body);
    answer(200, "[]");
    const auto issues = github->issues();
    EXPECT_TRUE(!issues || issues->empty()) << body;
  }
}

} // namespace aurora::forge
