#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/schemata/parsed.hpp"

namespace aurora::schemata {
namespace {

using testing::Contains;
using testing::Not;

struct Fix {
  std::string what;
  std::string before;
  std::string after;
  Language language = Language::cxx;
};

class Templates : public testing::TestWithParam<Fix> {};

TEST_P(Templates, offer_the_fix) {
  EXPECT_THAT(fixes_of(GetParam().before, GetParam().language), Contains(GetParam().after));
}

INSTANTIATE_TEST_SUITE_P(
    Each, Templates,
    testing::Values(
        Fix{"relation", "bool f(int a) { return a < 3; }", "bool f(int a) { return a <= 3; }"},
        Fix{"arithmetic", "int f(int a) { return a + 3; }", "int f(int a) { return a - 3; }"},
        Fix{"logic", "bool f(bool a, bool b) { return a && b; }",
            "bool f(bool a, bool b) { return a || b; }"},
        Fix{"compound_assignment", "void f(int& a) { a = 3; }", "void f(int& a) { a += 3; }"},
        Fix{"increment", "void f(int& a) { a++; }", "void f(int& a) { a--; }"},
        Fix{"one_too_many", "int f(int a) { return a - 1; }", "int f(int a) { return a; }"},
        Fix{"constant", "int f() { return 7; }", "int f() { return 8; }"},
        Fix{"boolean", "bool f() { return true; }", "bool f() { return false; }"},
        Fix{"character_of_the_function", "bool f(char c) { if (c == '(') return c == ')'; return c == '('; }",
            "bool f(char c) { if (c == '(') return c == ')'; return c == ')'; }"},
        Fix{"off_by_one_index", "int f(int* a, int i) { return a[i]; }",
            "int f(int* a, int i) { return a[i-1]; }"},
        Fix{"regrouping", "int f(int a, int b, int c) { return a + b * c; }",
            "int f(int a, int b, int c) { return (a + b) * c; }"},
        Fix{"floating_division", "double f(int a, int b) { return a / b; }",
            "double f(int a, int b) { return (double)a / b; }"},
        Fix{"absolute_value", "bool f(int a, int b) { return a - b < 3; }",
            "bool f(int a, int b) { return abs(a - b) < 3; }"},
        Fix{"wrong_variable", "int f(int a, int b) { return a; }", "int f(int a, int b) { return b; }"},
        Fix{"wrong_member", "struct S { int x, y; }; int f(S s) { return s.x; }",
            "struct S { int x, y; }; int f(S s) { return s.y; }"},
        Fix{"argument_order", "int g(int, int); int f(int a, int b) { return g(a, b); }",
            "int g(int, int); int f(int a, int b) { return g(b, a); }"},
        Fix{"sibling_function", "int min(int, int); int f(int a) { return min(a, 2); }",
            "int min(int, int); int f(int a) { return max(a, 2); }"},
        Fix{"strengthened", "bool f(int a, bool b) { if (a > 1) return true; return false; }",
            "bool f(int a, bool b) { if (a > 1 && b) return true; return false; }"},
        Fix{"negated", "void f(int a) { if (a) a = 1; }", "void f(int a) { if (!(a)) a = 1; }"},
        Fix{"deleted", "void f(int a) {\n  a = 1;\n}", "void f(int a) {\n}"},
        Fix{"missing_break", "void f(int a) { while (a) { a = 1; } }",
            "void f(int a) { while (a) { a = 1; break; } }"},
        Fix{"missing_else", "void f(int a) { if (a) a = 1; if (!a) a = 2; }",
            "void f(int a) { if (a) a = 1; else if (!a) a = 2; }"},
        Fix{"null_guard", "struct S { int v; }; void f(S* s) { s->v = 1; }",
            "struct S { int v; }; void f(S* s) { if (s) s->v = 1; }"},
        Fix{"uninitialised", "int f() { int s; s += 1; return s; }",
            "int f() { int s = 0; s += 1; return s; }"},
        Fix{"reset_in_loop", "void f(int n) { int s = 0; while (n) { s++; n--; } }",
            "void f(int n) { int s = 0; while (n) { s = 0; s++; n--; } }"},
        Fix{"array_size", "void f() { int a[10]; a[0] = 1; }", "void f() { int a[11]; a[0] = 1; }",
            Language::c},
        Fix{"wider_type", "int printf(const char*, ...); void f(int a) { int b = a; printf(\"%d\", b); }",
            "int printf(const char*, ...); void f(int a) { long long b = a; printf(\"%lld\", b); }",
            Language::c},
        Fix{"string_comparison", "int f(char* a, char* b) { return a == b; }",
            "int f(char* a, char* b) { return __builtin_strcmp(a,b) == 0; }", Language::c},
        Fix{"format", "int printf(const char*, ...); void f(double a) { printf(\"%f\", a); }",
            "int printf(const char*, ...); void f(double a) { printf(\"%.2f\", a); }", Language::c},
        Fix{"missing_newline", "int printf(const char*, ...); void f() { printf(\"x\"); }",
            "int printf(const char*, ...); void f() { printf(\"x\\n\"); }", Language::c},
        Fix{"literals_exchanged", "void f(char c, int& n) { if (c == '>') n++; if (c == '<') n--; }",
            "void f(char c, int& n) { if (c == '<') n++; if (c == '>') n--; }"},
        Fix{"number_everywhere", "void f(int& a, int& b) { a += 2; b -= 2; }",
            "void f(int& a, int& b) { a += 1; b -= 1; }"},
        Fix{"bracket_family", "void f(char c, int& n) { if (c == '(') n++; if (c == ')') n--; }",
            "void f(char c, int& n) { if (c == '[') n++; if (c == ']') n--; }"},
        Fix{"relations_of_a_condition", "int f(int a, int b) { if (a < b && b < 9) return 1; return 0; }",
            "int f(int a, int b) { if (a <= b && b <= 9) return 1; return 0; }"},
        Fix{"relations_of_a_function",
            "int f(int a, int b) { if (a > b) return 1; if (b > a) return 2; return 0; }",
            "int f(int a, int b) { if (a >= b) return 1; if (b >= a) return 2; return 0; }"},
        Fix{"names_exchanged", "void f(int n, int m, int& a, int& b) { a = n; b = m; }",
            "void f(int n, int m, int& a, int& b) { a = m; b = n; }"},
        Fix{"name_in_all_places", "bool f(int a, int b) { if (a > 1 && a < 9) return true; return false; }",
            "bool f(int a, int b) { if (b > 1 && b < 9) return true; return false; }"},
        Fix{"twin_of_a_statement", "void f(int* a, int* b, int i) { a[i] = 0; }",
            "void f(int* a, int* b, int i) { a[i] = 0; b[i] = 0; }"},
        Fix{"twin_of_a_comparison", "bool f(int a, int b, int c) { return a + b == c; }",
            "bool f(int a, int b, int c) { return (a + b == c || a + c == b); }"},
        Fix{"neighbour_of_a_comparison", "bool f(int* a, int i) { return a[i] == a[i - 1]; }",
            "bool f(int* a, int i) { return (a[i] == a[i - 1] && a[i] == a[i - 2]); }"},
        Fix{"several_deleted", "void f(int a) {\n  a = 1;\n  a = 2;\n}", "void f(int a) {\n}"},
        Fix{"element_taken_in", "int f(int* a, int n) { int s = 0; while (n) { n--; a[n] = 1; } return s; }",
            "int f(int* a, int n) { int s = 0; while (n) { n--; a[n] = 1; s += a[n]; } return s; }"},
        Fix{"line_end_printed", "int printf(const char*, ...); void f() { printf(\"x\"); }",
            "int printf(const char*, ...); void f() { printf(\"x\"); printf(\"\\n\"); }", Language::c},
        Fix{"special_case", "int printf(const char*, ...); int f(int n) { n = 1; printf(\"x\"); return 0; }",
            "int printf(const char*, ...); int f(int n) { n = 1; if (n == 0) { printf(\"x\"); return 0; } "
            "printf(\"x\"); return 0; }",
            Language::c},
        Fix{"operand_strengthened",
            "bool f(int a, bool b, bool c) { if (a > 1 || b) return true; return c; }",
            "bool f(int a, bool b, bool c) { if (a > 1 || (b && c)) return true; return c; }"},
        Fix{"letter_bounds", "bool f(char c) { return c >= 65 && c <= 100; }",
            "bool f(char c) { return c >= 65 && c <= 90; }"},
        Fix{"loop_from_one", "void f(int* a, int n) { for (int i = 1; i <= n; i++) a[i] = 0; }",
            "void f(int* a, int n) { for (int i = 0; i < n; i++) a[i] = 0; }"},
        Fix{"loop_shifted", "void f(int* a, int s, int t) { int i; for (i = t; i != s; i++) a[i] = 0; }",
            "void f(int* a, int s, int t) { int i; for (i = t-1; i != s-1; i++) a[i] = 0; }"},
        Fix{"stray_semicolon", "void f(int& a) { if (a > 1); { a = 0; } }",
            "void f(int& a) { if (a > 1)  { a = 0; } }"},
        Fix{"wrong_receiver",
            "struct A { void g(); }; struct B { void g(); }; void f(A a, B b) { a.g(); b.g(); }",
            "struct A { void g(); }; struct B { void g(); }; void f(A a, B b) { b.g(); b.g(); }"},
        Fix{"function_passed",
            "int x(int a) { return a; } int y(int a) { return -a; } void g(int (*)(int)); void f() { g(x); }",
            "int x(int a) { return a; } int y(int a) { return -a; } void g(int (*)(int)); void f() { g(y); "
            "}"},
        Fix{"near_variable", "int f(int a, int b) { return a; }", "int f(int a, int b) { return (b+1); }"},
        Fix{"step_of_an_output", "void g(int); void f(int& at) { g(at + 1); }",
            "void g(int); void f(int& at) { g(at + 1); at++; }"},
        Fix{"step_as_the_file_writes_it", "void g(int); void f(int& at) { if (at) ++at; else g(at); }",
            "void g(int); void f(int& at) { if (at) ++at; else g(at); ++at; }"},
        Fix{"wrong_field_of_this", "struct S { int a, b; void f(int v) { a = v; } };",
            "struct S { int a, b; void f(int v) { b = v; } };"},
        Fix{"wrong_field_of_this_read", "struct S { int a, b; int f() const { return a; } };",
            "struct S { int a, b; int f() const { return b; } };"},
        Fix{"wrong_field_in_a_template", "template <class T> struct S { T a, b; void f(T v) { a = v; } };",
            "template <class T> struct S { T a, b; void f(T v) { b = v; } };"},
        Fix{"global_array", "int a[10]; int f() { return a[0]; }", "int a[11]; int f() { return a[0]; }"},
        Fix{"global_constant", "int a = 7; int f() { return a; }", "int a = 8; int f() { return a; }"},
        Fix{"macro_constant", "#define N 10\nint a[N];\nint f() { return a[0]; }",
            "#define N 11\nint a[N];\nint f() { return a[0]; }"},
        Fix{"all_integers_wider", "int g(int a) { return a; } int main() { return g(1); }",
            "long long g(long long a) { return a; } int main() { return g(1); }", Language::c},
        Fix{"all_floats_wider", "float g(float a) { return a; } int main() { return g(1); }",
            "double g(double a) { return a; } int main() { return g(1); }", Language::c}),
    [](const auto& test) { return test.param.what; });

TEST(Templates, draw_strings_from_the_tests) {
  GenerateOptions options;
  options.test_literals = {"Jupiter"};
  EXPECT_THAT(fixes_of("const char* f() { return \"Jupyter\"; }", Language::cxx, options),
              Contains("const char* f() { return \"Jupiter\"; }"));
}

TEST(Templates, change_nothing_outside_the_focus) {
  GenerateOptions options;
  options.focus = {{2, 2}};
  for (const auto& fix : fixes_of("int f() { return 1; }\nint g() { return 2; }", Language::cxx, options))
    EXPECT_TRUE(fix.starts_with("int f() { return 1; }\n"));
}

TEST(Templates, leave_unevaluated_operands_alone) {
  EXPECT_THAT(fixes_of("unsigned long f(int a) { return sizeof(a + 1); }"),
              Not(Contains("unsigned long f(int a) { return sizeof(a - 1); }")));
}

TEST(Templates, do_not_use_a_variable_before_its_declaration) {
  EXPECT_THAT(fixes_of("int f(int a) { a = 1; int b = a; return b; }"),
              Not(Contains("int f(int a) { a = b; int b = a; return b; }")));
}

double least_cost(const std::string& code, const std::string& name) {
  const auto tree = parsed(code);
  double least = 1000;
  for (const auto& candidate : generate(tree, {}).candidates)
    if (candidate.name == name)
      least = std::min(least, candidate.cost);
  return least;
}

double cost_of_step(const std::string& code) {
  return least_cost(code, "step-inserted");
}

TEST(Templates, give_a_variable_what_it_is_compared_with_before_other_constants) {
  const std::string code = "int f(bool a) { int base = a ? 8 : 10; return base == 16; }";
  EXPECT_LT(least_cost(code, "constant-of-variable"),
            least_cost("int f(int a) { return a + 8; } int g() { return 16; }", "constant-of-file"));
  EXPECT_THAT(fixes_of("int f(bool a) { int base = a ? 8 : 10; return base == 16; }"),
              Contains("int f(bool a) { int base = a ? 16 : 10; return base == 16; }"));
}

TEST(Templates, drop_what_is_added_and_do_not_add_zero) {
  EXPECT_THAT(fixes_of("int f(int a) { return a - 1; }"), Not(Contains("int f(int a) { return a - 0; }")));
  EXPECT_LT(least_cost("int f(int a) { return a - 1; }", "drop-operand"),
            least_cost("int f(int a) { return a - 7; }", "drop-operand"));
}

TEST(Templates, prefer_the_other_operator_where_a_condition_decides_nothing) {
  const auto cost = [](const std::string& condition) {
    return least_cost("bool f(char c) { return " + condition + "; }", "logical-operator");
  };
  EXPECT_LT(cost("c != 'a' || c != 'b'"), cost("c == 'a' || c == 'b'"));
  EXPECT_LT(cost("c == 'a' && c == 'b'"), cost("c != 'a' && c != 'b'"));
  EXPECT_EQ(cost("c != 'a' || c != 'a'"), cost("c == 'a' || c == 'b'"));
}

TEST(Templates, step_what_could_be_written_and_is_only_read_first) {
  EXPECT_LT(cost_of_step("void g(int); void f(int& at) { g(at + 1); }"),
            cost_of_step("void g(int); void f(int at) { g(at + 1); }") - 1);
  EXPECT_LT(cost_of_step("void g(int); void f(int& at) { g(at + 1); }"),
            cost_of_step("void g(int); void f(int& at) { at = 3; g(at + 1); }") - 1);
}

TEST(Templates, put_no_switch_into_constants) {
  const auto tree = parsed("constexpr int a = 3; int b[a];");
  for (const auto& candidate : generate(tree, {}).candidates)
    EXPECT_TRUE(candidate.needs_rebuild()) << candidate.title;
}

} // namespace
} // namespace aurora::schemata
