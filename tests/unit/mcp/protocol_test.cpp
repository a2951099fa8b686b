#include "aurora/mcp/protocol.hpp"

#include <memory>

#include <gmock/gmock.h>
#include <json/json.h>

namespace aurora::mcp {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Json::Value parse(const std::string& text) {
  Json::CharReaderBuilder builder;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  Json::Value root;
  std::string errors;
  EXPECT_TRUE(reader->parse(text.data(), text.data() + text.size(), &root, &errors)) << errors << text;
  return root;
}

class OneReport final : public Resources {
public:
  std::vector<Resource> list() override {
    return {{"aurora://reports/a.md", "a.md", "a", "text/markdown", 3}};
  }
  base::Result<ResourceText> read(const std::string& uri) override {
    if (uri != "aurora://reports/a.md")
      return base::fail(base::ErrorCode::not_found, "there is no such report");
    return ResourceText{"text/markdown", "a\x1b\xff\n"};
  }
};

std::vector<Tool> tools() {
  return {{"run",
           "Run",
           "Runs.",
           Effect::works,
           {{.name = "seconds", .help = "", .type = ArgumentType::whole, .least = 1, .most = 9}}},
          {"apply",
           "Apply",
           "Applies.",
           Effect::changes_sources,
           {{.name = "signature", .help = "", .need = Need::required, .shape = Shape::signature},
            {.name = "patch", .help = "", .shape = Shape::file_name},
            {.name = "dry", .help = "", .type = ArgumentType::flag},
            {.name = "short", .help = "", .max_length = 4}}}};
}

class Mcp : public testing::Test {
protected:
  Json::Value only_answer(const std::string& line) {
    const auto reaction = protocol.receive(line);
    EXPECT_EQ(reaction.answers.size(), 1U) << line;
    EXPECT_FALSE(reaction.call) << line;
    return reaction.answers.empty() ? Json::Value() : parse(reaction.answers.front());
  }
  int error_of(const std::string& line) { return only_answer(line)["error"]["code"].asInt(); }
  Json::Value initialize(const std::string& revision) {
    return only_answer(R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":")" +
                       revision +
                       R"(","capabilities":{},"clientInfo":{"name":"t","version":"1"}}})")["result"];
  }
  std::optional<Call> call(const std::string& tool, const std::string& arguments, const std::string& id = "7",
                           const std::string& more = "") {
    auto reaction =
        protocol.receive(R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":"tools/call","params":{"name":")" +
                         tool + R"(","arguments":)" + arguments + more + "}}");
    last = reaction.answers.empty() ? "" : reaction.answers.front();
    return reaction.call;
  }

  OneReport report;
  Protocol protocol{{"aurora", "1.2", "do this"}, tools(), report};
  std::string last;
};

/// Speaks the revision that has no "initialize".
class StatelessMcp : public Mcp {
protected:
  static std::string request(const std::string& method, const std::string& params = "",
                             const std::string& revision = "2026-07-28") {
    return R"({"jsonrpc":"2.0","id":1,"method":")" + method +
           R"(","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":")" + revision +
           R"(","io.modelcontextprotocol/clientCapabilities":{},"progressToken":4})" +
           (params.empty() ? "" : "," + params) + "}}";
  }
};

TEST_F(Mcp, agrees_on_a_revision) {
  const auto result = initialize("2025-11-25");
  EXPECT_EQ(result["protocolVersion"], "2025-11-25");
  EXPECT_EQ(result["serverInfo"]["name"], "aurora");
  EXPECT_EQ(result["serverInfo"]["version"], "1.2");
  EXPECT_EQ(result["instructions"], "do this");
  EXPECT_TRUE(result["capabilities"].isMember("tools"));
  EXPECT_TRUE(result["capabilities"].isMember("resources"));
  EXPECT_FALSE(result["capabilities"].isMember("prompts"));
}

TEST_F(Mcp, keeps_to_an_older_revision_that_it_speaks) {
  EXPECT_EQ(initialize("2024-11-05")["protocolVersion"], "2024-11-05");
  EXPECT_EQ(initialize("2025-06-18"), Json::Value()) << "twice";
}

TEST_F(Mcp, offers_its_newest_revision_for_one_that_it_does_not_speak) {
  EXPECT_EQ(initialize("1999-01-01")["protocolVersion"], "2025-11-25");
}

