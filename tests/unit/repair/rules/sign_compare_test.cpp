#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class SignCompare : public testing::TestWithParam<Sample> {};

TEST_P(SignCompare, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("sign-compare", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, SignCompare, testing::Values(
    Sample{"g++ sign_of_local",
           {{"a.c", R"x(int main(void) {
  int k = 0;
  for (k = 0; k < sizeof(int); k++) {
  }
  return k - 4;
}
)x"}},
           R"x(/src/a.c: In function 'main':
/src/a.c:3:17: error: comparison of integer expressions of different signedness: 'int' and 'long unsigned int' [-Werror=sign-compare]
    3 |   for (k = 0; k < sizeof(int); k++) {
      |                 ^
cc1: all warnings being treated as errors
)x",
           R"x(-  int k = 0;
+  unsigned long k = 0;
)x"},
    Sample{"clang++ sign_of_local",
           {{"a.c", R"x(int main(void) {
  int k = 0;
  for (k = 0; k < sizeof(int); k++) {
  }
  return k - 4;
}
)x"}},
           R"x(/src/a.c:3:17: error: comparison of integers of different signs: 'int' and 'unsigned long' [-Werror,-Wsign-compare]
  for (k = 0; k < sizeof(int); k++) {
              ~ ^ ~~~~~~~~~~~
1 error generated.
)x",
           R"x(-  int k = 0;
+  unsigned long k = 0;
)x"},
    Sample{"g++ sign_of_parameter",
           {{"a.cpp", R"x(#include <vector>
int f(const std::vector<int>& v, int n) {
  return n < v.size() ? 0 : 1;
}
int main() { return f({1}, 0); }
)x"}},
           R"x(/src/a.cpp: In function 'int f(const std::vector<int>&, int)':
/src/a.cpp:3:12: error: comparison of integer expressions of different signedness: 'int' and 'std::vector<int>::size_type' {aka 'long unsigned int'} [-Werror=sign-compare]
    3 |   return n < v.size() ? 0 : 1;
      |          ~~^~~~~~~~~~
cc1plus: all warnings being treated as errors
)x",
           R"x(+#include <cstddef>
+  return static_cast<std::size_t>(n) < v.size() ? 0 : 1;
-  return n < v.size() ? 0 : 1;
)x"},
    Sample{"clang++ sign_of_parameter",
           {{"a.cpp", R"x(#include <vector>
int f(const std::vector<int>& v, int n) {
  return n < v.size() ? 0 : 1;
}
int main() { return f({1}, 0); }
)x"}},
           R"x(/src/a.cpp:3:12: error: comparison of integers of different signs: 'int' and 'std::vector::size_type' (aka 'unsigned long') [-Werror,-Wsign-compare]
  return n < v.size() ? 0 : 1;
         ~ ^ ~~~~~~~~
1 error generated.
)x",
           R"x(+#include <cstddef>
+  return static_cast<std::size_t>(n) < v.size() ? 0 : 1;
-  return n < v.size() ? 0 : 1;
)x"}));
// clang-format on

} // namespace aurora::repair::rules
