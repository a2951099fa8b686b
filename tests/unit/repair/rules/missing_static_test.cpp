#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class MissingStatic : public testing::TestWithParam<Sample> {};

TEST_P(MissingStatic, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("missing-static", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, MissingStatic, testing::Values(
    Sample{"g++ not_declared_before",
           {{"a.cpp", R"x(int f() {
  return 0;
}
int main() { return f(); }
)x"}},
           R"x(cc1plus: warning: command-line option '-Wmissing-prototypes' is valid for C/ObjC but not for C++
/src/a.cpp:1:5: error: no previous declaration for 'int f()' [-Werror=missing-declarations]
    1 | int f() {
      |     ^
cc1plus: all warnings being treated as errors
)x",
           R"x(-int f() {
+static int f() {
)x"},
    Sample{"clang++ not_declared_before",
           {{"a.cpp", R"x(int f() {
  return 0;
}
int main() { return f(); }
)x"}},
           R"x(/src/a.cpp:1:5: error: no previous prototype for function 'f' [-Werror,-Wmissing-prototypes]
int f() {
    ^
/src/a.cpp:1:1: note: declare 'static' if the function is not intended to be used outside of this translation unit
int f() {
^
static 
1 error generated.
)x",
           R"x(-int f() {
+static int f() {
)x"},
    Sample{"g++ own_header_not_included",
           {{"a.cpp", R"x(int f() {
  return 0;
}
)x"}, {"include/f.hpp", R"x(#pragma once
int f();
)x"}, {"main.cpp", R"x(#include "f.hpp"
int main() { return f(); }
)x"}},
           R"x(cc1plus: warning: command-line option '-Wmissing-prototypes' is valid for C/ObjC but not for C++
/src/a.cpp:1:5: error: no previous declaration for 'int f()' [-Werror=missing-declarations]
    1 | int f() {
      |     ^
cc1plus: all warnings being treated as errors
)x",
           R"x(+#include "f.hpp"
+
)x"},
    Sample{"clang++ own_header_not_included",
           {{"a.cpp", R"x(int f() {
  return 0;
}
)x"}, {"include/f.hpp", R"x(#pragma once
int f();
)x"}, {"main.cpp", R"x(#include "f.hpp"
int main() { return f(); }
)x"}},
           R"x(/src/a.cpp:1:5: error: no previous prototype for function 'f' [-Werror,-Wmissing-prototypes]
int f() {
    ^
/src/a.cpp:1:1: note: declare 'static' if the function is not intended to be used outside of this translation unit
int f() {
^
static 
1 error generated.
)x",
           R"x(+#include "f.hpp"
+
)x"}));
// clang-format on

} // namespace aurora::repair::rules
