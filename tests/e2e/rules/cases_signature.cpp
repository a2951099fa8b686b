#include "rules/cases.hpp"

namespace aurora::e2e {

std::vector<RuleCase> signature_cases() {
  const std::vector<std::string> strict{"-Wall", "-Wextra", "-Werror"};
  const std::string base = "#pragma once\nstruct Shape {\n  virtual ~Shape() = default;\n  virtual double "
                           "area(double scale) const { return scale; }\n};\n";
  return {
      {"override_without_const",
       "override-mismatch",
       {{"include/shape.hpp", base},
        {"a.cpp", "#include \"shape.hpp\"\nstruct Disc : Shape {\n  double area(double scale) override { "
                  "return 3 * scale; }\n};\nint main() { return Disc{}.area(0) == 0 ? 0 : 1; }\n"}}},
      {"override_other_type",
       "override-mismatch",
       {{"include/shape.hpp", base},
        {"include/disc.hpp", "#pragma once\n#include \"shape.hpp\"\nstruct Disc : public Shape {\n  double "
                             "area(float scale) const override;\n};\n"},
        {"a.cpp", "#include \"disc.hpp\"\ndouble Disc::area(float scale) const { return 3 * scale; }\nint "
                  "main() { return Disc{}.area(0) == 0 ? 0 : 1; }\n"}}},
      {"override_misspelled",
       "override-mismatch",
       {{"include/shape.hpp", base},
        {"a.cpp", "#include \"shape.hpp\"\nstruct Disc : Shape {\n  double aera(double scale) const override "
                  "{ return 3 * scale; }\n};\nint main() { return Disc{}.area(1) == 3 ? 0 : 1; }\n"}}},
      {"base_not_virtual",
       "override-mismatch",
       {{"a.cpp", "struct Shape {\n  int area() { return 1; }\n};\nstruct Disc : Shape {\n  int area() "
                  "override { return 0; }\n};\nint main() { return Disc{}.area(); }\n"}}},
      {"definition_without_const",
       "declaration-mismatch",
       {{"include/shape.hpp",
         "#pragma once\nnamespace geo {\nclass Shape {\npublic:\n  int area() const;\n};\n}\n"},
        {"a.cpp", "#include \"shape.hpp\"\nnamespace geo {\nint Shape::area() { return 0; }\n}\nint main() { "
                  "return geo::Shape{}.area(); }\n"}}},
      {"definition_other_parameter",
       "declaration-mismatch",
       {{"include/shape.hpp", "#pragma once\nstruct Shape {\n  int area(int x, int y = 0) const;\n};\n"},
        {"a.cpp", "#include \"shape.hpp\"\nint Shape::area(int x, long y) const { return x + "
                  "static_cast<int>(y); }\nint main() { return Shape{}.area(0); }\n"}}},
      {"definition_other_return",
       "declaration-mismatch",
       {{"include/shape.hpp", "#pragma once\nstruct Shape {\n  long area() const;\n};\n"},
        {"a.cpp", "#include \"shape.hpp\"\nint Shape::area() const { return 0; }\nint main() { return "
                  "Shape{}.area() == 0 ? 0 : 1; }\n"}}},
      {"definition_misspelled",
       "declaration-mismatch",
       {{"include/shape.hpp", "#pragma once\nstruct Shape {\n  int area() const;\n};\n"},
        {"a.cpp", "#include \"shape.hpp\"\nint Shape::aera() const { return 0; }\nint main() { return "
                  "Shape{}.area(); }\n"}}},
      {"call_on_constant",
       "missing-const",
       {{"include/shape.hpp",
         "#pragma once\nclass Shape {\npublic:\n  int area();\n\nprivate:\n  int m_area = 0;\n};\n"},
        {"a.cpp", "#include \"shape.hpp\"\nint Shape::area() { return m_area; }\nint get(const Shape& s) { "
                  "return s.area(); }\nint main() { return get(Shape{}); }\n"}}},
      {"unique_ptr_argument",
       "missing-move",
       {{"a.cpp", "#include <memory>\nint take(std::unique_ptr<int> p) { return *p; }\nint main() {\n  auto "
                  "p = std::make_unique<int>(0);\n  return take(p);\n}\n"}}},
      {"unique_ptr_push",
       "missing-move",
       {{"a.cpp", "#include <memory>\n#include <vector>\nint main() {\n  std::vector<std::unique_ptr<int>> "
                  "v;\n  auto p = std::make_unique<int>(0);\n  v.push_back(p);\n  return *v[0];\n}\n"}},
       {},
       "",
       3},
      {"assignment",
       "assignment-in-condition",
       {{"a.cpp", "int check(int x) {\n  if (x = 3)\n    return 1;\n  return 0;\n}\nint main() { return "
                  "check(2); }\n"}},
       strict},
      {"unused_variable", "unused-name", {{"a.cpp", "int main() {\n  int x = 1;\n  return 0;\n}\n"}}, strict},
      {"unused_parameter",
       "unused-name",
       {{"a.cpp", "#include <map>\nint f(int a, const std::map<int, int>& b) { return a; }\nint main() { "
                  "return f(0, {}); }\n"}},
       strict},
      {"signed_counter",
       "sign-compare",
       {{"a.cpp", "#include <vector>\nint main() {\n  std::vector<int> v{0};\n  int sum = 0;\n  for (int i = "
                  "0; i < v.size(); ++i)\n    sum += v[i];\n  return sum;\n}\n"}},
       strict},
      {"missing_break",
       "fallthrough",
       {{"a.cpp", "int f(int x) {\n  int r = 0;\n  switch (x) {\n  case 1:\n    r = 1;\n  case 2:\n    r = "
                  "2;\n    break;\n  default:\n    r = 3;\n    break;\n  }\n  return r;\n}\nint main() { "
                  "return f(1) - 1; }\n"}},
       {"-Wimplicit-fallthrough", "-Werror"}},
      {"no_pragma_once",
       "missing-guard",
       {{"include/shape.hpp", "struct Shape {\n  int v = 0;\n};\n"},
        {"include/disc.hpp", "#pragma once\n#include \"shape.hpp\"\n"},
        {"a.cpp", "#include \"disc.hpp\"\n#include \"shape.hpp\"\nint main() { return Shape{}.v; }\n"}}},
      {"narrowing_in_braces",
       "narrowing",
       {{"a.cpp",
         "double half() { return 0.5; }\nint main() {\n  double x = half();\n  int y{x};\n  return y;\n}\n"}},
       {"-Werror=narrowing"},
       "g++"},
      {"dependent_base",
       "dependent-name",
       {{"a.cpp", "template <class T>\nstruct Base {\n  T value() { return T{}; }\n};\ntemplate <class "
                  "T>\nstruct Derived : Base<T> {\n  T get() { return value(); }\n};\nint main() { return "
                  "Derived<int>{}.get(); }\n"}}},
      {"uninitialized_local",
       "uninitialized",
       {{"a.cpp", "int main(int argc, char**) {\n  int x;\n  if (argc > 1)\n    x = 1;\n  return x;\n}\n"}},
       {"-O2", "-Wall", "-Wextra", "-Wconditional-uninitialized", "-Wno-unknown-warning-option", "-Werror"},
       "clang++"},
      {"uninitialized_local_gcc",
       "uninitialized",
       {{"a.cpp", "int main() {\n  int x;\n  return x;\n}\n"}},
       {"-O2", "-Wall", "-Werror"}},
      {"future_dropped",
       "discarded-result",
       {{"a.cpp",
         "#include <future>\nint main() {\n  std::async(std::launch::async, [] {});\n  return 0;\n}\n"}},
       {"-Werror=unused-result", "-pthread"}},
      {"non_virtual_destructor",
       "virtual-destructor",
       {{"a.cpp", "struct Base {\n  virtual int f() { return 0; }\n};\nstruct D : Base {};\nint main() {\n  "
                  "Base* b = new D;\n  const int r = b->f();\n  delete b;\n  return r;\n}\n"}},
       strict},
      {"compiler_fixit",
       "compiler",
       {{"a.cpp",
         "struct Point {\n  int length = 0;\n};\nint main() {\n  Point p;\n  return p.lengt;\n}\n"}}},
      {"compiler_fixits_together",
       "compiler-all",
       {{"a.cpp", "struct Point {\n  int length = 0;\n}\nint main() {\n  Point p;\n  return p.lengt;\n}\n"}},
       {},
       "clang++"},
  };
}

} // namespace aurora::e2e
