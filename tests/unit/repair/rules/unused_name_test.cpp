#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class UnusedName : public testing::TestWithParam<Sample> {};

TEST_P(UnusedName, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("unused-name", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, UnusedName, testing::Values(
    Sample{"g++ unused_in_c",
           {{"a.c", R"x(int main(void) {
  int x = 1;
  int y = 0;
  return y;
}
)x"}},
           R"x(/src/a.c: In function 'main':
/src/a.c:2:7: error: unused variable 'x' [-Werror=unused-variable]
    2 |   int x = 1;
      |       ^
cc1: all warnings being treated as errors
)x",
           R"x(-  int x = 1;
)x"},
    Sample{"clang++ unused_in_c",
           {{"a.c", R"x(int main(void) {
  int x = 1;
  int y = 0;
  return y;
}
)x"}},
           R"x(/src/a.c:2:7: error: unused variable 'x' [-Werror,-Wunused-variable]
  int x = 1;
      ^
1 error generated.
)x",
           R"x(-  int x = 1;
)x"},
    Sample{"g++ unused_parameter_in_c",
           {{"a.c", R"x(static int f(int a, int b) {
  int c = a;
  return c;
}
int main(void) { return f(0, 1); }
)x"}},
           R"x(/src/a.c: In function 'f':
/src/a.c:1:25: error: unused parameter 'b' [-Werror=unused-parameter]
    1 | static int f(int a, int b) {
      |                     ~~~~^
cc1: all warnings being treated as errors
)x",
           R"x(+  (void)b;
)x"},
    Sample{"clang++ unused_parameter_in_c",
           {{"a.c", R"x(static int f(int a, int b) {
  int c = a;
  return c;
}
int main(void) { return f(0, 1); }
)x"}},
           R"x(/src/a.c:1:25: error: unused parameter 'b' [-Werror,-Wunused-parameter]
static int f(int a, int b) {
                        ^
1 error generated.
)x",
           R"x(+  (void)b;
)x"}));
// clang-format on

} // namespace aurora::repair::rules
