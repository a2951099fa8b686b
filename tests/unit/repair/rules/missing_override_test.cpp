#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class MissingOverride : public testing::TestWithParam<Sample> {};

TEST_P(MissingOverride, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("missing-override", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, MissingOverride, testing::Values(
    Sample{"g++ not_marked_override",
           {{"a.cpp", R"x(struct A {
  virtual ~A() = default;
  virtual int f() const { return 1; }
};
struct B : A {
  int f() const { return 0; }
};
int main() { return B{}.f(); }
)x"}},
           R"x(/src/a.cpp:6:7: error: 'virtual int B::f() const' can be marked override [-Werror=suggest-override]
    6 |   int f() const { return 0; }
      |       ^
cc1plus: all warnings being treated as errors
)x",
           R"x(-  int f() const { return 0; }
+  int f() const override { return 0; }
)x"}));
// clang-format on

} // namespace aurora::repair::rules
