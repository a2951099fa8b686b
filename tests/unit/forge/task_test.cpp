#include "aurora/forge/task.hpp"

#include <gmock/gmock.h>
#include <yaml-cpp/yaml.h>

#include "aurora/base/text.hpp"
#include "aurora/forge/related_docs.hpp"
#include "aurora/forge/task_index.hpp"
#include "aurora/task/task_yaml.hpp"

namespace aurora::forge {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

model::Cluster sample_cluster() {
  model::Cluster cluster;
  cluster.signature = "0123456789abcdef";
  cluster.signatures = {cluster.signature, "fedcba9876543210"};
  cluster.category = model::Category::crash;
  cluster.title = "SIGSEGV in mean";
  cluster.risk = 0.79;
  cluster.risk_reasons = {"the program dies"};
  for (int i = 0; i < 30; ++i) {
    model::Event event;
    event.test_id = "stats" + std::to_string(i % 3) + "::Mean.of_" + std::to_string(i);
    event.file = "src/stats.cpp";
    event.line = 7;
    event.message = "password=geheim: - \"quoted\" # no comment";
    event.repro_cmd = "ctest -R stats";
    event.analysis.root_cause = "a null pointer";
    event.analysis.suggestion = "check it";
    event.frames = {{"stats::mean(std::vector<int>)", "src/stats.cpp", 7, "", true}};
    cluster.events.push_back(event);
  }
  return cluster;
}

Task sample_task() {
  static const std::set<std::string> names{"stats0", "stats1", "stats2"};
  TaskFacts facts;
  facts.suspects = {{"src/stats.cpp", 6, 0.9, "reached by all"}};
  facts.ending = "unsolved";
  facts.tried = {"rules: guard (fails)"};
  facts.related_docs = {"docs/stats.md"};
  facts.ctest_names = &names;
  facts.masked = [](std::string_view text) {
    return base::replace_all(std::string(text), "geheim", "[removed]");
  };
  return make_task(sample_cluster(), facts);
}

} // namespace

TEST(MakeTask, says_what_to_do_and_when_it_is_done) {
  const auto task = sample_task();
  EXPECT_EQ(task.id, "aurora-0123456789abcdef");
  EXPECT_EQ(task.priority, Priority::critical);
  EXPECT_EQ(task.failure_count, 30);
  EXPECT_THAT(task.failures, SizeIs(20));
  EXPECT_THAT(task.tests, ElementsAre("stats0", "stats1", "stats2"));
  EXPECT_THAT(task.acceptance, Contains(HasSubstr("stats0, stats1, stats2 pass")));
  EXPECT_THAT(task.acceptance, Contains(HasSubstr("sanitizer")));
  EXPECT_THAT(task.approach, Contains("likely cause: a null pointer"));
  EXPECT_THAT(task.approach, Contains(HasSubstr("src/stats.cpp:6 (0.90, reached by all)")));
  EXPECT_EQ(task.repro, "ctest -R stats");
}

TEST(MakeTask, holds_no_secret) {
  EXPECT_THAT(to_yaml(sample_task(), {}), testing::Not(HasSubstr("geheim")));
}

TEST(MakeTask, has_the_priority_of_the_risk) {
  EXPECT_EQ(priority_of(0.86), Priority::critical);
  EXPECT_EQ(priority_of(0.54), Priority::high);
  EXPECT_EQ(priority_of(0.45), Priority::medium);
  EXPECT_EQ(priority_of(0.25), Priority::low);
}

TEST(MakeTask, keeps_the_begin_and_the_end_of_a_long_text) {
  auto cluster = sample_cluster();
  for (int i = 0; i < 1000; ++i)
    cluster.events[0].details += "line " + std::to_string(i) + "\n";
  const auto task = make_task(cluster, {});
  EXPECT_THAT(task.excerpt, testing::AllOf(HasSubstr("line 0\n"), HasSubstr("920 lines left out"),
                                           HasSubstr("line 999\n"), testing::Not(HasSubstr("line 500\n"))));
}

TEST(CtestNameOf, finds_the_test_of_a_case_and_the_build) {
  const std::set<std::string> names{"a", "a::b", "t"};
  EXPECT_EQ(ctest_name_of("a::b::C.d", names), "a::b");
  EXPECT_EQ(ctest_name_of("a::x", names), "a");
  EXPECT_EQ(ctest_name_of("t#2", names), "t");
  EXPECT_EQ(ctest_name_of("build::lib", names), k_the_build);
  EXPECT_EQ(ctest_name_of("elsewhere", names), "elsewhere");
}

TEST(TaskYaml, is_read_by_any_reader_as_it_was_meant) {
  RunFacts run;
  run.id = 3;
  run.branch = "main";
  const auto root = YAML::Load(to_yaml(sample_task(), run));
  EXPECT_EQ(root["schema"].Scalar(), "aurora.task/1");
  EXPECT_EQ(root["priority"].Scalar(), "critical");
  EXPECT_EQ(root["failures"][0]["message"].Scalar(), "password=[removed]: - \"quoted\" # no comment");
  EXPECT_EQ(root["failures"].size(), 20U);
  EXPECT_EQ(root["run"]["id"].as<int>(), 3);
  for (const char* key :
       {"id", "title", "acceptance_criteria", "approach", "related_docs", "repro", "tests", "tried"})
    EXPECT_TRUE(root[key]) << key;
}

TEST(TaskIndexTest, comes_back_as_it_was_written) {
  TaskIndex index;
  index.run.id = 5;
  index.run.started = "2026-03-01T10:00:00.000Z";
  index.run.all_tests = false;
  index.run.is_commit = true;
  index.tasks = {issue_task(sample_task(), index.run)};
  index.passed = {"other"};
  const auto read = task_index_from_json(to_json(index));
  ASSERT_TRUE(read) << base::to_string(read.error());
  EXPECT_EQ(read->run.id, 5);
  EXPECT_FALSE(read->run.all_tests);
  EXPECT_TRUE(read->run.is_commit);
  ASSERT_THAT(read->tasks, SizeIs(1));
  EXPECT_EQ(read->tasks[0].signatures, index.tasks[0].signatures);
  EXPECT_EQ(read->tasks[0].status, index.tasks[0].status);
  EXPECT_EQ(read->tasks[0].attempts, index.tasks[0].attempts);
  EXPECT_EQ(read->tasks[0].tests, index.tasks[0].tests);
  EXPECT_THAT(read->passed, ElementsAre("other"));
}

TEST(TaskIndexTest, refuses_what_would_name_another_file_and_other_schemas) {
  TaskIndex index;
  index.tasks = {issue_task(sample_task(), {})};
  index.tasks[0].signature = "../../etc/passwd";
  EXPECT_EQ(task_index_from_json(to_json(index)).error().code, base::ErrorCode::invalid_input);
  EXPECT_EQ(task_index_from_json("{\"schema\":\"aurora.tasks/9\"}").error().code,
            base::ErrorCode::unsupported);
  EXPECT_FALSE(task_index_from_json("["));
}

TEST(RelatedDocs, are_those_that_name_a_file_a_function_or_lie_near) {
  const std::vector<Document> documents{{"README.md", "All about everything."},
                                        {"docs/stats.md", "How mean() in stats.cpp works."},
                                        {"docs/means.md", "Means of transport: meaning."},
                                        {"src/NOTES.md", "Notes."}};
  EXPECT_THAT(related_docs(documents, sample_cluster(), {}), ElementsAre("docs/stats.md", "src/NOTES.md"));
}

} // namespace aurora::forge
