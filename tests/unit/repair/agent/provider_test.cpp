#include "aurora/repair/agent/provider.hpp"

#include <gmock/gmock.h>

#include "../support_project.hpp"
#include "aurora/base/hash.hpp"
#include "aurora/base/text.hpp"
#include "support/fake_clock.hpp"
#include "support/fake_process_runner.hpp"

namespace aurora::repair::agent {
namespace {

using base::ErrorCode;
using testing::HasSubstr;

/// Files in memory; the agent is a function on them.
class MemoryShadow final : public workspace::Shadow {
public:
  workspace::ShadowKind kind() const override { return workspace::ShadowKind::overlay; }
  const std::string& source_dir() const override { return m_source; }
  const std::string& build_dir() const override { return m_build; }
  const std::string& exchange_dir() const override { return m_exchange; }
  base::Result<void> apply(const model::Patch&) override { return {}; }
  base::Result<std::string> read(const std::string& path) override {
    const auto found = files.find(path);
    if (found == files.end())
      return base::fail(ErrorCode::not_found, "no file", path);
    return found->second;
  }
  base::Result<void> reset() override { return {}; }
  base::Result<sys::ProcessResult> run(sys::ProcessSpec) override {
    std::string text;
    for (const auto& [path, bytes] : files)
      text += (bytes.starts_with("-> ") ? bytes : base::sha256_hex(bytes)) + "  ./" + path + '\0';
    return test::FakeProcessRunner::exited(0, text);
  }
  base::Result<sys::ProcessResult> run_contained(sys::ProcessSpec spec) override {
    task = spec.stdin_text;
    auto result = test::FakeProcessRunner::exited(0, words);
    agent(spec);
    if (spec.cancelled && spec.cancelled())
      result.outcome = {sys::Outcome::Kind::cancelled, 0};
    return result;
  }
  std::string description() const override { return "in memory"; }

  std::map<std::string, std::string> files;
  std::function<void(const sys::ProcessSpec&)> agent = [](const auto&) {};
  std::string task;
  std::string words = "done\n";

private:
  std::string m_source = "/src";
  std::string m_build = "/src/build";
  std::string m_exchange = "/exchange";
};

class Agent : public testing::Test {
protected:
  Agent() {
    file("src/a.cpp", "int f() { return 1; }\n");
    file("tests/a_test.cpp", "test\n");
    project.cluster.title = "f returns the wrong value";
    project.suspects.push_back({"src/a.cpp", 1, 1, "first"});
    options.source_dir = "/src";
    options.command = "agent --go";
    options.free_bytes = [this](const std::string&) { return free_bytes; };
    options.locked = [](const std::string& path) { return path.starts_with(".git/"); };
    options.masked = [](std::string_view text) {
      return base::replace_all(std::string(text), "geheim", "[removed]");
    };
    options.record = [this](const agent::Run& run) { runs.push_back(run); };
  }
  void file(const std::string& path, const std::string& text) {
    project.file(path, text);
    shadow.files[path] = text;
  }
  AgentProvider provider() { return {shadow, clock, options}; }

