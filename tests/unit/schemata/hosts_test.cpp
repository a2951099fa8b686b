#include "aurora/schemata/hosts.hpp"

#include <gtest/gtest.h>

#include "unit/schemata/parsed.hpp"

namespace aurora::schemata {
namespace {

/// The host around the integer literal 42.
std::optional<Host> host_of_42(const std::string& code, Language language = Language::cxx) {
  const auto tree = parsed(code, language);
  for (int i = 0; i < tree.size(); ++i)
    if (tree[i].kind == Kind::integer && tree[i].parent >= 0 && tree.code(i) == "42")
      return find_host(tree, i, tree[i].span);
  return std::nullopt;
}

TEST(Hosts, are_statements_conditions_steps_and_initialisers) {
  EXPECT_EQ(host_of_42("int f() { return 42; }")->kind, HostKind::statement);
  EXPECT_EQ(host_of_42("void f(int a) { while (a < 42) ++a; }")->kind, HostKind::condition);
  EXPECT_EQ(host_of_42("void f(int a) { for (;; a += 42) break; }")->kind, HostKind::step);
  EXPECT_EQ(host_of_42("void f() { long a = 42; }")->kind, HostKind::initializer);
  EXPECT_EQ(host_of_42("void f() { long a = 42; }")->type, "long");
}

TEST(Hosts, are_refused_where_a_constant_is_needed) {
  EXPECT_FALSE(host_of_42("void f() { static int a = 42; }"));
  EXPECT_FALSE(host_of_42("void f() { constexpr int a = 42; }"));
  EXPECT_FALSE(host_of_42("void f() { const int n = 42; int a[n]; }"));
  EXPECT_FALSE(host_of_42("void f(int a) { if constexpr (42 > 3) a = 1; }"));
}

TEST(Hosts, are_refused_for_references) {
  EXPECT_FALSE(host_of_42("void f() { const int& a = 42; }"));
}

TEST(Hosts, of_classes_need_a_standard_that_does_not_copy) {
  const std::string code = "struct S { int v; S(int); S(S&&) = delete; }; void f() { S s(42); }";
  ASSERT_TRUE(host_of_42(code));
  EXPECT_EQ(host_of_42(code)->type, "S");
}

TEST(Hosts, do_not_reach_out_of_macro_arguments) {
  const auto host = host_of_42("#define ID(x) (x)\nint f() { return ID(42); }");
  ASSERT_TRUE(host);
  EXPECT_EQ(host->kind, HostKind::statement);
}

} // namespace
} // namespace aurora::schemata
