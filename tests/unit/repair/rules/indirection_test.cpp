#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class Indirection : public testing::TestWithParam<Sample> {};

TEST_P(Indirection, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("indirection", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, Indirection, testing::Values(
    Sample{"g++ address_left_out",
           {{"a.cpp", R"x(int f(const int* p) { return *p; }
int main() {
  int x = 0;
  return f(x);
}
)x"}},
           R"x(/src/a.cpp: In function 'int main()':
/src/a.cpp:4:12: error: invalid conversion from 'int' to 'const int*' [-fpermissive]
    4 |   return f(x);
      |            ^
      |            |
      |            int
/src/a.cpp:1:18: note:   initializing argument 1 of 'int f(const int*)'
    1 | int f(const int* p) { return *p; }
      |       ~~~~~~~~~~~^
)x",
           R"x(-  return f(x);
+  return f(&x);
)x"},
    Sample{"clang++ address_left_out",
           {{"a.cpp", R"x(int f(const int* p) { return *p; }
int main() {
  int x = 0;
  return f(x);
}
)x"}},
           R"x(/src/a.cpp:4:10: error: no matching function for call to 'f'
  return f(x);
         ^
/src/a.cpp:1:5: note: candidate function not viable: no known conversion from 'int' to 'const int *' for 1st argument; take the address of the argument with &
int f(const int* p) { return *p; }
    ^
1 error generated.
)x",
           R"x(-  return f(x);
+  return f(&x);
)x"},
    Sample{"g++ pointer_not_followed",
           {{"a.cpp", R"x(int f(int* p) {
  int x = p;
  return x;
}
int main() {
  int v = 0;
  return f(&v);
}
)x"}},
           R"x(/src/a.cpp: In function 'int f(int*)':
/src/a.cpp:2:11: error: invalid conversion from 'int*' to 'int' [-fpermissive]
    2 |   int x = p;
      |           ^
      |           |
      |           int*
)x",
           R"x(-  int x = p;
+  int x = *p;
)x"},
    Sample{"clang++ pointer_not_followed",
           {{"a.cpp", R"x(int f(int* p) {
  int x = p;
  return x;
}
int main() {
  int v = 0;
  return f(&v);
}
)x"}},
           R"x(/src/a.cpp:2:7: error: cannot initialize a variable of type 'int' with an lvalue of type 'int *'
  int x = p;
      ^   ~
1 error generated.
)x",
           R"x(-  int x = p;
+  int x = *p;
)x"}));
// clang-format on

} // namespace aurora::repair::rules
