#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class MisspelledName : public testing::TestWithParam<Sample> {};

TEST_P(MisspelledName, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("misspelled-name", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, MisspelledName, testing::Values(
    Sample{"g++ keyword_misspelled",
           {{"a.cpp", R"x(int main() {
  int x = 0;
  retrun x;
}
)x"}},
           R"x(/src/a.cpp: In function 'int main()':
/src/a.cpp:3:3: error: 'retrun' was not declared in this scope
    3 |   retrun x;
      |   ^~~~~~
)x",
           R"x(-  retrun x;
+  return x;
)x"},
    Sample{"clang++ keyword_misspelled",
           {{"a.cpp", R"x(int main() {
  int x = 0;
  retrun x;
}
)x"}},
           R"x(/src/a.cpp:3:3: error: use of undeclared identifier 'retrun'; did you mean 'return'?
  retrun x;
  ^~~~~~
  return
1 error generated.
)x",
           R"x(-  retrun x;
+  return x;
)x"}));
// clang-format on

} // namespace aurora::repair::rules
