#include "aurora/schemata/parser.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "unit/schemata/parsed.hpp"

namespace aurora::schemata {
namespace {

int first(const Tree& tree, Kind kind) {
  for (int i = 0; i < tree.size(); ++i)
    if (tree[i].kind == kind && (i == 0 || tree[i].parent >= 0))
      return i;
  return 0;
}

TEST(Parser, finds_operators_between_their_operands) {
  const auto tree = parsed("int f(int a) { return a /* x */ <= 3; }");
  const auto& node = tree[first(tree, Kind::binary)];
  EXPECT_EQ(node.op, "<=");
  EXPECT_EQ(node.type.cls, TypeClass::boolean);
}

TEST(Parser, reads_words_for_operators) {
  const auto tree = parsed("bool f(bool a, bool b) { return a and b; }");
  EXPECT_EQ(tree[first(tree, Kind::binary)].name, "&&");
}

TEST(Parser, knows_the_parts_of_loops_and_branches) {
  const auto tree = parsed("void f(int n) { for (int i = 0; i < n; ++i) if (i) n = 1; else n = 2; }");
  const auto& loop = tree[first(tree, Kind::for_loop)].parts;
  EXPECT_EQ(tree.code(loop.condition), "i < n");
  EXPECT_EQ(tree.code(loop.step), "++i");
  const auto& branch = tree[first(tree, Kind::if_branch)].parts;
  EXPECT_EQ(tree.code(tree[branch.body].full), "n = 1;");
  EXPECT_EQ(tree.code(tree[branch.otherwise].full), "n = 2;");
}

TEST(Parser, takes_no_expression_that_goes_on_behind_a_directive_for_a_statement) {
  const auto tree =
      parsed("int g(int); void f(int n) {\n  g(n)\n#ifdef MORE\n  + g(1)\n#endif\n  ;\n  g(2);\n}");
  const auto call = first(tree, Kind::call);
  EXPECT_EQ(tree.code(tree[call].span), "g(n)");
  EXPECT_FALSE(tree[call].is_statement);
  EXPECT_TRUE(std::ranges::any_of(
      tree.nodes, [&](const Node& node) { return node.is_statement && tree.code(node.full) == "g(2);"; }));
}

TEST(Parser, tells_a_loop_without_a_condition_from_one_without_a_step) {
  const auto tree = parsed("void f(int n) { for (;; ++n) { break; } }");
  const auto& loop = tree[first(tree, Kind::for_loop)].parts;
  EXPECT_LT(loop.condition, 0);
  EXPECT_EQ(tree.code(loop.step), "++n");
}

TEST(Parser, treats_overloaded_operators_as_operators) {
  const auto tree = parsed("struct S {}; bool operator<(S, S); bool f(S a, S b) { return a < b; }");
  const auto& node = tree[first(tree, Kind::binary)];
  EXPECT_EQ(node.op, "<");
  EXPECT_TRUE(node.overloaded);
}

TEST(Parser, shows_the_bodies_of_functions_in_headers) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "libclang takes the alternate signal stack of the thread it makes the preamble in";
#endif
  const auto folder = std::filesystem::path(testing::TempDir()) / "aurora_parser_headers";
  std::filesystem::create_directories(folder);
  const auto header = (folder / "a.h").string();
  const auto source = (folder / "a.cpp").string();
  std::ofstream(header) << "#include <string>\ninline int twice(int a) { return a + a; }\n";
  std::ofstream(source) << "#include \"a.h\"\nint main() { return twice(1); }\n";
  const auto outcome = parse({{folder.string(), source, {"g++", "-std=c++17", "-c", source}}, {header}, {}});
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(outcome);
  ASSERT_EQ(outcome->trees.size(), 1U);
  const auto& tree = outcome->trees.front();
  EXPECT_EQ(tree.code(first(tree, Kind::binary)), "a + a");
}

/// What a header's body gets wrong is seen only where that body was read.
TEST(Parser, passes_over_bodies_in_headers_where_none_of_them_is_wanted) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "libclang takes the alternate signal stack of the thread it makes the preamble in";
#endif
  const auto folder = std::filesystem::path(testing::TempDir()) / "aurora_parser_bodies";
  std::filesystem::create_directories(folder);
  const auto header = (folder / "a.h").string();
  const auto source = (folder / "a.cpp").string();
  std::ofstream(header) << "inline int twice(int a) { return missing; }\n";
  std::ofstream(source) << "#include \"a.h\"\nint main() { return twice(1) + 2; }\n";
  const CompileCommand command{folder.string(), source, {"g++", "-std=c++17", "-c", source}};
  const auto own = parse({command, {source}, {}});
  const auto both = parse({command, {source, header}, {}});
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(own && both);
  EXPECT_TRUE(own->errors.empty());
  EXPECT_FALSE(both->errors.empty());
  EXPECT_EQ(own->trees.front().code(first(own->trees.front(), Kind::binary)), "twice(1) + 2");
}

TEST(Parser, resolves_names_to_their_declarations) {
  const auto tree = parsed("int f(int a) { int b = a; return b; }");
  for (int i = 0; i < tree.size(); ++i)
    if (tree[i].kind == Kind::name && tree[i].parent >= 0) {
      EXPECT_EQ(tree[tree[i].declaration].name, tree[i].name);
    }
}

TEST(Parser, marks_macro_arguments_and_takes_a_macro_as_a_whole) {
  const auto tree = parsed("#define MAX(a,b) ((a)<(b)?(b):(a))\nint f(int x) { return MAX(x, 3) + 1; }");
  const auto whole = first(tree, Kind::macro);
  EXPECT_EQ(tree.code(whole), "MAX(x, 3)");
  EXPECT_TRUE(std::any_of(tree.nodes.begin(), tree.nodes.end(),
                          [](const Node& node) { return node.in_macro && node.kind == Kind::integer; }));
}

TEST(Parser, does_not_take_array_bounds_for_values) {
  const auto tree = parsed("void f() { int a[10]; a[0] = 1; }");
  EXPECT_LT(tree[first(tree, Kind::variable)].parts.init, 0);
}

TEST(Parser, tells_what_it_could_not_read_and_goes_on) {
  const auto outcome = parse({{"/", "/nowhere/a.cpp", {"g++", "/nowhere/a.cpp"}},
                              {"/nowhere/a.cpp"},
                              "int f() { return missing; }\nint g() { return 1; }"});
  ASSERT_TRUE(outcome);
  EXPECT_FALSE(outcome->errors.empty());
  EXPECT_GT(outcome->trees.front().size(), 2);
}

} // namespace
} // namespace aurora::schemata
