#include "aurora/workspace/workspace.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fake_clock.hpp"
#include "support/fake_file_system.hpp"

namespace aurora::workspace {
namespace {

using base::ErrorCode;
using test::FakeFileSystem;

constexpr auto k_root = "/home/u/my \"project\"\n'x'";
const Roots k_roots{k_root, "/home/u/build/aurora"};

std::string at(const std::string& path) {
  return std::string(k_root) + "/" + path;
}

model::Patch patch_of(std::vector<model::FileChange> changes) {
  model::Patch patch;
  patch.title = "a fix";
  patch.changes = std::move(changes);
  return patch;
}

class WorkspaceTest : public testing::Test {
protected:
  WorkspaceTest() {
    m_files.put(at("src/a.cpp"), "a0", 0640);
    m_files.put(at("src/tool.sh"), "t0", 0755);
    m_files.put(at("old.txt"), "o0", 0600);
    m_files.put(at("untouched"), "u");
  }
  Workspace workspace() { return Workspace(k_roots, m_files, m_clock); }
  auto tree() const { return m_files.tree(k_root); }
  std::string text(const std::string& path) { return m_files.read(at(path)).value_or("(none)"); }
  std::string apply(const model::Patch& patch) {
    const auto id = workspace().apply(patch);
    EXPECT_TRUE(id) << id.error().message;
    return id.value_or("");
  }
  std::string land(const model::Patch& patch) {
    const auto id = apply(patch);
    EXPECT_TRUE(workspace().keep(id));
    return id;
  }

  FakeFileSystem m_files;
  test::FakeClock m_clock;
};

/// Changes two files, creates one in new folders, removes one.
const model::Patch k_wide = patch_of({{"src/a.cpp", "a0", "a1"},
                                      {"src/tool.sh", "t0", "t1 longer"},
                                      {"new/deep/n%\xff.cpp", std::nullopt, "n1"},
                                      {"old.txt", "o0", std::nullopt}});

TEST_F(WorkspaceTest, keeps_the_original_beside_every_changed_file) {
  apply(k_wide);
  EXPECT_EQ(text("src/a.cpp"), "a1");
  EXPECT_EQ(text("src/a.cpp.aurora_backup"), "a0");
  EXPECT_EQ(m_files.info(at("src/a.cpp"))->mode, 0640U);
  EXPECT_EQ(m_files.info(at("src/tool.sh"))->mode, 0755U);
  EXPECT_EQ(text("new/deep/n%\xff.cpp"), "n1");
  EXPECT_EQ(text("old.txt"), "(none)");
  EXPECT_EQ(text("old.txt.aurora_backup"), "o0");
}

TEST_F(WorkspaceTest, restores_bytes_and_modes_with_a_new_time_when_rolled_back) {
  const auto before = tree();
  const auto id = apply(k_wide);
  const auto patched_at = m_files.info(at("src/a.cpp"))->mtime_ns;
  const auto report = workspace().roll_back(id);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->complete());
  EXPECT_EQ(report->files.size(), 4U);
  EXPECT_EQ(tree(), before);
  EXPECT_GT(m_files.info(at("src/a.cpp"))->mtime_ns, patched_at);
  EXPECT_TRUE(m_files.tree("/home/u/build/aurora/journal").size() == 1);
}

TEST_F(WorkspaceTest, keeps_landed_patches_and_names_the_newest) {
  EXPECT_EQ(workspace().last_landed().value(), "");
  const auto first = land(k_wide);
  const auto second = land(patch_of({{"src/a.cpp", "a1", "a2"}}));
  EXPECT_LT(first, second);
  EXPECT_EQ(workspace().last_landed().value(), second);
  EXPECT_TRUE(workspace().recover()->files.empty());
  EXPECT_EQ(text("src/a.cpp"), "a2");
}

TEST_F(WorkspaceTest, restores_landed_patches_newest_first) {
  const auto before = tree();
  land(k_wide);
  land(patch_of({{"src/a.cpp", "a1", "a2"}}));
  land(patch_of({{"src/a.cpp", "a2", "a3"}, {"untouched", "u", "v"}}));
  const auto preview = workspace().preview_restore();
  EXPECT_EQ(text("src/a.cpp"), "a3");
  const auto report = workspace().restore();
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->complete());
  EXPECT_EQ(tree(), before);
  EXPECT_EQ(workspace().last_landed().value(), "");
  ASSERT_EQ(preview->files.size(), report->files.size());
  for (std::size_t i = 0; i < report->files.size(); ++i) {
    EXPECT_EQ(preview->files[i].path, report->files[i].path);
    EXPECT_EQ(preview->files[i].result, report->files[i].result);
  }
}