TEST_F(Mcp, does_nothing_before_initialize_but_answer_pings) {
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})"), -32600);
  EXPECT_TRUE(only_answer(R"({"jsonrpc":"2.0","id":1,"method":"ping"})")["result"].isObject());
  initialize("2025-11-25");
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"x"}})"),
            -32600);
}

TEST_F(Mcp, tells_what_is_wrong_with_a_message) {
  initialize("2025-11-25");
  EXPECT_EQ(error_of("{"), -32700);
  EXPECT_EQ(error_of(std::string(100000, '[')), -32700);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":1,"id":2,"method":"ping"})"), -32700);
  EXPECT_EQ(error_of("[]"), -32600);
  EXPECT_EQ(error_of("1"), -32600);
  EXPECT_EQ(error_of(R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])"), -32600);
  EXPECT_EQ(error_of(R"({"id":1,"method":"ping"})"), -32600);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":1,"method":7})"), -32600);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":null,"method":"ping"})"), -32600);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":{},"method":"ping"})"), -32600);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":"\u001b[2J","method":"ping"})"), -32600);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[]})"), -32602);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":1,"method":"nothing"})"), -32601);
}

TEST_F(Mcp, answers_under_the_id_it_was_asked_with) {
  EXPECT_EQ(only_answer(R"({"jsonrpc":"2.0","id":"a b","method":"ping"})")["id"], "a b");
  EXPECT_EQ(only_answer(R"({"jsonrpc":"2.0","id":-5,"method":"ping"})")["id"], -5);
}

TEST_F(Mcp, never_answers_notifications_and_answers) {
  initialize("2025-11-25");
  for (const auto* line :
       {R"({"jsonrpc":"2.0","method":"notifications/initialized"})",
        R"({"jsonrpc":"2.0","method":"no/such"})", R"({"jsonrpc":"2.0","id":4,"result":{}})",
        R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{}}})",
        R"({"jsonrpc":"2.0","id":4,"error":{"code":1,"message":""}})"})
    EXPECT_THAT(protocol.receive(line).answers, IsEmpty()) << line;
}

TEST_F(Mcp, describes_tools_with_schemas_and_hints) {
  initialize("2025-11-25");
  const auto listed = only_answer(R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})")["result"]["tools"];
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[1]["inputSchema"]["required"][0], "signature");
  EXPECT_EQ(listed[1]["inputSchema"]["additionalProperties"], false);
  EXPECT_EQ(listed[1]["inputSchema"]["properties"]["signature"]["pattern"], "^[0-9a-f]{16}$");
  EXPECT_EQ(listed[0]["inputSchema"]["properties"]["seconds"]["maximum"], 9);
  EXPECT_EQ(listed[1]["annotations"]["destructiveHint"], true);
  EXPECT_EQ(listed[0]["annotations"]["destructiveHint"], false);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"x"}})"), -32602);
}

TEST_F(Mcp, hands_out_a_checked_call) {
  initialize("2025-11-25");
  const auto one = call("apply", R"({"signature":"0123456789abcdef","dry":true,"patch":"001-a.patch"})");
  ASSERT_TRUE(one);
  EXPECT_EQ(one->tool, "apply");
  EXPECT_EQ(one->argument("dry"), "true");
  EXPECT_EQ(one->argument("patch"), "001-a.patch");
  EXPECT_EQ(one->argument("short"), "");
}

TEST_F(Mcp, refuses_arguments_that_the_schema_refuses) {
  initialize("2025-06-18");
  for (const auto* arguments :
       {R"({})", R"([])", R"("x")", R"({"signature":7})", R"({"signature":"0123456789ABCDEF"})",
        R"({"signature":"--mode=commit000"})", R"({"signature":"0123456789abcdef","more":1})",
        R"({"signature":"0123456789abcdef","dry":"true"})",
        R"({"signature":"0123456789abcdef","short":"12345"})",
        R"({"signature":"0123456789abcdef","short":"a\u0000"})",
        R"({"signature":"0123456789abcdef","patch":"../x.patch"})",
        R"({"signature":"0123456789abcdef","patch":"-x"})"}) {
    EXPECT_FALSE(call("apply", arguments)) << arguments;
    EXPECT_EQ(parse(last)["error"]["code"], -32602) << arguments;
  }
  for (const auto* arguments :
       {R"({"seconds":0})", R"({"seconds":10})", R"({"seconds":1.5})", R"({"seconds":"1"})"})
    EXPECT_FALSE(call("run", arguments)) << arguments;
  EXPECT_FALSE(call("no such", "{}"));
  EXPECT_THAT(last, HasSubstr("no tool"));
}

