#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class DiscardedConst : public testing::TestWithParam<Sample> {};

TEST_P(DiscardedConst, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("discarded-const", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, DiscardedConst, testing::Values(
    Sample{"g++ const_dropped_in_c",
           {{"a.c", R"x(static int f(const char* s) {
  char* p = s;
  return *p;
}
int main(void) { return f(""); }
)x"}},
           R"x(/src/a.c: In function 'f':
/src/a.c:2:13: error: initialization discards 'const' qualifier from pointer target type [-Werror=discarded-qualifiers]
    2 |   char* p = s;
      |             ^
cc1: all warnings being treated as errors
)x",
           R"x(-  char* p = s;
+  const char* p = s;
)x"},
    Sample{"clang++ const_dropped_in_c",
           {{"a.c", R"x(static int f(const char* s) {
  char* p = s;
  return *p;
}
int main(void) { return f(""); }
)x"}},
           R"x(/src/a.c:2:9: error: initializing 'char *' with an expression of type 'const char *' discards qualifiers [-Werror,-Wincompatible-pointer-types-discards-qualifiers]
  char* p = s;
        ^   ~
1 error generated.
)x",
           R"x(-  char* p = s;
+  const char* p = s;
)x"},
    Sample{"g++ const_dropped_by_assignment",
           {{"a.c", R"x(static int f(const char* s) {
  char* p;
  p = s;
  return *p;
}
int main(void) { return f(""); }
)x"}},
           R"x(/src/a.c: In function 'f':
/src/a.c:3:5: error: assignment discards 'const' qualifier from pointer target type [-Werror=discarded-qualifiers]
    3 |   p = s;
      |     ^
cc1: all warnings being treated as errors
)x",
           R"x(-  char* p;
+  const char* p;
)x"},
    Sample{"clang++ const_dropped_by_assignment",
           {{"a.c", R"x(static int f(const char* s) {
  char* p;
  p = s;
  return *p;
}
int main(void) { return f(""); }
)x"}},
           R"x(/src/a.c:3:5: error: assigning to 'char *' from 'const char *' discards qualifiers [-Werror,-Wincompatible-pointer-types-discards-qualifiers]
  p = s;
    ^ ~
1 error generated.
)x",
           R"x(-  char* p;
+  const char* p;
)x"}));
// clang-format on

} // namespace aurora::repair::rules
