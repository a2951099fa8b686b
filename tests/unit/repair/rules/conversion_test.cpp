#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class Conversion : public testing::TestWithParam<Sample> {};

TEST_P(Conversion, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("conversion", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, Conversion, testing::Values(
    Sample{"g++ size_to_int",
           {{"a.cpp", R"x(#include <vector>
int f(const std::vector<int>& v) {
  int n = v.size();
  return n;
}
int main() { return f({}); }
)x"}},
           R"x(/src/a.cpp: In function 'int f(const std::vector<int>&)':
/src/a.cpp:3:17: error: conversion from 'std::vector<int>::size_type' {aka 'long unsigned int'} to 'int' may change value [-Werror=conversion]
    3 |   int n = v.size();
      |           ~~~~~~^~
cc1plus: all warnings being treated as errors
)x",
           R"x(-  int n = v.size();
+  int n = static_cast<int>(v.size());
)x"},
    Sample{"clang++ size_to_int",
           {{"a.cpp", R"x(#include <vector>
int f(const std::vector<int>& v) {
  int n = v.size();
  return n;
}
int main() { return f({}); }
)x"}},
           R"x(/src/a.cpp:3:13: error: implicit conversion loses integer precision: 'std::vector::size_type' (aka 'unsigned long') to 'int' [-Werror,-Wshorten-64-to-32]
  int n = v.size();
      ~   ~~^~~~~~
1 error generated.
)x",
           R"x(-  int n = v.size();
+  int n = static_cast<int>(v.size());
)x"},
    Sample{"g++ double_to_int",
           {{"a.cpp", R"x(double half() { return 0.5; }
int f() {
  return half() * 1.0;
}
int main() { return f(); }
)x"}},
           R"x(/src/a.cpp: In function 'int f()':
/src/a.cpp:3:17: error: conversion from 'double' to 'int' may change value [-Werror=float-conversion]
    3 |   return half() * 1.0;
      |          ~~~~~~~^~~~~
cc1plus: all warnings being treated as errors
)x",
           R"x(-  return half() * 1.0;
+  return static_cast<int>(half() * 1.0);
)x"},
    Sample{"clang++ double_to_int",
           {{"a.cpp", R"x(double half() { return 0.5; }
int f() {
  return half() * 1.0;
}
int main() { return f(); }
)x"}},
           R"x(/src/a.cpp:3:17: error: implicit conversion turns floating-point number into integer: 'double' to 'int' [-Werror,-Wfloat-conversion]
  return half() * 1.0;
  ~~~~~~ ~~~~~~~^~~~~
1 error generated.
)x",
           R"x(-  return half() * 1.0;
+  return static_cast<int>(half() * 1.0);
)x"}));
// clang-format on

} // namespace aurora::repair::rules
