#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class ArrayDelete : public testing::TestWithParam<Sample> {};

TEST_P(ArrayDelete, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("array-delete", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, ArrayDelete, testing::Values(
    Sample{"g++ array_deleted_as_object",
           {{"a.cpp", R"x(int main() {
  int* p = new int[3];
  p[0] = 0;
  delete p;
  return 0;
}
)x"}},
           R"x(/src/a.cpp: In function 'int main()':
/src/a.cpp:4:10: error: 'void operator delete(void*, long unsigned int)' called on pointer returned from a mismatched allocation function [-Werror=mismatched-new-delete]
    4 |   delete p;
      |          ^
/src/a.cpp:2:21: note: returned from 'void* operator new [](long unsigned int)'
    2 |   int* p = new int[3];
      |                     ^
cc1plus: all warnings being treated as errors
)x",
           R"x(-  delete p;
+  delete[] p;
)x"},
    Sample{"clang++ array_deleted_as_object",
           {{"a.cpp", R"x(int main() {
  int* p = new int[3];
  p[0] = 0;
  delete p;
  return 0;
}
)x"}},
           R"x(/src/a.cpp:4:3: error: 'delete' applied to a pointer that was allocated with 'new[]'; did you mean 'delete[]'? [-Werror,-Wmismatched-new-delete]
  delete p;
  ^
        []
/src/a.cpp:2:12: note: allocated with 'new[]' here
  int* p = new int[3];
           ^
1 error generated.
)x",
           R"x(-  delete p;
+  delete[] p;
)x"}));
// clang-format on

} // namespace aurora::repair::rules
