#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class LogicalParentheses : public testing::TestWithParam<Sample> {};

TEST_P(LogicalParentheses, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("logical-parentheses", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, LogicalParentheses, testing::Values(
    Sample{"g++ and_within_or",
           {{"a.cpp", R"x(static bool f(bool a, bool b, bool c) {
  return a || b && c;
}
int main() { return f(false, true, false); }
)x"}},
           R"x(/src/a.cpp: In function 'bool f(bool, bool, bool)':
/src/a.cpp:2:17: error: suggest parentheses around '&&' within '||' [-Werror=parentheses]
    2 |   return a || b && c;
      |               ~~^~~~
cc1plus: all warnings being treated as errors
)x",
           R"x(-  return a || b && c;
+  return a || (b && c);
)x"},
    Sample{"clang++ and_within_or",
           {{"a.cpp", R"x(static bool f(bool a, bool b, bool c) {
  return a || b && c;
}
int main() { return f(false, true, false); }
)x"}},
           R"x(/src/a.cpp:2:17: error: '&&' within '||' [-Werror,-Wlogical-op-parentheses]
  return a || b && c;
           ~~ ~~^~~~
/src/a.cpp:2:17: note: place parentheses around the '&&' expression to silence this warning
  return a || b && c;
                ^
              (     )
1 error generated.
)x",
           R"x(-  return a || b && c;
+  return a || (b && c);
)x"}));
// clang-format on

} // namespace aurora::repair::rules
