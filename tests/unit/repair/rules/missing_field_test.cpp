#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class MissingField : public testing::TestWithParam<Sample> {};

TEST_P(MissingField, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("missing-field", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, MissingField, testing::Values(
    Sample{"g++ fields_left_out",
           {{"a.cpp", R"x(struct P {
  int a;
  int b;
  int c;
};
int main() {
  P p = {0};
  p.b = 1;
  return p.a;
}
)x"}},
           R"x(/src/a.cpp: In function 'int main()':
/src/a.cpp:7:11: error: missing initializer for member 'P::b' [-Werror=missing-field-initializers]
    7 |   P p = {0};
      |           ^
/src/a.cpp:7:11: error: missing initializer for member 'P::c' [-Werror=missing-field-initializers]
cc1plus: all warnings being treated as errors
)x",
           R"x(-  P p = {0};
+  P p = {0, {}, {}};
)x"},
    Sample{"clang++ fields_left_out",
           {{"a.cpp", R"x(struct P {
  int a;
  int b;
  int c;
};
int main() {
  P p = {0};
  p.b = 1;
  return p.a;
}
)x"}},
           R"x(/src/a.cpp:7:11: error: missing field 'b' initializer [-Werror,-Wmissing-field-initializers]
  P p = {0};
          ^
1 error generated.
)x",
           R"x(-  P p = {0};
+  P p = {0, {}, {}};
)x"},
    Sample{"g++ fields_left_out_in_c",
           {{"a.c", R"x(struct P {
  int a;
  int b;
  int c;
};
int main(void) {
  struct P p = {0, 1};
  return p.a;
}
)x"}},
           R"x(/src/a.c: In function 'main':
/src/a.c:7:10: error: missing initializer for field 'c' of 'struct P' [-Werror=missing-field-initializers]
    7 |   struct P p = {0, 1};
      |          ^
/src/a.c:4:7: note: 'c' declared here
    4 |   int c;
      |       ^
cc1: all warnings being treated as errors
)x",
           R"x(-  struct P p = {0, 1};
+  struct P p = {0, 1, 0};
)x"},
    Sample{"clang++ fields_left_out_in_c",
           {{"a.c", R"x(struct P {
  int a;
  int b;
  int c;
};
int main(void) {
  struct P p = {0, 1};
  return p.a;
}
)x"}},
           R"x(/src/a.c:7:21: error: missing field 'c' initializer [-Werror,-Wmissing-field-initializers]
  struct P p = {0, 1};
                    ^
1 error generated.
)x",
           R"x(-  struct P p = {0, 1};
+  struct P p = {0, 1, 0};
)x"}));
// clang-format on

} // namespace aurora::repair::rules
