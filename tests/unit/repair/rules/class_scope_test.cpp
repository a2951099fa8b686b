#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class ClassScope : public testing::TestWithParam<Sample> {};

TEST_P(ClassScope, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("class-scope", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, ClassScope, testing::Values(
    Sample{"g++ class_left_out",
           {{"a.cpp", R"x(#include "a.hpp"
int get(int x) {
  return x + m_v;
}
int main() { return A{}.get(0); }
)x"}, {"include/a.hpp", R"x(#pragma once
class A {
public:
  int get(int x) const;

private:
  int m_v = 0;
};
)x"}},
           R"x(/src/a.cpp: In function 'int get(int)':
/src/a.cpp:3:14: error: 'm_v' was not declared in this scope
    3 |   return x + m_v;
      |              ^~~
)x",
           R"x(-int get(int x) {
+int A::get(int x) const {
)x"},
    Sample{"clang++ class_left_out",
           {{"a.cpp", R"x(#include "a.hpp"
int get(int x) {
  return x + m_v;
}
int main() { return A{}.get(0); }
)x"}, {"include/a.hpp", R"x(#pragma once
class A {
public:
  int get(int x) const;

private:
  int m_v = 0;
};
)x"}},
           R"x(/src/a.cpp:3:14: error: use of undeclared identifier 'm_v'
  return x + m_v;
             ^
1 error generated.
)x",
           R"x(-int get(int x) {
+int A::get(int x) const {
)x"}));
// clang-format on

} // namespace aurora::repair::rules
