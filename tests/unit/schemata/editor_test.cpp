#include "aurora/schemata/editor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/schemata/parsed.hpp"

namespace aurora::schemata {
namespace {

using testing::ElementsAre;

constexpr Hint k_hint{"test", 1.0};

int statement(const Tree& tree, std::string_view code) {
  for (int i = 0; i < tree.size(); ++i)
    if (tree[i].is_statement && tree.code(tree[i].full) == code)
      return i;
  return -1;
}

std::vector<std::string> results(const Tree& tree, Editor& editor) {
  std::vector<std::string> texts;
  for (const auto& candidate : editor.take())
    texts.push_back(applied(tree, candidate.edit));
  return texts;
}

TEST(Editor, inserts_on_a_line_of_its_own_with_the_same_indent) {
  const auto tree = parsed("void f(int a) {\n  a = 1;\n}");
  Editor editor(tree);
  editor.insert_before(statement(tree, "a = 1;"), "a = 0;", k_hint);
  EXPECT_THAT(results(tree, editor), ElementsAre("void f(int a) {\n  a = 0;\n  a = 1;\n}"));
}

TEST(Editor, puts_braces_around_a_bare_branch) {
  const auto tree = parsed("void f(int a) { if (a) a = 1; }");
  Editor editor(tree);
  editor.insert_before(statement(tree, "a = 1;"), "a = 0;", k_hint);
  EXPECT_THAT(results(tree, editor), ElementsAre("void f(int a) { if (a) { a = 0; a = 1; } }"));
}

TEST(Editor, removes_the_whole_line) {
  const auto tree = parsed("void f(int a) {\n  a = 1;\n  a = 2;\n}");
  Editor editor(tree);
  editor.remove(statement(tree, "a = 1;"), k_hint);
  EXPECT_THAT(results(tree, editor), ElementsAre("void f(int a) {\n  a = 2;\n}"));
}

TEST(Editor, leaves_a_bare_branch_its_semicolon) {
  const auto tree = parsed("void f(int a) { if (a) a = 1; }");
  Editor editor(tree);
  editor.remove(statement(tree, "a = 1;"), k_hint);
  EXPECT_THAT(results(tree, editor), ElementsAre("void f(int a) { if (a) ; }"));
}

TEST(Editor, never_removes_a_declaration) {
  const auto tree = parsed("void f() { int a = 1; }");
  Editor editor(tree);
  editor.remove(statement(tree, "int a = 1;"), k_hint);
  EXPECT_TRUE(editor.take().empty());
}

TEST(Editor, a_guard_does_not_steal_an_else) {
  const auto tree = parsed("void f(int a) { if (a) a = 1; else a = 2; }");
  Editor editor(tree);
  editor.guard(statement(tree, "a = 1;"), "a > 3", k_hint);
  EXPECT_THAT(results(tree, editor),
              ElementsAre("void f(int a) { if (a) { if (a > 3) { a = 1; } } else a = 2; }"));
}

TEST(Editor, a_move_is_one_edit_with_two_switches) {
  const auto tree = parsed("void f(int a) { a = 1; a = 2; }");
  Editor editor(tree);
  editor.swap(statement(tree, "a = 1;"), statement(tree, "a = 2;"), k_hint);
  auto candidates = editor.take();
  ASSERT_EQ(candidates.size(), 1U);
  EXPECT_EQ(candidates[0].points.size(), 2U);
  EXPECT_EQ(applied(tree, candidates[0].edit), "void f(int a) { a = 2; a = 1; }");
}

TEST(Editor, offers_nothing_for_code_with_preprocessor_lines_in_it) {
  const auto tree = parsed("int g(int);\nint f(int a) { return g(\n#ifdef X\n1 +\n#endif\n a); }");
  Editor editor(tree);
  for (int i = 0; i < tree.size(); ++i)
    if (tree[i].kind == Kind::name && tree.code(i) == "a")
      editor.replace(i, "b", k_hint);
  EXPECT_TRUE(editor.take().empty());
}

} // namespace
} // namespace aurora::schemata
