#include <gtest/gtest.h>

#include "unit/playbook/healings.hpp"

namespace aurora::playbook {

using test::entry_of;
using test::k_faulty;
using test::k_healed;

TEST(Edit, is_what_changed_with_a_line_around_it) {
  const auto entry = entry_of();
  ASSERT_EQ(entry.edits.size(), 1U);
  const auto& edit = entry.edits[0];
  EXPECT_EQ(edit.file, "src/f.cpp");
  EXPECT_EQ(edit.line, 2);
  EXPECT_EQ(edit.above, "int f(int a, int b) {");
  EXPECT_EQ(edit.before, std::vector<std::string>{"  return a <= b;"});
  EXPECT_EQ(edit.after, std::vector<std::string>{"  return a < b;"});
  EXPECT_EQ(edit.below, "}");
  EXPECT_EQ(entry.failure, "T.t: expected 1") << "the first line of the title";
  EXPECT_EQ(entry.provider, "search");
}

TEST(Edit, is_made_again_byte_for_byte) {
  const auto edit = entry_of().edits.at(0);
  EXPECT_EQ(apply_edit(edit, k_faulty), k_healed);
  EXPECT_TRUE(is_in_place(edit, k_healed));
  EXPECT_FALSE(is_in_place(edit, k_faulty));
}

TEST(Edit, is_made_where_the_lines_have_moved_to) {
  const auto edit = entry_of().edits.at(0);
  EXPECT_EQ(apply_edit(edit, "// new\n// lines\n" + k_faulty), "// new\n// lines\n" + k_healed);
}

TEST(Edit, takes_the_nearest_of_equal_places) {
  const auto edit = entry_of("\n" + k_faulty, "\n" + k_healed).edits.at(0);
  EXPECT_EQ(apply_edit(edit, "\n" + k_faulty + k_faulty), "\n" + k_healed + k_faulty);
}

TEST(Edit, is_not_made_in_other_surroundings) {
  const auto edit = entry_of().edits.at(0);
  EXPECT_FALSE(apply_edit(edit, "int g(int a, int b) {\n  return a <= b;\n}\n"));
  EXPECT_FALSE(apply_edit(edit, ""));
}

TEST(Edit, can_insert_and_remove_lines_at_the_ends_of_a_file) {
  const std::pair<std::string, std::string> changes[] = {{"a\nb\n", "new\na\nb\n"},
                                                         {"a\nb\n", "a\nb\nnew\n"},
                                                         {"a\nb\n", "b\n"},
                                                         {"a\nb", "a"},
                                                         {"a\r\nb\r\n", "a\r\nc\r\n"}};
  for (const auto& [before, after] : changes) {
    const auto edit = entry_of(before, after).edits.at(0);
    EXPECT_EQ(apply_edit(edit, before), after) << before << "→" << after;
  }
}

TEST(Edit, of_a_new_file_or_a_rewritten_one_is_no_pattern_of_anything) {
  auto patch = test::patch_of();
  patch.changes[0].before.reset();
  const auto cluster = test::cluster_of();
  EXPECT_TRUE(entries_of({cluster, patch, {}, ""}).empty());
  std::string many;
  for (int i = 0; i < 50; ++i)
    many += "line " + std::to_string(i) + "\n";
  EXPECT_TRUE(entry_of(many, "").id.empty());
}

} // namespace aurora::playbook
