#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class LateDefinition : public testing::TestWithParam<Sample> {};

TEST_P(LateDefinition, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("late-definition", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, LateDefinition, testing::Values(
    Sample{"g++ used_before_definition",
           {{"a.cpp", R"x(// The program.
int main() { return later(0); }
int later(int x) { return x; }
)x"}},
           R"x(/src/a.cpp: In function 'int main()':
/src/a.cpp:2:21: error: 'later' was not declared in this scope
    2 | int main() { return later(0); }
      |                     ^~~~~
)x",
           R"x(+int later(int x);
)x"},
    Sample{"clang++ used_before_definition",
           {{"a.cpp", R"x(// The program.
int main() { return later(0); }
int later(int x) { return x; }
)x"}},
           R"x(/src/a.cpp:2:21: error: use of undeclared identifier 'later'
int main() { return later(0); }
                    ^
1 error generated.
)x",
           R"x(+int later(int x);
)x"},
    Sample{"g++ used_before_definition_in_c",
           {{"a.c", R"x(int main(void) { return later(0); }
int later(int x) { return x; }
)x"}},
           R"x(/src/a.c: In function 'main':
/src/a.c:1:25: error: implicit declaration of function 'later' [-Werror=implicit-function-declaration]
    1 | int main(void) { return later(0); }
      |                         ^~~~~
cc1: some warnings being treated as errors
)x",
           R"x(+int later(int x);
)x"},
    Sample{"clang++ used_before_definition_in_c",
           {{"a.c", R"x(int main(void) { return later(0); }
int later(int x) { return x; }
)x"}},
           R"x(/src/a.c:1:25: error: implicit declaration of function 'later' is invalid in C99 [-Werror,-Wimplicit-function-declaration]
int main(void) { return later(0); }
                        ^
1 error generated.
)x",
           R"x(+int later(int x);
)x"}));
// clang-format on

} // namespace aurora::repair::rules
