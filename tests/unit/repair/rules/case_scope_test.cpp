#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class CaseScope : public testing::TestWithParam<Sample> {};

TEST_P(CaseScope, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("case-scope", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, CaseScope, testing::Values(
    Sample{"g++ jump_over_variable",
           {{"a.cpp", R"x(int f(int x) {
  switch (x) {
  case 1:
    int y = 2;
    return y;
  case 2:
    return 0;
  }
  return 1;
}
int main() { return f(2); }
)x"}},
           R"x(/src/a.cpp: In function 'int f(int)':
/src/a.cpp:6:8: error: jump to case label
    6 |   case 2:
      |        ^
/src/a.cpp:4:9: note:   crosses initialization of 'int y'
    4 |     int y = 2;
      |         ^
)x",
           R"x(+  case 1: {
-  case 1:
+  }
)x"},
    Sample{"clang++ jump_over_variable",
           {{"a.cpp", R"x(int f(int x) {
  switch (x) {
  case 1:
    int y = 2;
    return y;
  case 2:
    return 0;
  }
  return 1;
}
int main() { return f(2); }
)x"}},
           R"x(/src/a.cpp:6:3: error: cannot jump from switch statement to this case label
  case 2:
  ^
/src/a.cpp:4:9: note: jump bypasses variable initialization
    int y = 2;
        ^
1 error generated.
)x",
           R"x(+  case 1: {
-  case 1:
+  }
)x"}));
// clang-format on

} // namespace aurora::repair::rules
