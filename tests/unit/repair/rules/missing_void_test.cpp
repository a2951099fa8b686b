#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class MissingVoid : public testing::TestWithParam<Sample> {};

TEST_P(MissingVoid, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("missing-void", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, MissingVoid, testing::Values(
    Sample{"g++ no_prototype",
           {{"a.c", R"x(static int f() { return 0; }
int main(void) { return f(); }
)x"}},
           R"x(/src/a.c:1:12: error: function declaration isn't a prototype [-Werror=strict-prototypes]
    1 | static int f() { return 0; }
      |            ^
cc1: all warnings being treated as errors
)x",
           R"x(-static int f() { return 0; }
+static int f(void) { return 0; }
)x"}));
// clang-format on

} // namespace aurora::repair::rules