TEST_F(Mcp, lets_the_model_see_its_wrong_arguments_where_the_revision_asks_for_it) {
  initialize("2025-11-25");
  EXPECT_FALSE(call("run", R"({"seconds":0})"));
  const auto result = parse(last)["result"];
  EXPECT_EQ(result["isError"], true);
  EXPECT_THAT(result["structuredContent"]["outcome"].asString(), HasSubstr("from 1 to 9"));
  EXPECT_TRUE(call("run", R"({"seconds":1})")) << "the id is free again";
}

TEST_F(Mcp, gives_results_as_text_and_as_object) {
  initialize("2025-11-25");
  const auto one = call("run", "{}");
  const auto line = protocol.answer(*one, {Ending::failed, R"({"outcome":"red"})"});
  ASSERT_TRUE(line);
  const auto result = parse(*line)["result"];
  EXPECT_EQ(result["isError"], true);
  EXPECT_EQ(result["structuredContent"]["outcome"], "red");
  EXPECT_EQ(result["content"][0]["text"], R"({"outcome":"red"})");
  EXPECT_EQ(line->find('\n'), std::string::npos);
  EXPECT_FALSE(protocol.answer(*one, {})) << "a second answer to the same request";
}

TEST_F(Mcp, never_answers_a_cancelled_call) {
  initialize("2025-11-25");
  const auto one = call("run", "{}", "\"x\"", R"(,"_meta":{"progressToken":5})");
  const auto reaction =
      protocol.receive(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"x"}})");
  EXPECT_EQ(reaction.cancelled, one->id);
  EXPECT_THAT(reaction.answers, IsEmpty());
  EXPECT_FALSE(protocol.answer(*one, {}));
  EXPECT_FALSE(protocol.progress(*one, 1, "still here"));
}

TEST_F(Mcp, cancels_nothing_that_does_not_run) {
  initialize("2025-11-25");
  EXPECT_EQ(
      protocol.receive(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}})")
          .cancelled,
      "");
}

TEST_F(Mcp, tells_progress_to_whoever_wants_it) {
  initialize("2025-11-25");
  const auto silent = call("run", "{}", "1");
  EXPECT_FALSE(protocol.progress(*silent, 1, "x"));
  const auto told = call("run", "{}", "2", R"(,"_meta":{"progressToken":"t"})");
  const auto line = protocol.progress(*told, 3, "testing\x1b");
  ASSERT_TRUE(line);
  const auto message = parse(*line);
  EXPECT_EQ(message["method"], "notifications/progress");
  EXPECT_EQ(message["params"]["progressToken"], "t");
  EXPECT_EQ(message["params"]["progress"], 3);
  EXPECT_EQ(message["params"]["message"], "testing?");
}

TEST_F(Mcp, refuses_an_id_in_use_and_too_many_calls) {
  initialize("2025-11-25");
  EXPECT_TRUE(call("run", "{}", "1"));
  EXPECT_FALSE(call("run", "{}", "1"));
  for (int i = 2; i <= 16; ++i)
    EXPECT_TRUE(call("run", "{}", std::to_string(i)));
  EXPECT_FALSE(call("run", "{}", "17"));
  EXPECT_EQ(parse(last)["error"]["code"], 503);
}

TEST_F(Mcp, lists_and_reads_resources) {
  initialize("2025-11-25");
  const auto listed =
      only_answer(R"({"jsonrpc":"2.0","id":1,"method":"resources/list"})")["result"]["resources"];
  EXPECT_EQ(listed[0]["uri"], "aurora://reports/a.md");
  EXPECT_EQ(listed[0]["mimeType"], "text/markdown");
  const auto read = only_answer(
      R"({"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"aurora://reports/a.md"}})");
  EXPECT_EQ(read["result"]["contents"][0]["text"], "a?\xEF\xBF\xBD\n");
  EXPECT_EQ(
      error_of(R"({"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc/passwd"}})"),
      -32002);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":1,"method":"resources/read"})"), -32602);
}

TEST_F(Mcp, refuses_messages_that_are_too_long) {
  const auto message = parse(Protocol::too_long(9));
  EXPECT_EQ(message["error"]["code"], -32600);
  EXPECT_TRUE(message["id"].isNull());
}

