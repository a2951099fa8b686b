#include "rules/cases.hpp"

namespace aurora::e2e {

namespace {

const char* const k_shape_header = R"(#pragma once
namespace geo {
struct Shape {
  virtual ~Shape() = default;
  virtual double area(double scale) const { return scale; }
};
struct Point {
  int length = 3;
  int width = 4;
};
enum class Color { red, green };
inline int total_length(const Point& p) { return p.length + p.width; }
} // namespace geo
)";

} // namespace

std::vector<RuleCase> compile_cases() {
  const std::vector<std::string> strict{"-Wall", "-Wextra", "-Werror"};
  return {
      {"standard_type",
       "missing-std-include",
       {{"a.cpp", "#include <string>\n\nint main() { std::vector<int> v{1}; return v.at(0) - 1; }\n"}}},
      {"standard_algorithm",
       "missing-std-include",
       {{"a.cpp", "#include <vector>\nint main() { std::vector<int> v{2, 0}; std::sort(v.begin(), v.end()); "
                  "return v[0]; }\n"}}},
      {"fixed_width_integer",
       "missing-std-include",
       {{"a.cpp", "int main() {\n  uint32_t x = 0;\n  return static_cast<int>(x);\n}\n"}}},
      {"c_function",
       "missing-std-include",
       {{"a.cpp", "int main() {\n  char b[4];\n  memset(b, 0, sizeof b);\n  return b[0];\n}\n"}}},
      {"incomplete_stream",
       "missing-std-include",
       {{"a.cpp", "#include <iosfwd>\n#include <string>\nint main() {\n  std::ostringstream s;\n  s << 1;\n  "
                  "return s.str() == \"1\" ? 0 : 1;\n}\n"}}},
      {"smart_pointer",
       "missing-std-include",
       {{"a.cpp",
         "#include <string>\nint main() {\n  auto p = std::make_unique<int>(0);\n  return *p;\n}\n"}}},
      {"thread",
       "missing-std-include",
       {{"a.cpp", "#include <vector>\nint main() {\n  std::thread t([] {});\n  t.join();\n}\n"}},
       {"-pthread"}},
      {"optional_type",
       "missing-std-include",
       {{"a.cpp", "#include <string>\nstd::optional<int> f() { return 0; }\nint main() { return *f(); }\n"}}},
      {"c_header_in_c",
       "missing-std-include",
       {{"a.c", "int main(void) {\n  char b[4];\n  memset(b, 0, sizeof b);\n  return (int)strlen(b);\n}\n"}},
       {"-Werror=implicit-function-declaration"}},
      {"project_header",
       "missing-project-include",
       {{"include/geo/shape.hpp", k_shape_header},
        {"a.cpp", "#include <string>\n\nint main() {\n  geo::Point p;\n  return p.length - 3;\n}\n"}}},
      {"project_function",
       "missing-project-include",
       {{"include/calc.hpp", "#pragma once\ninline int twice(int x) { return 2 * x; }\n"},
        {"a.cpp", "int main() { return twice(0); }\n"}}},
      {"forward_declared",
       "missing-project-include",
       {{"include/geo/shape.hpp", k_shape_header},
        {"a.cpp", "namespace geo {\nstruct Point;\n}\nint length(const geo::Point& p) { return p.length; "
                  "}\nint main() { return 0; }\n"}}},
      {"std_qualifier",
       "missing-qualifier",
       {{"a.cpp",
         "#include <string>\nint main() {\n  string s;\n  return static_cast<int>(s.size());\n}\n"}}},
      {"std_function",
       "missing-qualifier",
       {{"a.cpp", "#include <iostream>\nint main() {\n  cout << 1;\n  cout << 2 << '\\n';\n}\n"}}},
      {"project_namespace",
       "missing-qualifier",
       {{"include/geo/shape.hpp", k_shape_header},
        {"a.cpp", "#include \"geo/shape.hpp\"\nint main() {\n  Point p;\n  return p.length - 3;\n}\n"}}},
      {"enumerator",
       "missing-qualifier",
       {{"include/geo/shape.hpp", k_shape_header},
        {"a.cpp", "#include \"geo/shape.hpp\"\nint main() {\n  geo::Color c = red;\n  return "
                  "static_cast<int>(c);\n}\n"}}},
      {"local_name",
       "misspelled-name",
       {{"a.cpp", "int main() {\n  int counter = 0;\n  ++countr;\n  return counter - 1;\n}\n"}}},
      {"member_name",
       "misspelled-name",
       {{"include/geo/shape.hpp", k_shape_header},
        {"a.cpp", "#include \"geo/shape.hpp\"\nint main() {\n  geo::Point p;\n  return p.lenght - 3;\n}\n"}}},
      {"function_name",
       "misspelled-name",
       {{"include/geo/shape.hpp", k_shape_header},
        {"a.cpp", "#include \"geo/shape.hpp\"\nint main() { return geo::totl_length({}) - 7; }\n"}}},
      {"std_name",
       "misspelled-name",
       {{"a.cpp",
         "#include <string>\nint main() {\n  std::strng s;\n  return static_cast<int>(s.size());\n}\n"}}},
      {"own_include",
       "misspelled-include",
       {{"include/geo/shape.hpp", k_shape_header},
        {"a.cpp", "#include \"geo/shpae.hpp\"\nint main() { return geo::Point{}.length - 3; }\n"}}},
      {"std_include",
       "misspelled-include",
       {{"a.cpp",
         "#include <vectro>\nint main() { return static_cast<int>(std::vector<int>{}.size()); }\n"}}},
      {"return_this",
       "missing-return",
       {{"a.cpp", "struct A {\n  int v = 0;\n  A& operator+=(const A& o) {\n    v += o.v;\n  }\n};\nint "
                  "main() {\n  A a, b;\n  return (a += b).v;\n}\n"}},
       strict},
      {"return_result",
       "missing-return",
       {{"a.cpp", "int twice(int x) {\n  int result = x * 2;\n}\nint main() { return twice(0); }\n"}},
       {"-Werror=return-type"}},
      {"return_expression",
       "missing-return",
       {{"a.cpp", "int twice(int x) {\n  x * 2;\n}\nint main() { return twice(1) - 2; }\n"}},
       {"-Werror=return-type"}},
      {"class_semicolon",
       "missing-semicolon",
       {{"a.cpp", "struct A {\n  int v = 0;\n}\n\nint main() { return A{}.v; }\n"}}},
      {"statement_semicolon",
       "missing-semicolon",
       {{"a.cpp", "int main() {\n  int x = 0\n  return x;\n}\n"}}},
      {"parenthesis",
       "missing-bracket",
       {{"a.cpp", "int main() {\n  int x = (1 + 2;\n  return x - 3;\n}\n"}}},
      {"brace_at_end", "missing-bracket", {{"a.cpp", "int main() {\n  return 0;\n"}}},
      {"brace_between",
       "missing-bracket",
       {{"a.cpp", "int twice(int x) {\n  return 2 * x;\n\nint main() {\n  return twice(0);\n}\n"}}},
  };
}

std::vector<RuleCase> rule_cases() {
  auto all = compile_cases();
  for (const auto& more : {signature_cases(), slip_cases(), strict_cases(), link_cases(), run_cases()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

} // namespace aurora::e2e