TEST_F(WorkspaceTest, restores_one_file_alone) {
  land(k_wide);
  const auto report = workspace().restore("src/a.cpp");
  ASSERT_EQ(report->files.size(), 1U);
  EXPECT_EQ(text("src/a.cpp"), "a0");
  EXPECT_EQ(text("src/tool.sh"), "t1 longer");
  m_files.put(at("src/a.cpp"), "someone's own work");
  EXPECT_TRUE(workspace().restore()->complete()); // what was restored is not looked at again
  EXPECT_EQ(text("src/a.cpp"), "someone's own work");
  EXPECT_EQ(text("src/tool.sh"), "t0");
}

TEST_F(WorkspaceTest, rolls_a_landed_patch_back_and_gives_the_earlier_one_its_backup_again) {
  land(patch_of({{"src/a.cpp", "a0", "a1"}}));
  const auto between = tree();
  const auto second = land(patch_of({{"src/a.cpp", "a1", "a2"}}));
  EXPECT_EQ(text("src/a.cpp.aurora_backup"), "a1");
  EXPECT_TRUE(workspace().roll_back(second)->complete());
  EXPECT_EQ(tree(), between);
}

TEST_F(WorkspaceTest, never_overwrites_what_someone_else_changed) {
  const auto id = apply(k_wide);
  m_files.put(at("src/a.cpp"), "edited by hand");
  const auto report = workspace().roll_back(id);
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->complete());
  EXPECT_EQ(report->files[0].result, RestoreResult::refused_changed);
  EXPECT_THAT(report->files[0].reason, testing::HasSubstr("the original is in src/a.cpp.aurora_backup"));
  EXPECT_EQ(text("src/a.cpp"), "edited by hand");
  EXPECT_EQ(text("src/a.cpp.aurora_backup"), "a0");
  EXPECT_EQ(text("src/tool.sh"), "t0");
  EXPECT_TRUE(workspace().recover()->files.empty()); // said once, not at every command
  EXPECT_EQ(workspace().last_landed().value(), "");
  m_files.put(at("src/a.cpp"), "a1"); // the edit is taken back: now it can be restored
  EXPECT_TRUE(workspace().restore()->complete());
  EXPECT_EQ(text("src/a.cpp"), "a0");
}

TEST_F(WorkspaceTest, does_not_put_an_older_original_over_a_refused_file) {
  land(patch_of({{"src/a.cpp", "a0", "a1"}}));
  land(patch_of({{"src/a.cpp", "a1", "a2"}}));
  m_files.put(at("src/a.cpp"), "a1 again, by hand");
  const auto report = workspace().restore();
  ASSERT_EQ(report->files.size(), 1U);
  EXPECT_EQ(report->files[0].result, RestoreResult::refused_changed);
  EXPECT_EQ(text("src/a.cpp"), "a1 again, by hand");
}

TEST_F(WorkspaceTest, takes_back_what_was_healed_after_an_edit_and_leaves_what_was_healed_before_it) {
  land(patch_of({{"src/a.cpp", "a0", "a1"}}));
  m_files.put(at("src/a.cpp"), "a1 and more, by hand");
  land(patch_of({{"src/a.cpp", "a1 and more, by hand", "a2"}}));
  const auto preview = workspace().preview_restore();
  const auto report = workspace().restore();
  for (const auto* each : {&preview, &report}) {
    ASSERT_EQ((*each)->files.size(), 1U);
    EXPECT_EQ((*each)->files[0].result, RestoreResult::restored);
    EXPECT_THAT((*each)->files[0].reason, testing::HasSubstr("an earlier one stays"));
  }
  EXPECT_EQ(text("src/a.cpp"), "a1 and more, by hand");
}

TEST_F(WorkspaceTest, applies_nothing_when_one_file_is_not_what_the_patch_was_made_from) {
  const auto before = tree();
  for (const auto& change : {model::FileChange{"old.txt", "other", "x"}, model::FileChange{"gone", "x", "y"},
                             model::FileChange{"untouched", std::nullopt, "x"}}) {
    const auto id = workspace().apply(patch_of({{"src/a.cpp", "a0", "a1"}, change}));
    ASSERT_FALSE(id);
    EXPECT_EQ(id.error().code, ErrorCode::conflict);
    EXPECT_EQ(id.error().path, change.path);
    EXPECT_EQ(tree(), before);
  }
}

