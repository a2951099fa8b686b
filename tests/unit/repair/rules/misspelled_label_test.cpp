#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class MisspelledLabel : public testing::TestWithParam<Sample> {};

TEST_P(MisspelledLabel, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("misspelled-label", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, MisspelledLabel, testing::Values(
    Sample{"g++ label_misspelled",
           {{"a.cpp", R"x(int f(int x) {
  if (x > 0)
    goto finsh;
  x = 1;
finish:
  return x;
}
int main() { return f(2) - 2; }
)x"}},
           R"x(/src/a.cpp: In function 'int f(int)':
/src/a.cpp:3:10: error: label 'finsh' used but not defined
    3 |     goto finsh;
      |          ^~~~~
)x",
           R"x(-finish:
+finsh:
)x"},
    Sample{"clang++ label_misspelled",
           {{"a.cpp", R"x(int f(int x) {
  if (x > 0)
    goto finsh;
  x = 1;
finish:
  return x;
}
int main() { return f(2) - 2; }
)x"}},
           R"x(/src/a.cpp:3:10: error: use of undeclared label 'finsh'
    goto finsh;
         ^
1 error generated.
)x",
           R"x(-finish:
+finsh:
)x"}));
// clang-format on

} // namespace aurora::repair::rules
