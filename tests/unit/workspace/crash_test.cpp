#include <functional>

#include <gtest/gtest.h>

#include "aurora/workspace/workspace.hpp"
#include "support/fake_clock.hpp"
#include "support/fake_file_system.hpp"

namespace aurora::workspace {
namespace {

using test::FakeFileSystem;
using Tree = std::map<std::string, FakeFileSystem::Node>;

const Roots k_crash_roots{"/p", "/p/build/aurora"};

Workspace workspace(FakeFileSystem& files) {
  static test::FakeClock clock;
  return Workspace(k_crash_roots, files, clock);
}

/// What the user sees: everything but Aurora's own state.
Tree tree(const FakeFileSystem& files) {
  auto all = files.tree("/p");
  std::erase_if(all, [](const auto& item) { return sys::is_below(item.first, "/p/build"); });
  return all;
}

model::Patch wide(const std::string& from, const std::string& to) {
  model::Patch patch;
  patch.changes = {{"src/a.cpp", "a" + from, "a" + to}, {"tool", "t" + from, "t" + to}};
  if (from == "0") {
    patch.changes.push_back({"new/deep/n.cpp", std::nullopt, "n1"});
    patch.changes.push_back({"old.txt", "o0", std::nullopt});
  }
  return patch;
}

FakeFileSystem fresh() {
  FakeFileSystem files;
  files.put("/p/src/a.cpp", "a0", 0640);
  files.put("/p/tool", "t0", 0755);
  files.put("/p/old.txt", "o0", 0600);
  files.put("/p/tool.aurora_backup", "the user's own");
  return files;
}

void land(FakeFileSystem& files, const model::Patch& patch) {
  const auto id = workspace(files).apply(patch);
  ASSERT_TRUE(id) << id.error().message;
  ASSERT_TRUE(workspace(files).keep(*id));
}

/// Runs work on a copy of start, dying at each moment in turn; then recovers, dying at each moment of that
/// too. The tree must be one of `allowed` in the end. Returns how many deaths were tried.
int die_everywhere(const FakeFileSystem& start, const std::function<void(FakeFileSystem&)>& work,
                   const std::vector<Tree>& allowed) {
  int deaths = 0;
  const auto is_allowed = [&](const FakeFileSystem& files) {
    return std::find(allowed.begin(), allowed.end(), tree(files)) != allowed.end();
  };
  for (long k = 0; k < 10'000; ++k) {
    auto died = start;
    died.crash_at(k);
    try {
      work(died);
      return deaths; // it had fewer moments than k
    } catch (const test::SimulatedCrash&) {
    }
    for (long again = 0; again < 10'000; ++again) {
      auto files = died;
      files.crash_at(again);
      bool died_again = false;
      try {
        EXPECT_TRUE(workspace(files).recover()->complete());
      } catch (const test::SimulatedCrash&) {
        died_again = true;
      }
      files.never_crash();
      const auto report = workspace(files).recover();
      EXPECT_TRUE(report && report->complete()) << "died at " << k << " and " << again;
      EXPECT_TRUE(is_allowed(files)) << "died at " << k << " and " << again;
      ++deaths;
      if (!died_again)
        break;
    }
  }
  ADD_FAILURE() << "the work never ended";
  return deaths;
}

TEST(Crash, at_any_moment_of_apply_and_keep_leaves_the_original_or_the_landed_tree) {
  auto landed = fresh();
  land(landed, wide("0", "1"));
  const auto deaths = die_everywhere(fresh(), [](FakeFileSystem& files) { land(files, wide("0", "1")); },
                                     {tree(fresh()), tree(landed)});
  EXPECT_GT(deaths, 300);
  RecordProperty("deaths", deaths);
}

TEST(Crash, at_any_moment_of_apply_and_roll_back_leaves_the_original_tree) {
  const auto deaths = die_everywhere(fresh(),
                                     [](FakeFileSystem& files) {
                                       const auto id = workspace(files).apply(wide("0", "1"));
                                       ASSERT_TRUE(id);
                                       ASSERT_TRUE(workspace(files).roll_back(*id)->complete());
                                     },
                                     {tree(fresh())});
  EXPECT_GT(deaths, 300);
  RecordProperty("deaths", deaths);
}

TEST(Crash, at_any_moment_of_a_second_patch_of_the_same_files_keeps_the_first) {
  auto first = fresh();
  land(first, wide("0", "1"));
  auto second = first;
  land(second, wide("1", "2"));
  die_everywhere(first, [](FakeFileSystem& files) { land(files, wide("1", "2")); },
                 {tree(first), tree(second)});
}

TEST(Crash, at_any_moment_of_restore_leaves_the_landed_or_the_original_tree) {
  auto landed = fresh();
  land(landed, wide("0", "1"));
  land(landed, wide("1", "2"));
  const auto deaths = die_everywhere(
      landed, [](FakeFileSystem& files) { ASSERT_TRUE(workspace(files).restore()->complete()); },
      {tree(landed), tree(fresh())});
  EXPECT_GT(deaths, 300);
  RecordProperty("deaths", deaths);
}

TEST(Crash, at_any_moment_of_rolling_a_landed_patch_back_leaves_one_of_both_trees) {
  auto first = fresh();
  land(first, wide("0", "1"));
  auto second = first;
  land(second, wide("1", "2"));
  die_everywhere(second,
                 [](FakeFileSystem& files) {
                   const auto id = workspace(files).last_landed().value();
                   ASSERT_TRUE(workspace(files).roll_back(id)->complete());
                 },
                 {tree(first), tree(second)});
}

TEST(Crash, leaves_no_scratch_file_of_its_own_behind_once_recovered) {
  for (long k = 0; k < 10'000; ++k) {
    auto files = fresh();
    files.crash_at(k);
    try {
      const auto id = workspace(files).apply(wide("0", "1"));
      ASSERT_TRUE(id);
      ASSERT_TRUE(workspace(files).roll_back(*id));
      return;
    } catch (const test::SimulatedCrash&) {
    }
    files.never_crash();
    ASSERT_TRUE(workspace(files).recover());
    for (const auto& [path, node] : files.tree("/p/build"))
      EXPECT_EQ(node.kind, sys::FileKind::directory) << path << " after a death at " << k;
  }
}

} // namespace
} // namespace aurora::workspace