TEST_F(WorkspaceTest, refuses_paths_that_leave_the_root_links_and_special_files) {
  m_files.put(at("link"), "/etc/passwd", 0777, sys::FileKind::symlink);
  m_files.put(at("linked"), "/etc", 0777, sys::FileKind::symlink);
  m_files.put(at("pipe"), "", 0644, sys::FileKind::other);
  const auto before = tree();
  for (const std::string path : {"../x", "/etc/passwd", "a/../../x", "./a", "", "a//b", "link",
                                 "linked/passwd", "pipe", "src", "old.txt/x"}) {
    const auto id = workspace().apply(patch_of({{path, std::nullopt, "x"}}));
    ASSERT_FALSE(id) << path;
    EXPECT_EQ(id.error().code, ErrorCode::invalid_input) << path;
  }
  EXPECT_EQ(workspace().apply(patch_of({{std::string("a\0b", 3), std::nullopt, "x"}})).error().code,
            ErrorCode::invalid_input);
  EXPECT_EQ(workspace().apply(patch_of({})).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(workspace().apply(patch_of({{"n", std::nullopt, "x"}, {"n", std::nullopt, "y"}})).error().code,
            ErrorCode::invalid_input);
  EXPECT_EQ(tree(), before);
}

TEST_F(WorkspaceTest, handles_names_with_newlines_quotes_and_bytes_that_are_not_text) {
  const std::string name = "src/x\n\"y'\xff\\%41,:.cpp";
  m_files.put(at(name), "0");
  const auto before = tree();
  const auto id = apply(patch_of({{name, "0", "1"}}));
  EXPECT_EQ(text(name), "1");
  EXPECT_TRUE(workspace().recover()->complete());
  EXPECT_EQ(tree(), before);
}

TEST_F(WorkspaceTest, leaves_a_backup_that_is_the_users_own) {
  m_files.put(at("src/a.cpp.aurora_backup"), "mine");
  m_files.put(at("src/tool.sh.aurora_backup"), "t0"); // same bytes as the original, still not ours
  const auto before = tree();
  const auto id = apply(k_wide);
  EXPECT_EQ(text("src/a.cpp.aurora_backup"), "mine");
  EXPECT_EQ(text("src/a.cpp.aurora_backup.1"), "a0");
  EXPECT_TRUE(workspace().roll_back(id)->complete());
  EXPECT_EQ(tree(), before);
}

TEST_F(WorkspaceTest, drops_its_backups_and_no_others) {
  m_files.put(at("src/a.cpp.aurora_backup"), "mine");
  land(k_wide);
  EXPECT_EQ(workspace().drop_backups().value(), 3);
  EXPECT_EQ(text("src/a.cpp.aurora_backup"), "mine");
  EXPECT_EQ(text("src/tool.sh.aurora_backup"), "(none)");
  EXPECT_EQ(text("src/a.cpp"), "a1");
  EXPECT_TRUE(workspace().restore()->files.empty());
}

TEST_F(WorkspaceTest, refuses_a_second_patch_while_one_is_open) {
  apply(k_wide);
  const auto id = workspace().apply(patch_of({{"untouched", "u", "v"}}));
  ASSERT_FALSE(id);
  EXPECT_EQ(id.error().code, ErrorCode::conflict);
}

TEST_F(WorkspaceTest, uses_the_backup_when_the_journals_copy_is_damaged) {
  const auto before = tree();
  const auto id = apply(k_wide);
  m_files.put("/home/u/build/aurora/journal/" + id + ".0.original", "rotten");
  EXPECT_TRUE(workspace().roll_back(id)->complete());
  EXPECT_EQ(tree(), before);
}

TEST_F(WorkspaceTest, says_so_when_no_original_is_left) {
  const auto id = apply(k_wide);
  m_files.put("/home/u/build/aurora/journal/" + id + ".0.original", "rotten");
  m_files.erase(at("src/a.cpp.aurora_backup"));
  const auto report = workspace().roll_back(id);
  EXPECT_EQ(report->files[0].result, RestoreResult::failed);
  EXPECT_THAT(report->files[0].reason, testing::HasSubstr("its original is gone"));
  EXPECT_EQ(text("src/a.cpp"), "a1");
}

TEST_F(WorkspaceTest, names_a_damaged_journal_and_loses_nothing) {
  const auto id = apply(k_wide);
  const auto path = "/home/u/build/aurora/journal/" + id + ".json";
  const auto whole = m_files.read(path).value();
  const auto patched = tree();
  const std::vector<std::string> damaged = {"",
                                            "{",
                                            whole.substr(0, whole.size() / 2),
                                            std::string(100000, '['),
                                            "{\"schema\":\"aurora.journal/1\"}",
                                            "\xff\xfe",
                                            R"({"schema":"aurora.journal/7"})"};
  for (const auto& text : damaged) {
    m_files.put(path, text);
    const auto report = workspace().recover();
    ASSERT_TRUE(report);
    ASSERT_EQ(report->files.size(), 1U);
    EXPECT_EQ(report->files[0].path, path);
    EXPECT_FALSE(report->complete());
    EXPECT_FALSE(workspace().apply(patch_of({{"untouched", "u", "v"}})));
    EXPECT_EQ(tree(), patched);
  }
  EXPECT_THAT(workspace().recover()->files[0].reason, testing::HasSubstr("aurora.journal/7"));
  m_files.put(path, whole);
  EXPECT_TRUE(workspace().recover()->complete());
  EXPECT_EQ(text("src/a.cpp"), "a0");
}

TEST_F(WorkspaceTest, does_not_follow_a_forged_journal_out_of_the_root) {
  m_files.put("/etc/target", "safe");
  const auto forged = [](const std::string& path, const std::string& backup) {
    return R"({"schema":"aurora.journal/1","state":"open","folders":[],"files":[{"path":")" + path +
           R"(","sha256_before":null,"sha256_after":null,"mode":420,"restored":false,"backup":")" + backup +
           "\"}]}";
  };
  for (const auto& [path, backup] :
       std::vector<std::pair<std::string, std::string>>{{"../../../etc/target", ""},
                                                        {"/etc/target", ""},
                                                        {"a", "../../etc/target"},
                                                        {"a", "a.aurora_backup/../x"}}) {
    m_files.put("/home/u/build/aurora/journal/000001-1.json", forged(path, backup));
    EXPECT_FALSE(workspace().recover()->complete()) << path;
  }
  EXPECT_EQ(m_files.read("/etc/target").value(), "safe");
}

