#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class MissingMark : public testing::TestWithParam<Sample> {};

TEST_P(MissingMark, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("missing-mark", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, MissingMark, testing::Values(
    Sample{"g++ comma_between_names",
           {{"a.cpp", R"x(int add(int a, int b) { return a - b; }
int main() {
  int x = 1;
  return add(x 1);
}
)x"}},
           R"x(/src/a.cpp: In function 'int main()':
/src/a.cpp:4:15: error: expected ')' before numeric constant
    4 |   return add(x 1);
      |             ~ ^~
      |               )
/src/a.cpp:4:13: error: too few arguments to function 'int add(int, int)'
    4 |   return add(x 1);
      |          ~~~^~~~
/src/a.cpp:1:5: note: declared here
    1 | int add(int a, int b) { return a - b; }
      |     ^~~
)x",
           R"x(-  return add(x 1);
+  return add(x, 1);
)x"},
    Sample{"clang++ comma_between_names",
           {{"a.cpp", R"x(int add(int a, int b) { return a - b; }
int main() {
  int x = 1;
  return add(x 1);
}
)x"}},
           R"x(/src/a.cpp:4:16: error: expected ')'
  return add(x 1);
               ^
/src/a.cpp:4:13: note: to match this '('
  return add(x 1);
            ^
1 error generated.
)x",
           R"x(-  return add(x 1);
+  return add(x, 1);
)x"},
    Sample{"g++ quote_left_out",
           {{"a.cpp", R"x(#include <cstring>
int main() {
  const char* s = "ab;
  return static_cast<int>(std::strlen(s)) - 2;
}
)x"}},
           R"x(/src/a.cpp:3:19: warning: missing terminating " character
    3 |   const char* s = "ab;
      |                   ^
/src/a.cpp:3:19: error: missing terminating " character
    3 |   const char* s = "ab;
      |                   ^~~~
/src/a.cpp: In function 'int main()':
/src/a.cpp:4:3: error: expected primary-expression before 'return'
    4 |   return static_cast<int>(std::strlen(s)) - 2;
      |   ^~~~~~
)x",
           R"x(-  const char* s = "ab;
+  const char* s = "ab";
)x"},
    Sample{"clang++ quote_left_out",
           {{"a.cpp", R"x(#include <cstring>
int main() {
  const char* s = "ab;
  return static_cast<int>(std::strlen(s)) - 2;
}
)x"}},
           R"x(/src/a.cpp:3:19: warning: missing terminating '"' character [-Winvalid-pp-token]
  const char* s = "ab;
                  ^
/src/a.cpp:3:19: error: expected expression
1 warning and 1 error generated.
)x",
           R"x(-  const char* s = "ab;
+  const char* s = "ab";
)x"}));
// clang-format on

} // namespace aurora::repair::rules
