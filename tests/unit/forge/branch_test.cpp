#include "aurora/forge/branch.hpp"

#include <gmock/gmock.h>

#include "aurora/sys/exec_process_runner.hpp"
#include "support/exec_path.hpp"
#include "support/temporary_folder.hpp"

namespace aurora::forge {
namespace {

using base::ErrorCode;

/// A real repository whose project lies in a subfolder.
class Branch : public testing::Test {
protected:
  Branch() {
    test::write_text(project + "/a.cpp", "1\n");
    test::write_text(project + "/run.sh", "#!/bin/sh\n");
    std::filesystem::permissions(project + "/run.sh", std::filesystem::perms::owner_exec,
                                 std::filesystem::perm_options::add);
    git({"init", "-q", "-b", "main"});
    git({"config", "user.email", "test@localhost"});
    git({"config", "user.name", "test"});
    git({"add", "-A"});
    git({"commit", "-qm", "first"});
  }
  std::string git(std::vector<std::string> arguments) {
    sys::ProcessSpec spec;
    spec.argv = {"git", "-C", repository};
    spec.argv.insert(spec.argv.end(), arguments.begin(), arguments.end());
    const auto result = processes.run(spec);
    EXPECT_TRUE(result && result->outcome.succeeded())
        << arguments.front() << (result ? result->stderr_text : "");
    return result ? result->stdout_text : "";
  }
  base::Result<std::string> write(const BranchPlan& wanted) {
    return write_branch(project, wanted, folder.path(), processes);
  }

  test::TemporaryFolder folder;
  std::string repository = folder / "repository";
  std::string project = repository + "/sub folder";
  sys::ExecProcessRunner processes{test::exec_path()};
  BranchPlan plan{"aurora/fix-1",
                  {{"failure\n", {{".aurora/event.json", std::nullopt, "{}\n"}}},
                   {"fix\n", {{"a.cpp", "1\n", "2\n"}, {"run.sh", "#!/bin/sh\n", "#!/bin/sh\ntrue\n"}}}}};
};

TEST_F(Branch, has_its_commits_and_touches_nothing_else) {
  test::write_text(project + "/a.cpp", "edited meanwhile\n");
  test::write_text(project + "/b.cpp", "staged\n");
  git({"add", "sub folder/b.cpp"});
  const auto before = git({"status", "--porcelain"});
  const auto made = write(plan);
  ASSERT_TRUE(made.has_value()) << base::to_string(made.error());
  EXPECT_EQ(git({"log", "--format=%s", "aurora/fix-1"}), "fix\nfailure\nfirst\n");
  EXPECT_EQ(git({"show", "aurora/fix-1:sub folder/a.cpp"}), "2\n");
  EXPECT_EQ(git({"show", "aurora/fix-1~1:sub folder/a.cpp"}), "1\n");
  EXPECT_EQ(git({"show", "aurora/fix-1~1:sub folder/.aurora/event.json"}), "{}\n");
  EXPECT_THAT(git({"ls-tree", "aurora/fix-1", "sub folder/run.sh"}), testing::StartsWith("100755"));
  EXPECT_EQ(git({"rev-parse", "--abbrev-ref", "HEAD"}), "main\n");
  EXPECT_EQ(git({"status", "--porcelain"}), before);
  EXPECT_EQ(test::read_text(project + "/a.cpp"), "edited meanwhile\n");
}

TEST_F(Branch, is_not_overwritten) {
  ASSERT_TRUE(write(plan).has_value());
  const auto again = write(plan);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
}

TEST_F(Branch, is_not_made_of_what_head_has_not) {
  plan.commits[1].changes[0].before = "never committed\n";
  const auto made = write(plan);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().code, ErrorCode::conflict);
  EXPECT_THAT(git({"branch", "--list"}), testing::Not(testing::HasSubstr("aurora")));
}

TEST_F(Branch, can_remove_a_file) {
  plan.commits[1].changes = {{"a.cpp", "1\n", std::nullopt}};
  ASSERT_TRUE(write(plan).has_value());
  EXPECT_THAT(git({"ls-tree", "-r", "--name-only", "aurora/fix-1"}),
              testing::Not(testing::HasSubstr("a.cpp")));
}

} // namespace
} // namespace aurora::forge