TEST_F(WorkspaceTest, changes_everything_back_when_a_write_fails) {
  const auto before = tree();
  for (long k = 0;; ++k) {
    m_files.fail_at(k, ErrorCode::io);
    const auto id = workspace().apply(k_wide);
    m_files.never_crash();
    if (id)
      break;
    EXPECT_EQ(id.error().code, ErrorCode::io) << k;
    EXPECT_EQ(tree(), before) << k;
    EXPECT_TRUE(workspace().recover()->files.empty()) << k;
    ASSERT_LT(k, 1000);
  }
}

TEST_F(WorkspaceTest, tries_again_later_what_it_could_not_restore) {
  const auto before = tree();
  const auto id = apply(k_wide);
  m_files.fail_at(0, ErrorCode::io);
  const auto report = workspace().roll_back(id);
  EXPECT_EQ(report->files[0].result, RestoreResult::failed);
  EXPECT_TRUE(workspace().recover()->complete());
  EXPECT_EQ(tree(), before);
}

TEST_F(WorkspaceTest, knows_without_touching_anything_whether_there_is_something_to_recover) {
  EXPECT_FALSE(workspace().is_unfinished());
  const auto id = apply(k_wide); // and the process dies
  EXPECT_TRUE(workspace().is_unfinished());
  const auto before = m_files.tree("/");
  EXPECT_TRUE(workspace().is_unfinished());
  EXPECT_EQ(m_files.tree("/"), before);
  EXPECT_TRUE(workspace().keep(id));
  EXPECT_FALSE(workspace().is_unfinished());
}

TEST_F(WorkspaceTest, recovers_nothing_and_writes_nothing_in_a_tree_it_never_touched) {
  const auto before = m_files.tree("/");
  EXPECT_TRUE(workspace().recover()->files.empty());
  EXPECT_TRUE(workspace().restore()->files.empty());
  EXPECT_EQ(m_files.tree("/"), before);
}

} // namespace
} // namespace aurora::workspace
