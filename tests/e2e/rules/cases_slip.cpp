#include "rules/cases.hpp"

namespace aurora::e2e {

/// Slips of the pen that no compiler lets pass.
std::vector<RuleCase> slip_cases() {
  const std::string box =
      "#include <memory>\n#include <string>\nstruct Box {\n  int v = 0;\n  int size() const { return "
      "v; }\n};\n";
  return {
      {"typename_left_out",
       "missing-typename",
       {{"a.cpp",
         "#include <vector>\ntemplate <class T>\nint f(const T& t) {\n  T::value_type x{};\n  return "
         "x + static_cast<int>(t.size());\n}\nint main() { return f(std::vector<int>{}); }\n"}}},
      {"template_left_out",
       "missing-typename",
       {{"a.cpp", "struct A {\n  template <class U>\n  U get() { return U{}; }\n};\ntemplate <class T>\nint "
                  "f(T& t) {\n  "
                  "return t.get<int>();\n}\nint main() {\n  A a;\n  return f(a);\n}\n"}},
       {},
       "g++"},
      {"dot_on_pointer",
       "member-access",
       {{"a.cpp", box + "int f(Box* b) {\n  return b.v;\n}\nint main() {\n  Box b;\n  return f(&b);\n}\n"}}},
      {"dot_on_unique_ptr",
       "member-access",
       {{"a.cpp", box + "int f(std::unique_ptr<Box> b) {\n  return b.size();\n}\nint main() { return "
                        "f(std::make_unique<Box>()); }\n"}}},
      {"arrow_on_object",
       "member-access",
       {{"a.cpp", box + "int f(Box b) {\n  return b->v;\n}\nint main() { return f({}); }\n"}}},
      {"call_left_out",
       "member-access",
       {{"a.cpp", box + "int f(Box b) {\n  return b.size;\n}\nint main() { return f({}); }\n"}},
       {},
       "g++"},
      {"temporary_to_reference",
       "const-parameter",
       {{"a.cpp",
         "#include <string>\nint f(std::string& s) {\n  return s.empty() ? 1 : 0;\n}\nint main() { return "
         "f(\"x\"); }\n"}}},
      {"constant_assigned",
       "const-violation",
       {{"a.cpp", "int main() {\n  const int n = 1;\n  n = 0;\n  return n;\n}\n"}}},
      {"member_set_in_const",
       "const-violation",
       {{"a.cpp", "struct A {\n  int n = 1;\n  void set(int x) const { n = x; }\n};\nint main() {\n  A a;\n  "
                  "a.set(0);\n  "
                  "return a.n;\n}\n"}}},
      {"arguments_swapped",
       "swapped-arguments",
       {{"a.cpp", "#include <string>\nint f(int n, const std::string& s) { return n - "
                  "static_cast<int>(s.size()); }\nint "
                  "main() { return f(\"x\", 1); }\n"}}},
      {"address_left_out",
       "indirection",
       {{"a.cpp", "int f(const int* p) { return *p; }\nint main() {\n  int x = 0;\n  return f(x);\n}\n"}}},
      {"pointer_not_followed",
       "indirection",
       {{"a.cpp",
         "int f(int* p) {\n  int x = p;\n  return x;\n}\nint main() {\n  int v = 0;\n  return f(&v);\n}\n"}}},
      {"jump_over_variable",
       "case-scope",
       {{"a.cpp", "int f(int x) {\n  switch (x) {\n  case 1:\n    int y = 2;\n    return y;\n  case 2:\n    "
                  "return 0;\n  "
                  "}\n  return 1;\n}\nint main() { return f(2); }\n"}}},
      {"label_misspelled",
       "misspelled-label",
       {{"a.cpp", "int f(int x) {\n  if (x > 0)\n    goto finsh;\n  x = 1;\nfinish:\n  return x;\n}\nint "
                  "main() { return "
                  "f(2) - 2; }\n"}}},
      {"used_before_definition",
       "late-definition",
       {{"a.cpp", "// The program.\nint main() { return later(0); }\nint later(int x) { return x; }\n"}}},
      {"used_before_definition_in_c",
       "late-definition",
       {{"a.c", "int main(void) { return later(0); }\nint later(int x) { return x; }\n"}},
       {"-Werror=implicit-function-declaration"}},
      {"keyword_misspelled", "misspelled-name", {{"a.cpp", "int main() {\n  int x = 0;\n  retrun x;\n}\n"}}},
      {"comma_between_names",
       "missing-mark",
       {{"a.cpp",
         "int add(int a, int b) { return a - b; }\nint main() {\n  int x = 1;\n  return add(x 1);\n}\n"}}},
      {"quote_left_out",
       "missing-mark",
       {{"a.cpp", "#include <cstring>\nint main() {\n  const char* s = \"ab;\n  return "
                  "static_cast<int>(std::strlen(s)) - "
                  "2;\n}\n"}}},
      {"shift_left_out",
       "missing-mark",
       {{"a.cpp", "#include <iostream>\nint main() {\n  int x = 0;\n  std::cout << \"x = \" x << '\\n';\n  "
                  "return x;\n}\n"}}},
      {"endif_left_out",
       "missing-mark",
       {{"include/a.hpp", "#ifndef A_HPP\n#define A_HPP\nint f();\n"},
        {"a.cpp", "#include \"a.hpp\"\nint f() { return 0; }\nint main() { return f(); }\n"}}},
      {"brace_of_if",
       "missing-bracket",
       {{"a.cpp", "int f(int x) {\n  for (int i = 0; i < 3; ++i) {\n    if (x == i) {\n      x = 5;\n      "
                  "break;\n    x = "
                  "7;\n  }\n  return x;\n}\n\nint main() {\n  return f(0) - 5;\n}\n"}}},
      {"brace_of_if_on_own_line",
       "missing-bracket",
       {{"a.c", "static int f(int x)\n{\n    int i;\n    for (i = 0; i < 3; ++i)\n    {\n        if (x == "
                "i)\n        {\n  "
                "          x = 5;\n            break;\n\n        x = 7;\n    }\n\n    return x;\n}\n\n/* "
                "main */\nint "
                "main(void)\n{\n    return f(0) - 5;\n}\n"}}},
      {"brace_too_many",
       "missing-bracket",
       {{"a.cpp", "int f() { return 0; }\n}\nint main() { return f(); }\n"}}},
      {"parenthesis_too_many", "missing-bracket", {{"a.cpp", "int main() {\n  return (1 - 1));\n}\n"}}},
      {"class_left_out",
       "class-scope",
       {{"include/a.hpp",
         "#pragma once\nclass A {\npublic:\n  int get(int x) const;\n\nprivate:\n  int m_v = 0;\n};\n"},
        {"a.cpp",
         "#include \"a.hpp\"\nint get(int x) {\n  return x + m_v;\n}\nint main() { return A{}.get(0); }\n"}}},
      {"class_left_out_unseen",
       "class-scope",
       {{"include/a.hpp", "#pragma once\nclass A {\npublic:\n  int get(int x) const;\n};\n"},
        {"a.cpp", "#include \"a.hpp\"\nint get(int x) { return x; }\nint main() { return A{}.get(0); }\n"}}},
      {"await_left_out",
       "missing-await",
       {{"a.cpp",
         "#include <coroutine>\nstruct Task {\n  struct promise_type {\n    int value = 0;\n    Task "
         "get_return_object() { "
         "return {std::coroutine_handle<promise_type>::from_promise(*this)}; }\n    std::suspend_never "
         "initial_suspend() "
         "noexcept { return {}; }\n    std::suspend_always final_suspend() noexcept { return {}; }\n    void "
         "return_value(int v) { value = v; }\n    void unhandled_exception() {}\n  };\n  "
         "std::coroutine_handle<promise_type> handle;\n  bool await_ready() { return true; }\n  void "
         "await_suspend(std::coroutine_handle<>) {}\n  int await_resume() { return handle.promise().value; "
         "}\n};\nTask "
         "one() { co_return 1; }\nTask two() {\n  int x = one();\n  co_return x + 1;\n}\nint main() { return "
         "two().handle.promise().value - 2; }\n"}},
       {},
       "g++"},
  };
}

} // namespace aurora::e2e
