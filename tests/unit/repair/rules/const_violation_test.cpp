#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class ConstViolation : public testing::TestWithParam<Sample> {};

TEST_P(ConstViolation, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("const-violation", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, ConstViolation, testing::Values(
    Sample{"g++ constant_assigned",
           {{"a.cpp", R"x(int main() {
  const int n = 1;
  n = 0;
  return n;
}
)x"}},
           R"x(/src/a.cpp: In function 'int main()':
/src/a.cpp:3:5: error: assignment of read-only variable 'n'
    3 |   n = 0;
      |   ~~^~~
)x",
           R"x(-  const int n = 1;
+  int n = 1;
)x"},
    Sample{"clang++ constant_assigned",
           {{"a.cpp", R"x(int main() {
  const int n = 1;
  n = 0;
  return n;
}
)x"}},
           R"x(/src/a.cpp:3:5: error: cannot assign to variable 'n' with const-qualified type 'const int'
  n = 0;
  ~ ^
/src/a.cpp:2:13: note: variable 'n' declared const here
  const int n = 1;
  ~~~~~~~~~~^~~~~
1 error generated.
)x",
           R"x(-  const int n = 1;
+  int n = 1;
)x"},
    Sample{"g++ member_set_in_const",
           {{"a.cpp", R"x(struct A {
  int n = 1;
  void set(int x) const { n = x; }
};
int main() {
  A a;
  a.set(0);
  return a.n;
}
)x"}},
           R"x(/src/a.cpp: In member function 'void A::set(int) const':
/src/a.cpp:3:29: error: assignment of member 'A::n' in read-only object
    3 |   void set(int x) const { n = x; }
      |                           ~~^~~
)x",
           R"x(-  void set(int x) const { n = x; }
+  void set(int x) { n = x; }
)x"},
    Sample{"clang++ member_set_in_const",
           {{"a.cpp", R"x(struct A {
  int n = 1;
  void set(int x) const { n = x; }
};
int main() {
  A a;
  a.set(0);
  return a.n;
}
)x"}},
           R"x(/src/a.cpp:3:29: error: cannot assign to non-static data member within const member function 'set'
  void set(int x) const { n = x; }
                          ~ ^
/src/a.cpp:3:8: note: member function 'A::set' is declared const here
  void set(int x) const { n = x; }
  ~~~~~^~~~~~~~~~~~~~~~
1 error generated.
)x",
           R"x(-  void set(int x) const { n = x; }
+  void set(int x) { n = x; }
)x"}));
// clang-format on

} // namespace aurora::repair::rules
