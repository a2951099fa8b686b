#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class ShadowedName : public testing::TestWithParam<Sample> {};

TEST_P(ShadowedName, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("shadowed-name", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, ShadowedName, testing::Values(
    Sample{"g++ shadowed_parameter",
           {{"a.cpp", R"x(int f(int n) {
  for (int n = 0; n < 3; ++n) {
    if (n == 2)
      break;
  }
  return n;
}
int main() { return f(0); }
)x"}},
           R"x(/src/a.cpp: In function 'int f(int)':
/src/a.cpp:2:12: error: declaration of 'int n' shadows a parameter [-Werror=shadow]
    2 |   for (int n = 0; n < 3; ++n) {
      |            ^
/src/a.cpp:1:11: note: shadowed declaration is here
    1 | int f(int n) {
      |       ~~~~^
cc1plus: all warnings being treated as errors
)x",
           R"x(-  for (int n = 0; n < 3; ++n) {
-    if (n == 2)
+  for (int inner_n = 0; inner_n < 3; ++inner_n) {
+    if (inner_n == 2)
)x"},
    Sample{"clang++ shadowed_parameter",
           {{"a.cpp", R"x(int f(int n) {
  for (int n = 0; n < 3; ++n) {
    if (n == 2)
      break;
  }
  return n;
}
int main() { return f(0); }
)x"}},
           R"x(/src/a.cpp:2:12: error: declaration shadows a local variable [-Werror,-Wshadow]
  for (int n = 0; n < 3; ++n) {
           ^
/src/a.cpp:1:11: note: previous declaration is here
int f(int n) {
          ^
1 error generated.
)x",
           R"x(-  for (int n = 0; n < 3; ++n) {
-    if (n == 2)
+  for (int inner_n = 0; inner_n < 3; ++inner_n) {
+    if (inner_n == 2)
)x"}));
// clang-format on

} // namespace aurora::repair::rules
