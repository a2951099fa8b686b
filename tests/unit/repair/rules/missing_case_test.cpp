#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class MissingCase : public testing::TestWithParam<Sample> {};

TEST_P(MissingCase, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("missing-case", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, MissingCase, testing::Values(
    Sample{"g++ enumerator_not_handled",
           {{"a.cpp", R"x(enum class C { red, green, blue };
int f(C c) {
  switch (c) {
  case C::red:
    return 1;
  }
  return 0;
}
int main() { return f(C::blue); }
)x"}},
           R"x(/src/a.cpp: In function 'int f(C)':
/src/a.cpp:3:10: error: enumeration value 'green' not handled in switch [-Werror=switch]
    3 |   switch (c) {
      |          ^
/src/a.cpp:3:10: error: enumeration value 'blue' not handled in switch [-Werror=switch]
cc1plus: all warnings being treated as errors
)x",
           R"x(+  case C::green:
+    break;
+  case C::blue:
+    break;
)x"},
    Sample{"clang++ enumerator_not_handled",
           {{"a.cpp", R"x(enum class C { red, green, blue };
int f(C c) {
  switch (c) {
  case C::red:
    return 1;
  }
  return 0;
}
int main() { return f(C::blue); }
)x"}},
           R"x(/src/a.cpp:3:11: error: enumeration values 'green' and 'blue' not handled in switch [-Werror,-Wswitch]
  switch (c) {
          ^
1 error generated.
)x",
           R"x(+  case C::green:
+  case C::blue:
+    break;
)x"}));
// clang-format on

} // namespace aurora::repair::rules
