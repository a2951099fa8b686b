#include "aurora/setup/templates.hpp"

#include <gmock/gmock.h>
#include <yaml-cpp/yaml.h>

#include "aurora/base/text.hpp"
#include "aurora/gate/policy.hpp"
#include "aurora/settings/settings.hpp"

namespace aurora::setup {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The lines behind a mark, without it.
std::string behind(const std::string& text, const std::string& mark) {
  std::string out;
  for (const auto line : base::split_lines(text))
    if (line.starts_with(mark) && line.size() > mark.size() && base::is_identifier_char(line[mark.size()]) &&
        base::contains(line.substr(0, line.find(' ', mark.size())), ":"))
      out += std::string(line.substr(mark.size())) + "\n";
  return out;
}

std::string shell_text(const YAML::Node& steps) {
  std::string out;
  for (const auto& step : steps)
    if (step["run"])
      out += step["run"].as<std::string>() + "\n";
  return out;
}

TEST(ConfigFile, changes_nothing_as_it_is) {
  settings::Settings settings;
  EXPECT_TRUE(settings::apply_config_yaml(settings, config_file(), "config.yml"));
  EXPECT_EQ(settings.max_iterations, settings::Settings().max_iterations);
}

TEST(ConfigFile, names_the_true_defaults) {
  const settings::Settings defaults;
  settings::Settings read;
  read.mode = settings::Mode::commit;
  read.max_iterations = read.time_budget = read.reruns = read.jobs = read.timeout = read.max_proposals = 77;
  read.providers = read.labels = {"x"};
  read.canary_label = "x";
  read.benchmarks = false;
  read.benchmark_repetitions = 77;
  read.benchmark_tolerance = read.benchmark_confidence = 77;
  read.coverage = read.allow_test_edits = read.require_sandbox = true;
  const auto applied = settings::apply_config_yaml(read, behind(config_file(), "# "), "config.yml");
  ASSERT_TRUE(applied) << base::to_string(applied.error());
  EXPECT_EQ(read.mode, defaults.mode);
  EXPECT_EQ(std::tie(read.max_iterations, read.time_budget, read.reruns, read.jobs, read.timeout,
                     read.max_proposals),
            std::tie(defaults.max_iterations, defaults.time_budget, defaults.reruns, defaults.jobs,
                     defaults.timeout, defaults.max_proposals));
  EXPECT_EQ(std::tie(read.benchmarks, read.benchmark_tolerance, read.benchmark_confidence,
                     read.benchmark_repetitions),
            std::tie(defaults.benchmarks, defaults.benchmark_tolerance, defaults.benchmark_confidence,
                     defaults.benchmark_repetitions));
  EXPECT_EQ(read.providers, defaults.providers);
  EXPECT_EQ(read.labels, defaults.labels);
  EXPECT_EQ(read.canary_label, defaults.canary_label);
  EXPECT_FALSE(read.coverage || read.allow_test_edits || read.require_sandbox);
}

TEST(ConfigFile, gives_examples_that_are_valid) {
  settings::Settings read;
  const auto applied = settings::apply_config_yaml(read, behind(config_file(), "## "), "config.yml");
  ASSERT_TRUE(applied) << base::to_string(applied.error());
  EXPECT_EQ(read.forge, "github");
  EXPECT_EQ(read.model_max_cost, 0.5);
}

TEST(ProtectedFiles, are_what_the_gate_reads) {
  const auto policy = gate::parse_policy("", protected_files());
  ASSERT_TRUE(policy) << base::to_string(policy.error());
  EXPECT_THAT(policy->protected_files, testing::Contains("LICENSE*"));
}

TEST(GithubWorkflow, runs_the_project_with_a_read_only_token_and_no_secret) {
  const auto text = github_workflow({"https://host/aurora.git", "v1"});
  const auto root = YAML::Load(text);
  EXPECT_EQ(root["permissions"].size(), 1U);
  EXPECT_EQ(root["permissions"]["contents"].as<std::string>(), "read");
  EXPECT_FALSE(root["jobs"]["heal"]["permissions"]);
  EXPECT_TRUE(root["on"]["pull_request"].IsDefined());
  EXPECT_FALSE(root["on"]["pull_request_target"]);
  EXPECT_FALSE(root["on"]["workflow_run"]);
  EXPECT_THAT(text, Not(HasSubstr("secrets.")));
  EXPECT_EQ(root["jobs"]["heal"]["steps"][1]["with"]["persist-credentials"].as<std::string>(), "false");
}

TEST(GithubCommentWorkflow, may_write_comments_and_runs_nothing_of_the_project) {
  const auto root = YAML::Load(github_comment_workflow());
  EXPECT_EQ(root["permissions"].size(), 0U);
  EXPECT_EQ(root["on"].size(), 1U);
  EXPECT_EQ(root["on"]["workflow_run"]["workflows"][0].as<std::string>(),
            YAML::Load(github_workflow({}))["name"].as<std::string>());
  const auto job = root["jobs"]["comment"];
  EXPECT_EQ(job["permissions"].size(), 2U);
  EXPECT_EQ(job["permissions"]["pull-requests"].as<std::string>(), "write");
  EXPECT_EQ(job["permissions"]["actions"].as<std::string>(), "read");
  EXPECT_TRUE(root["concurrency"]["group"]);
  for (const auto& step : job["steps"]) {
    EXPECT_THAT(step["uses"].as<std::string>(""), Not(HasSubstr("checkout")));
  }
  EXPECT_THAT(shell_text(job["steps"]), AllOf(Not(HasSubstr("cmake")), Not(HasSubstr("bash"))));
}

TEST(GithubWorkflows, put_nothing_from_outside_into_a_shell) {
  for (const auto& text : {github_workflow({}), github_comment_workflow()})
    for (const auto& job : YAML::Load(text)["jobs"]) {
      const auto commands = shell_text(job.second["steps"]);
      EXPECT_GT(commands.size(), 100U);
      EXPECT_THAT(commands, Not(HasSubstr("${{")));
    }
}

TEST(GithubWorkflow, has_one_run_a_branch_and_bounded_attempts_and_times) {
  const auto root = YAML::Load(github_workflow({}));
  EXPECT_THAT(root["concurrency"]["group"].as<std::string>(), HasSubstr("github.ref"));
  EXPECT_TRUE(root["concurrency"]["cancel-in-progress"].as<bool>());
  EXPECT_TRUE(root["jobs"]["heal"]["timeout-minutes"]);
  EXPECT_TRUE(root["on"]["schedule"][0]["cron"]);
  EXPECT_THAT(shell_text(root["jobs"]["heal"]["steps"]),
              AllOf(HasSubstr("--max-iterations \"$AURORA_ATTEMPTS\""), HasSubstr("\"$AURORA_SECONDS\""),
                    HasSubstr("--mode propose")));
}

TEST(GithubWorkflow, tests_heals_gates_and_uploads_in_this_order) {
  const auto text = github_workflow({});
  std::size_t last = 0;
  for (const auto* part :
       {"aurora test-heal", "aurora heal", "aurora policy", "aurora artifacts", "upload-artifact"}) {
    const auto at = text.find(part, last);
    ASSERT_NE(at, std::string::npos) << part;
    last = at;
  }
}

TEST(GitlabTemplate, keeps_the_token_from_code_of_the_project) {
  const auto root = YAML::Load(gitlab_template({"https://host/aurora.git", "v1"}));
  EXPECT_EQ(root["variables"]["AURORA_REPOSITORY"].as<std::string>(), "https://host/aurora.git");
  EXPECT_FALSE(root["aurora:heal"]["environment"]) << "the token is given to one environment alone";
  EXPECT_EQ(root["aurora:comment"]["environment"]["name"].as<std::string>(), "aurora-comment");
  const auto rule = root["aurora:comment"]["rules"][0]["if"].as<std::string>();
  EXPECT_THAT(rule, AllOf(HasSubstr("$AURORA_COMMENT == \"on\""),
                          HasSubstr("$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID")));
  EXPECT_EQ(root["aurora:comment"]["variables"]["GIT_STRATEGY"].as<std::string>(), "none");
}

TEST(GitlabTemplate, is_bounded_and_gives_its_reports_to_gitlab) {
  const auto heal = YAML::Load(gitlab_template({}))["aurora:heal"];
  EXPECT_TRUE(heal["timeout"] && heal["resource_group"] && heal["interruptible"].as<bool>());
  EXPECT_EQ(heal["artifacts"]["when"].as<std::string>(), "always");
  EXPECT_THAT(heal["artifacts"]["reports"]["junit"].as<std::string>(), HasSubstr("junit.xml"));
  for (const auto& line : heal["script"])
    EXPECT_TRUE(line.IsScalar()) << "a script line that YAML reads as something else";
}

} // namespace
} // namespace aurora::setup
