#include "aurora/schemata/inferred_types.hpp"

#include <gtest/gtest.h>

#include "unit/schemata/parsed.hpp"

namespace aurora::schemata {
namespace {

/// Of the first node with that text.
TypeClass class_of(const Tree& tree, std::string_view text) {
  for (int i = 1; i < tree.size(); ++i)
    if (tree[i].parent >= 0 && is_expression(tree[i].kind) && tree.code(i) == text)
      return tree[i].type.cls;
  return TypeClass::nothing;
}

TEST(InferredTypes, an_initialiser_has_the_type_of_its_variable) {
  const auto tree = parsed("template <class T> int f(T t) { int const n = t.a + t.b; return n; }");
  EXPECT_EQ(class_of(tree, "t.a + t.b"), TypeClass::integer);
  EXPECT_EQ(class_of(tree, "t.a"), TypeClass::integer);
  EXPECT_EQ(class_of(tree, "t.b"), TypeClass::integer);
}

TEST(InferredTypes, an_operand_has_the_type_of_the_other) {
  const auto tree = parsed("template <class T> bool f(T t, double x) { return t.a < x && (t.b - 1) > x; }");
  EXPECT_EQ(class_of(tree, "t.a"), TypeClass::floating);
  EXPECT_EQ(class_of(tree, "t.a < x"), TypeClass::boolean);
  EXPECT_EQ(class_of(tree, "t.b - 1"), TypeClass::floating);
}

TEST(InferredTypes, results_arguments_and_assigned_values_have_the_declared_type) {
  const auto tree =
      parsed("int g(int); template <class T> long f(T t) { int a; a = t.a; g(t.b); return t.c; }");
  EXPECT_EQ(class_of(tree, "t.a"), TypeClass::integer);
  EXPECT_EQ(class_of(tree, "t.c"), TypeClass::integer);
}

TEST(InferredTypes, what_no_use_tells_stays_unknown) {
  const auto tree = parsed("template <class T> void f(T t) { auto a = t.a; t.run(t.b); t.c = t.d; }");
  for (const auto* text : {"t.a", "t.b", "t.c", "t.d"})
    EXPECT_EQ(class_of(tree, text), TypeClass::unknown) << text;
}

TEST(InferredTypes, a_lambda_returns_for_itself) {
  const auto tree =
      parsed("template <class T> int f(T t) { auto l = [&] { return t.a; }; return l() + t.b; }");
  EXPECT_EQ(class_of(tree, "t.a"), TypeClass::unknown);
}

TEST(InferredTypes, make_values_of_templates_off_by_one) {
  const auto fixes = fixes_of("template <class T> int f(T t) {\n  int const n = t.a + t.b;\n  return n;\n}\n"
                              "struct S { int a, b; };\nint g() { return f(S{1, 2}); }\n");
  EXPECT_TRUE(
      fixes.contains("template <class T> int f(T t) {\n  int const n = t.a + t.b - 1;\n  return n;\n}\n"
                     "struct S { int a, b; };\nint g() { return f(S{1, 2}); }\n"));
}

} // namespace
} // namespace aurora::schemata