  fakes::MemoryProject project;
  MemoryShadow shadow;
  test::FakeClock clock;
  AgentOptions options;
  std::uint64_t free_bytes = 100UL << 30;
  std::vector<agent::Run> runs;
};

TEST_F(Agent, makes_one_candidate_of_all_that_changed) {
  shadow.agent = [&](const auto&) {
    shadow.files["src/a.cpp"] = "int f() { return 2; }\n";
    shadow.files.erase("tests/a_test.cpp");
    shadow.files["src/new.hpp"] = "#pragma once\n";
    shadow.files[".git/hooks/pre-commit"] = "#!/bin/sh\n";
    shadow.files["notes.txt"] = "left behind\n";
  };
  auto agent = provider();
  const auto patches = agent.propose(project.context());
  ASSERT_TRUE(patches.has_value()) << patches.error().message;
  std::vector<std::string> paths;
  for (const auto& change : patches->front().changes)
    paths.push_back(change.path);
  EXPECT_THAT(paths,
              testing::ElementsAre(".git/hooks/pre-commit", "src/a.cpp", "src/new.hpp", "tests/a_test.cpp"));
  EXPECT_FALSE(patches->front().changes[3].after.has_value());
  EXPECT_EQ(patches->front().explanation, "done");
  EXPECT_TRUE(agent.wants_another_round());
  EXPECT_THAT(runs.front().changed, testing::SizeIs(5));
}

TEST_F(Agent, is_told_the_failure_and_what_was_tried) {
  auto agent = provider();
  auto context = project.context();
  EXPECT_FALSE(agent.propose(context).has_value());
  EXPECT_THAT(shadow.task, testing::AllOf(HasSubstr("# Repair: f returns the wrong value"),
                                          HasSubstr("src/a.cpp:1"), HasSubstr("refused as cheating")));
  model::Patch patch;
  patch.changes = {{"src/a.cpp", "a\n", "b\n"}};
  context.tried = {{patch, "breaks_others", "turns red: other"}};
  EXPECT_FALSE(agent.propose(context).has_value());
  EXPECT_THAT(shadow.task, testing::AllOf(HasSubstr("Tried before, and breaks others"),
                                          HasSubstr("turns red: other"), HasSubstr("+b")));
}

TEST_F(Agent, is_told_no_secret_and_what_it_says_is_kept_without) {
  project.cluster.title = "login with geheim fails";
  options.command = "agent --key geheim";
  shadow.words = "my key is geheim\n";
  shadow.agent = [&](const auto&) { shadow.files["src/a.cpp"] = "changed\n"; };
  const auto patches = provider().propose(project.context());
  ASSERT_TRUE(patches.has_value()) << patches.error().message;
  const auto& patch = patches->front();
  for (const auto& text :
       {shadow.task, runs.front().task, runs.front().output, patch.rule, patch.explanation})
    EXPECT_THAT(text, testing::AllOf(HasSubstr("[removed]"), testing::Not(HasSubstr("geheim"))));
}

TEST_F(Agent, that_changes_nothing_says_why) {
  auto agent = provider();
  const auto patches = agent.propose(project.context());
  ASSERT_FALSE(patches.has_value());
  EXPECT_THAT(patches.error().message, HasSubstr("done"));
  EXPECT_FALSE(agent.wants_another_round());
}

TEST_F(Agent, may_not_make_links) {
  shadow.agent = [&](const auto&) { shadow.files["src/a.cpp"] = "-> /etc/passwd"; };
  const auto patches = provider().propose(project.context());
  ASSERT_FALSE(patches.has_value());
  EXPECT_THAT(patches.error().message, HasSubstr("link"));
}

TEST_F(Agent, is_stopped_when_it_fills_the_disk) {
  options.max_disk = 10UL << 20;
  shadow.agent = [&](const sys::ProcessSpec& spec) {
    EXPECT_FALSE(spec.cancelled());
    clock.sleep_for(std::chrono::seconds(2));
    free_bytes -= 11UL << 20;
    shadow.files["src/a.cpp"] = "changed\n";
  };
  const auto patches = provider().propose(project.context());
  ASSERT_FALSE(patches.has_value());
  EXPECT_EQ(patches.error().code, ErrorCode::limit);
  EXPECT_THAT(runs.front().outcome, HasSubstr("10 MiB"));
}

TEST_F(Agent, that_changes_half_the_project_is_not_listened_to) {
  shadow.agent = [&](const auto&) {
    for (int i = 0; i < 60; ++i)
      shadow.files["src/n" + std::to_string(i) + ".cpp"] = "x\n";
  };
  const auto patches = provider().propose(project.context());
  ASSERT_FALSE(patches.has_value());
  EXPECT_THAT(patches.error().message, HasSubstr("60 files"));
}

} // namespace
} // namespace aurora::repair::agent
