#include "aurora/gate/patch_reader.hpp"

#include <map>

#include <gtest/gtest.h>

namespace aurora::gate {
namespace {

using Texts = std::map<std::string, std::string>;

TextReader from(Texts texts) {
  return [texts = std::move(texts)](const std::string& path) -> base::Result<std::optional<std::string>> {
    const auto at = texts.find(path);
    return at == texts.end() ? std::optional<std::string>() : std::optional<std::string>(at->second);
  };
}

model::FileChange only_change(std::string_view diff, Texts texts, ReaderGives gives = ReaderGives::before) {
  const auto patch = read_patch(diff, from(std::move(texts)), gives);
  EXPECT_TRUE(patch) << (patch ? "" : patch.error().message);
  return patch && patch->changes.size() == 1 ? patch->changes[0] : model::FileChange{};
}

void expect_refused(std::string_view diff, Texts texts, std::string_view part) {
  const auto patch = read_patch(diff, from(std::move(texts)));
  ASSERT_FALSE(patch) << diff;
  EXPECT_NE(patch.error().message.find(part), std::string::npos) << patch.error().message;
}

} // namespace

TEST(ReadPatch, reads_back_what_model_writes) {
  model::Patch patch;
  patch.changes = {{"a.cpp", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "1\n2\nx\n4\n5\n6\n7\n8\n9\nten"},
                   {"gone.cpp", "a\nb\n", std::nullopt},
                   {"new.cpp", std::nullopt, "n\n"}};
  const auto diff = model::to_diff(patch);
  const auto back = read_patch(diff, from({{"a.cpp", *patch.changes[0].before}, {"gone.cpp", "a\nb\n"}}));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->changes, patch.changes);
  const auto reversed =
      read_patch(diff, from({{"a.cpp", *patch.changes[0].after}, {"new.cpp", "n\n"}}), ReaderGives::after);
  ASSERT_TRUE(reversed) << reversed.error().message;
  EXPECT_EQ(reversed->changes, patch.changes);
}

TEST(ReadPatch, reads_git_headers_quoted_paths_and_crlf_content) {
  const auto change = only_change(
      "diff --git \"a/\\303\\244 b.txt\" \"b/\\303\\244 b.txt\"\nindex 1..2 100644\n"
      "--- \"a/\\303\\244 b.txt\"\n+++ \"b/\\303\\244 b.txt\"\n@@ -1,2 +1,2 @@ f()\n-a\r\n+x\r\n b\r\n",
      {{"\xC3\xA4 b.txt", "a\r\nb\r\n"}});
  EXPECT_EQ(change.after, "x\r\nb\r\n");
}

TEST(ReadPatch, turns_a_rename_into_removal_and_addition) {
  const auto patch =
      read_patch("diff --git a/old.cpp b/dir/new.cpp\nsimilarity index 100%\nrename from old.cpp\n"
                 "rename to dir/new.cpp\n",
                 from({{"old.cpp", "x\n"}}));
  ASSERT_TRUE(patch) << patch.error().message;
  ASSERT_EQ(patch->changes.size(), 2U);
  EXPECT_EQ(patch->changes[0], (model::FileChange{"dir/new.cpp", std::nullopt, "x\n"}));
  EXPECT_EQ(patch->changes[1], (model::FileChange{"old.cpp", "x\n", std::nullopt}));
}

TEST(ReadPatch, reads_empty_new_files_and_passes_over_mode_changes) {
  const auto added = only_change("diff --git a/e b/e\nnew file mode 100644\nindex 0..e69\n", {});
  EXPECT_EQ(added, (model::FileChange{"e", std::nullopt, ""}));
  const auto mode = read_patch("diff --git a/s b/s\nold mode 100644\nnew mode 100755\n", from({{"s", "x"}}));
  ASSERT_TRUE(mode) << mode.error().message;
  EXPECT_TRUE(mode->changes.empty());
}

TEST(ReadPatch, understands_a_missing_newline_on_either_side) {
  EXPECT_EQ(only_change("--- a/f\n+++ b/f\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n", {{"f", "x"}})
                .after,
            "x\n");
  EXPECT_EQ(
      only_change("--- a/f\n+++ b/f\n@@ -1 +1 @@\n-x\n+y\n\\ No newline at end of file\n", {{"f", "x\n"}})
          .after,
      "y");
}

TEST(ReadPatch, is_not_fooled_by_content_that_looks_like_headers) {
  const auto change =
      only_change("--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n--- a/x\n+++ b/x\n c\n", {{"f", "-- a/x\nc\n"}});
  EXPECT_EQ(change.after, "++ b/x\nc\n");
}

TEST(ReadPatch, refuses_paths_that_leave_the_root) {
  for (const auto* path :
       {"../x", "/etc/passwd", "a/../../x", ".git/config", "a/.GIT/x", "a//x", "c:\\x", "a\\x"})
    expect_refused("--- " + std::string(path) + "\n+++ " + path + "\n@@ -0,0 +1 @@\n+x\n", {}, "path");
  expect_refused("diff --git a/x b/x\nrename from x\nrename to ../y\n", {{"x", "1\n"}}, "path");
}

TEST(ReadPatch, refuses_what_does_not_fit) {
  expect_refused("--- a/f\n+++ b/f\n@@ -1 +1 @@\n-x\n+y\n", {{"f", "z\n"}}, "does not fit line 1");
  expect_refused("--- a/f\n+++ b/f\n@@ -9 +9 @@\n-x\n+y\n", {{"f", "x\n"}}, "outside");
  expect_refused("--- a/f\n+++ b/f\n@@ -1 +1 @@\n-x\n+y\n", {}, "does not exist");
  expect_refused("--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+y\n", {{"f", "x\n"}}, "exists");
}

TEST(ReadPatch, refuses_malformed_hunks_with_the_line) {
  expect_refused("--- a/f\n+++ b/f\n@@ -1,99999999999 +1 @@\n-x\n", {{"f", "x\n"}}, "malformed");
  expect_refused("--- a/f\n+++ b/f\n@@ -1,3 +1 @@\n-x\n", {{"f", "x\n"}}, "ends within a hunk");
  expect_refused("--- a/f\n+++ b/f\n@@ -1 +1 @@\n-x\n+y\n+z\n", {{"f", "x\n"}}, "outside of any hunk");
  expect_refused("hello\n", {}, "no unified diff");
  const auto patch = read_patch("--- a/f\n+++ b/f\n@@ nonsense\n", from({{"f", "x\n"}}));
  ASSERT_FALSE(patch);
  EXPECT_EQ(patch.error().line, 3);
}

TEST(ReadPatch, refuses_binary_patches_links_and_double_changes) {
  expect_refused("diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+/etc\n",
                 {}, "links");
  expect_refused("diff --git a/b b/b\nBinary files a/b and b/b differ\n", {{"b", "x"}}, "binary");
  const std::string one = "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-x\n+y\n";
  expect_refused(one + one, {{"f", "x\n"}}, "twice");
}

} // namespace aurora::gate
