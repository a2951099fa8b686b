#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class MissingBracket : public testing::TestWithParam<Sample> {};

TEST_P(MissingBracket, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("missing-bracket", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, MissingBracket, testing::Values(
    Sample{"g++ brace_of_if",
           {{"a.cpp", R"x(int f(int x) {
  for (int i = 0; i < 3; ++i) {
    if (x == i) {
      x = 5;
      break;
    x = 7;
  }
  return x;
}

int main() {
  return f(0) - 5;
}
)x"}},
           R"x(/src/a.cpp: In function 'int f(int)':
/src/a.cpp:11:9: warning: empty parentheses were disambiguated as a function declaration [-Wvexing-parse]
   11 | int main() {
      |         ^~
/src/a.cpp:11:9: note: remove parentheses to default-initialize a variable
   11 | int main() {
      |         ^~
      |         --
/src/a.cpp:11:9: note: or replace parentheses with braces to value-initialize a variable
/src/a.cpp:11:12: error: a function-definition is not allowed here before '{' token
   11 | int main() {
      |            ^
/src/a.cpp:13:2: error: expected '}' at end of input
   13 | }
      |  ^
/src/a.cpp:1:14: note: to match this '{'
    1 | int f(int x) {
      |              ^
/src/a.cpp:13:2: warning: control reaches end of non-void function [-Wreturn-type]
   13 | }
      |  ^
)x",
           R"x(+    }
)x"},
    Sample{"clang++ brace_of_if",
           {{"a.cpp", R"x(int f(int x) {
  for (int i = 0; i < 3; ++i) {
    if (x == i) {
      x = 5;
      break;
    x = 7;
  }
  return x;
}

int main() {
  return f(0) - 5;
}
)x"}},
           R"x(/src/a.cpp:11:12: error: function definition is not allowed here
int main() {
           ^
/src/a.cpp:13:2: error: expected '}'
}
 ^
/src/a.cpp:1:14: note: to match this '{'
int f(int x) {
             ^
2 errors generated.
)x",
           R"x(+    }
)x"},
    Sample{"g++ brace_of_if_on_own_line",
           {{"a.c", R"x(static int f(int x)
{
    int i;
    for (i = 0; i < 3; ++i)
    {
        if (x == i)
        {
            x = 5;
            break;

        x = 7;
    }

    return x;
}

/* main */
int main(void)
{
    return f(0) - 5;
}
)x"}},
           R"x(/src/a.c: In function 'f':
/src/a.c:21:1: error: expected declaration or statement at end of input
   21 | }
      | ^
)x",
           R"x(+        }
)x"},
    Sample{"clang++ brace_of_if_on_own_line",
           {{"a.c", R"x(static int f(int x)
{
    int i;
    for (i = 0; i < 3; ++i)
    {
        if (x == i)
        {
            x = 5;
            break;

        x = 7;
    }

    return x;
}

/* main */
int main(void)
{
    return f(0) - 5;
}
)x"}},
           R"x(/src/a.c:19:1: error: function definition is not allowed here
{
^
/src/a.c:21:2: error: expected '}'
}
 ^
/src/a.c:2:1: note: to match this '{'
{
^
2 errors generated.
)x",
           R"x(+        }
)x"}));
// clang-format on

} // namespace aurora::repair::rules
