#include "aurora/repair/outline.hpp"

#include <gtest/gtest.h>

namespace aurora::repair {

namespace {

std::string names(const Outline& outline) {
  std::string out;
  for (const auto& item : outline.items)
    out += qualified_name(item) + (item.body == k_no_token ? ";" : "{}");
  return out;
}

} // namespace

TEST(ReadOutline, finds_functions_members_and_their_scopes) {
  const auto outline = read_outline(
      "namespace geo {\nclass Shape : public Base {\npublic:\n  explicit Shape(int x) : m_x{x}, m_y(1) {}\n"
      "  virtual ~Shape();\n  double area(double s = 1) const;\nprivate:\n  int m_x = 0;\n};\n"
      "double Shape::area(double s) const { return s; }\nenum class Color { red, green = 2 };\n}\n");
  EXPECT_EQ(names(outline),
            "geo{}geo::Shape{}geo::Shape::Shape{}geo::Shape::~Shape;geo::Shape::area;geo::Shape::m_x;"
            "geo::Shape::area{}geo::Color{}");
  EXPECT_EQ(outline.items.back().enumerators, (std::vector<std::string>{"red", "green"}));
}

TEST(ReadOutline, understands_templates_operators_and_variables) {
  const auto outline =
      read_outline("template <class T, int N = (1 > 0)>\nT f(T t) { return t; }\n"
                   "bool operator==(const A& a, const A& b);\nint x[3] = {1, 2, 3};\nusing V = int;\n");
  EXPECT_EQ(names(outline), "f{}operator==;x;V;");
}

TEST(Enclosing, names_the_innermost_function) {
  const std::string text = "struct A { int f() { return 1; } };\nint g() { return 2; }\n";
  const auto outline = read_outline(text);
  EXPECT_EQ(enclosing(outline, text.find("return 1"), ItemKind::function)->name, "f");
  EXPECT_EQ(enclosing(outline, text.find("return 2"), ItemKind::function)->name, "g");
}

TEST(LocalNames, lists_parameters_and_locals) {
  const auto outline = read_outline("int f(int a, const B& b) { auto c = a; for (int d : b) {} return c; }");
  EXPECT_EQ(local_names(outline, outline.items.at(0)), (std::vector<std::string>{"a", "b", "c", "d"}));
}

TEST(ReadOutline, takes_hostile_nesting_without_harm) {
  EXPECT_LE(read_outline(std::string(50000, '{')).items.size(), 50000U);
  std::string scopes;
  for (int i = 0; i < 5000; ++i)
    scopes += "namespace a {";
  EXPECT_LE(read_outline(scopes).items.size(), 5000U);
}

} // namespace aurora::repair