TEST_F(StatelessMcp, tells_what_it_speaks_and_offers) {
  const auto result = only_answer(request("server/discover"))["result"];
  EXPECT_EQ(result["resultType"], "complete");
  EXPECT_EQ(result["supportedVersions"][0], "2026-07-28");
  EXPECT_TRUE(result["capabilities"].isMember("tools"));
  EXPECT_EQ(result["_meta"]["io.modelcontextprotocol/serverInfo"]["version"], "1.2");
  EXPECT_EQ(result["instructions"], "do this");
  EXPECT_EQ(result["cacheScope"], "public");
}

TEST_F(StatelessMcp, needs_no_initialize_and_says_how_long_a_list_holds) {
  const auto listed = only_answer(request("tools/list"))["result"];
  EXPECT_EQ(listed["tools"].size(), 2U);
  EXPECT_EQ(listed["resultType"], "complete");
  EXPECT_GT(listed["ttlMs"].asInt(), 0);
  EXPECT_EQ(only_answer(request("resources/list"))["result"]["ttlMs"], 0);
  EXPECT_EQ(
      only_answer(request("resources/read", R"("uri":"aurora://reports/a.md")"))["result"]["cacheScope"],
      "private");
}

TEST_F(StatelessMcp, names_its_revisions_to_whoever_asks_in_another_one) {
  const auto error = only_answer(request("tools/list", "", "2027-01-01"))["error"];
  EXPECT_EQ(error["code"], -32022);
  EXPECT_EQ(error["data"]["requested"], "2027-01-01");
  EXPECT_EQ(error["data"]["supported"][0], "2026-07-28");
}

TEST_F(StatelessMcp, refuses_requests_without_what_each_must_carry) {
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":1,"method":"server/discover"})"), -32602);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":)"
                     R"({"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}})"),
            -32602);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":)"
                     R"({"io.modelcontextprotocol/protocolVersion":7}}})"),
            -32602);
}

TEST_F(StatelessMcp, knows_no_method_of_the_older_revisions) {
  EXPECT_EQ(error_of(request("ping")), -32601);
  EXPECT_EQ(error_of(request("initialize", R"("protocolVersion":"2025-11-25")")), -32601);
  EXPECT_EQ(error_of(request("resources/read", R"("uri":"file:///etc/passwd")")), -32602);
}

TEST_F(StatelessMcp, runs_tools_and_tells_progress) {
  const auto one = protocol.receive(request("tools/call", R"("name":"run","arguments":{})")).call;
  ASSERT_TRUE(one);
  EXPECT_EQ(parse(*protocol.progress(*one, 1, "x"))["params"]["progressToken"], 4);
  const auto result = parse(*protocol.answer(*one, {Ending::done, R"({"outcome":"green"})"}))["result"];
  EXPECT_EQ(result["resultType"], "complete");
  EXPECT_EQ(result["structuredContent"]["outcome"], "green");
  const auto wrong = only_answer(request("tools/call", R"("name":"run","arguments":{"x":1})"))["result"];
  EXPECT_EQ(wrong["isError"], true);
  EXPECT_EQ(wrong["resultType"], "complete");
}

TEST_F(StatelessMcp, keeps_an_empty_stream_of_notifications_until_it_is_cancelled) {
  const auto told =
      only_answer(request("subscriptions/listen", R"("notifications":{"toolsListChanged":true})"));
  EXPECT_EQ(told["method"], "notifications/subscriptions/acknowledged");
  EXPECT_EQ(told["params"]["_meta"]["io.modelcontextprotocol/subscriptionId"], 1);
  EXPECT_TRUE(told["params"]["notifications"].empty());
  EXPECT_EQ(error_of(request("subscriptions/listen", R"("notifications":{})")), -32600) << "same id";
  EXPECT_THAT(
      protocol.receive(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}})")
          .answers,
      IsEmpty());
  EXPECT_EQ(error_of(request("subscriptions/listen", R"("notifications":7)")), -32602);
}

TEST_F(StatelessMcp, leaves_the_session_of_an_older_client_alone) {
  initialize("2025-06-18");
  EXPECT_EQ(only_answer(request("tools/list"))["result"]["resultType"], "complete");
  EXPECT_FALSE(
      only_answer(R"({"jsonrpc":"2.0","id":2,"method":"tools/list"})")["result"].isMember("resultType"));
}

} // namespace
} // namespace aurora::mcp
