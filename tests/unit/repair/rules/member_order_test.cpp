#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class MemberOrder : public testing::TestWithParam<Sample> {};

TEST_P(MemberOrder, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("member-order", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, MemberOrder, testing::Values(
    Sample{"g++ initialized_in_other_order",
           {{"a.cpp", R"x(struct R {
  int a;
  int b;
  R() : b(1), a(0) {}
};
int main() { return R{}.a; }
)x"}},
           R"x(/src/a.cpp: In constructor 'R::R()':
/src/a.cpp:3:7: error: 'R::b' will be initialized after [-Werror=reorder]
    3 |   int b;
      |       ^
/src/a.cpp:2:7: error:   'int R::a' [-Werror=reorder]
    2 |   int a;
      |       ^
/src/a.cpp:4:3: error:   when initialized here [-Werror=reorder]
    4 |   R() : b(1), a(0) {}
      |   ^
cc1plus: all warnings being treated as errors
)x",
           R"x(-  R() : b(1), a(0) {}
+  R() : a(0), b(1) {}
)x"},
    Sample{"clang++ initialized_in_other_order",
           {{"a.cpp", R"x(struct R {
  int a;
  int b;
  R() : b(1), a(0) {}
};
int main() { return R{}.a; }
)x"}},
           R"x(/src/a.cpp:4:9: error: field 'b' will be initialized after field 'a' [-Werror,-Wreorder-ctor]
  R() : b(1), a(0) {}
        ^~~~  ~~~~
        a(0)  b(1)
1 error generated.
)x",
           R"x(-  R() : b(1), a(0) {}
+  R() : a(0), b(1) {}
)x"}));
// clang-format on

} // namespace aurora::repair::rules
