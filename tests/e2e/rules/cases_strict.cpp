#include "rules/cases.hpp"

namespace aurora::e2e {

/// What only -Werror makes a failure.
std::vector<RuleCase> strict_cases() {
  const std::vector<std::string> strict{"-Wall", "-Wextra", "-Werror"};
  return {
      {"unused_in_c",
       "unused-name",
       {{"a.c", "int main(void) {\n  int x = 1;\n  int y = 0;\n  return y;\n}\n"}},
       strict},
      {"unused_parameter_in_c",
       "unused-name",
       {{"a.c",
         "static int f(int a, int b) {\n  int c = a;\n  return c;\n}\nint main(void) { return f(0, 1); }\n"}},
       strict},
      {"sign_of_local",
       "sign-compare",
       {{"a.c",
         "int main(void) {\n  int k = 0;\n  for (k = 0; k < sizeof(int); k++) {\n  }\n  return k - 4;\n}\n"}},
       strict},
      {"sign_of_parameter",
       "sign-compare",
       {{"a.cpp", "#include <vector>\nint f(const std::vector<int>& v, int n) {\n  return n < v.size() ? 0 : "
                  "1;\n}\nint "
                  "main() { return f({1}, 0); }\n"}},
       strict},
      {"sign_on_the_right",
       "sign-compare",
       {{"a.cpp", "#include <vector>\nint f(const std::vector<int>& v, int n) {\n  return v.size() > n ? 0 : "
                  "1;\n}\nint "
                  "main() { return f({1}, 0); }\n"}},
       strict},
      {"size_to_int",
       "conversion",
       {{"a.cpp",
         "#include <vector>\nint f(const std::vector<int>& v) {\n  int n = v.size();\n  return n;\n}\nint "
         "main() { return f({}); }\n"}},
       {"-Wconversion", "-Werror"}},
      {"double_to_int",
       "conversion",
       {{"a.cpp", "double half() { return 0.5; }\nint f() {\n  return half() * 1.0;\n}\nint main() { return "
                  "f(); }\n"}},
       {"-Wconversion", "-Werror"}},
      {"size_argument_in_c",
       "conversion",
       {{"a.c", "#include <string.h>\nstatic int f(int n) { return n; }\nint main(int argc, char** argv) {\n "
                " return "
                "argc > 5 ? f(strlen(argv[0])) : 0;\n}\n"}},
       {"-Wconversion", "-Werror"}},
      {"sign_of_argument",
       "conversion",
       {{"a.cpp", "unsigned f(unsigned n) { return n; }\nint main(int argc, char**) {\n  const auto r = "
                  "f(argc);\n  return "
                  "r == 1 ? 0 : 1;\n}\n"}},
       {"-Wsign-conversion", "-Werror"}},
      {"fields_left_out",
       "missing-field",
       {{"a.cpp", "struct P {\n  int a;\n  int b;\n  int c;\n};\nint main() {\n  P p = {0};\n  p.b = 1;\n  "
                  "return p.a;\n}\n"}},
       strict},
      {"fields_left_out_in_c",
       "missing-field",
       {{"a.c",
         "struct P {\n  int a;\n  int b;\n  int c;\n};\nint main(void) {\n  struct P p = {0, 1};\n  return "
         "p.a;\n}\n"}},
       strict},
      {"enumerator_not_handled",
       "missing-case",
       {{"a.cpp",
         "enum class C { red, green, blue };\nint f(C c) {\n  switch (c) {\n  case C::red:\n    return 1;\n  "
         "}\n  return 0;\n}\nint main() { return f(C::blue); }\n"}},
       strict},
      {"shadowed_parameter",
       "shadowed-name",
       {{"a.cpp", "int f(int n) {\n  for (int n = 0; n < 3; ++n) {\n    if (n == 2)\n      break;\n  }\n  "
                  "return n;\n}\nint "
                  "main() { return f(0); }\n"}},
       {"-Wshadow", "-Werror"}},
      {"not_declared_before",
       "missing-static",
       {{"a.cpp", "int f() {\n  return 0;\n}\nint main() { return f(); }\n"}},
       {"-Wmissing-declarations", "-Wmissing-prototypes", "-Werror"}},
      {"own_header_not_included",
       "missing-static",
       {{"include/f.hpp", "#pragma once\nint f();\n"},
        {"a.cpp", "int f() {\n  return 0;\n}\n"},
        {"main.cpp", "#include \"f.hpp\"\nint main() { return f(); }\n"}},
       {"-Wmissing-declarations", "-Wmissing-prototypes", "-Werror"}},
      {"no_prototype",
       "missing-void",
       {{"a.c", "static int f() { return 0; }\nint main(void) { return f(); }\n"}},
       {"-Wstrict-prototypes", "-Werror"},
       "g++"},
      {"initialized_in_other_order",
       "member-order",
       {{"a.cpp",
         "struct R {\n  int a;\n  int b;\n  R() : b(1), a(0) {}\n};\nint main() { return R{}.a; }\n"}},
       strict},
      {"and_within_or",
       "logical-parentheses",
       {{"a.cpp", "static bool f(bool a, bool b, bool c) {\n  return a || b && c;\n}\nint main() { return "
                  "f(false, true, "
                  "false); }\n"}},
       strict},
      {"array_deleted_as_object",
       "array-delete",
       {{"a.cpp", "int main() {\n  int* p = new int[3];\n  p[0] = 0;\n  delete p;\n  return 0;\n}\n"}},
       strict},
      {"not_marked_override",
       "missing-override",
       {{"a.cpp", "struct A {\n  virtual ~A() = default;\n  virtual int f() const { return 1; }\n};\nstruct "
                  "B : A {\n  "
                  "int f() const { return 0; }\n};\nint main() { return B{}.f(); }\n"}},
       {"-Wsuggest-override", "-Werror"},
       "g++"},
      {"const_dropped_in_c",
       "discarded-const",
       {{"a.c", "static int f(const char* s) {\n  char* p = s;\n  return *p;\n}\nint main(void) { return "
                "f(\"\"); }\n"}},
       strict},
      {"const_dropped_by_assignment",
       "discarded-const",
       {{"a.c", "static int f(const char* s) {\n  char* p;\n  p = s;\n  return *p;\n}\nint main(void) { "
                "return f(\"\"); }\n"}},
       strict},
      {"const_dropped_by_argument",
       "discarded-const",
       {{"a.c", "static int g(char* p) { return *p; }\nstatic int f(const char* s) {\n  return g(s);\n}\nint "
                "main(void) { "
                "return f(\"\"); }\n"}},
       strict},
  };
}

} // namespace aurora::e2e
