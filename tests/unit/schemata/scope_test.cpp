#include "aurora/schemata/scope.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/schemata/parsed.hpp"

namespace aurora::schemata {
namespace {

/// Names visible at the first call of here().
std::vector<std::string> at_mark(const std::string& code) {
  const auto tree = parsed("void here();\n" + code);
  for (int i = 0; i < tree.size(); ++i)
    if (tree[i].kind == Kind::call && tree[i].parent >= 0 && tree[i].name == "here") {
      std::vector<std::string> names;
      for (const auto& variable : visible_at(tree, i))
        names.push_back(variable.name);
      return names;
    }
  return {"no mark"};
}

TEST(Scope, lists_nearest_first) {
  EXPECT_THAT(at_mark("int g; void f(int p) { int a; { int b; here(); int late; } }"),
              testing::ElementsAre("b", "a", "p", "g"));
}

TEST(Scope, does_not_see_into_sibling_blocks) {
  EXPECT_THAT(at_mark("void f() { { int inner; } here(); }"), testing::IsEmpty());
}

TEST(Scope, sees_loop_variables_only_inside) {
  EXPECT_THAT(at_mark("void f() { for (int i = 0; i < 3; ++i) here(); }"), testing::ElementsAre("i"));
  EXPECT_THAT(at_mark("void f() { for (int i = 0; i < 3; ++i) {} here(); }"), testing::IsEmpty());
}

TEST(Scope, sees_fields_in_methods) {
  EXPECT_THAT(at_mark("struct S { int m_a; void f() { here(); } };"), testing::ElementsAre("m_a"));
}

TEST(Scope, sees_in_a_lambda_only_what_it_captures) {
  EXPECT_THAT(at_mark("void f() { int a = 0; int b = 0; auto l = [a](int p) { here(); }; }"),
              testing::ElementsAre("p", "a"));
  EXPECT_THAT(at_mark("void f() { int a = 0; auto l = [&](int p) { here(); }; }"), testing::Contains("a"));
}

} // namespace
} // namespace aurora::schemata
