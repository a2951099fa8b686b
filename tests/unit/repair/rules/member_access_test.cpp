#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class MemberAccess : public testing::TestWithParam<Sample> {};

TEST_P(MemberAccess, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("member-access", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, MemberAccess, testing::Values(
    Sample{"g++ dot_on_pointer",
           {{"a.cpp", R"x(#include <memory>
#include <string>
struct Box {
  int v = 0;
  int size() const { return v; }
};
int f(Box* b) {
  return b.v;
}
int main() {
  Box b;
  return f(&b);
}
)x"}},
           R"x(/src/a.cpp: In function 'int f(Box*)':
/src/a.cpp:8:12: error: request for member 'v' in 'b', which is of pointer type 'Box*' (maybe you meant to use '->' ?)
    8 |   return b.v;
      |            ^
)x",
           R"x(-  return b.v;
+  return b->v;
)x"},
    Sample{"clang++ dot_on_pointer",
           {{"a.cpp", R"x(#include <memory>
#include <string>
struct Box {
  int v = 0;
  int size() const { return v; }
};
int f(Box* b) {
  return b.v;
}
int main() {
  Box b;
  return f(&b);
}
)x"}},
           R"x(/src/a.cpp:8:11: error: member reference type 'Box *' is a pointer; did you mean to use '->'?
  return b.v;
         ~^
          ->
1 error generated.
)x",
           R"x(-  return b.v;
+  return b->v;
)x"},
    Sample{"g++ dot_on_unique_ptr",
           {{"a.cpp", R"x(#include <memory>
#include <string>
struct Box {
  int v = 0;
  int size() const { return v; }
};
int f(std::unique_ptr<Box> b) {
  return b.size();
}
int main() { return f(std::make_unique<Box>()); }
)x"}},
           R"x(/src/a.cpp: In function 'int f(std::unique_ptr<Box>)':
/src/a.cpp:8:12: error: 'class std::unique_ptr<Box>' has no member named 'size'
    8 |   return b.size();
      |            ^~~~
)x",
           R"x(-  return b.size();
+  return b->size();
)x"},
    Sample{"clang++ dot_on_unique_ptr",
           {{"a.cpp", R"x(#include <memory>
#include <string>
struct Box {
  int v = 0;
  int size() const { return v; }
};
int f(std::unique_ptr<Box> b) {
  return b.size();
}
int main() { return f(std::make_unique<Box>()); }
)x"}},
           R"x(/src/a.cpp:8:11: error: no member named 'size' in 'std::unique_ptr<Box>'; did you mean to use '->' instead of '.'?
  return b.size();
          ^
          ->
1 error generated.
)x",
           R"x(-  return b.size();
+  return b->size();
)x"}));
// clang-format on

} // namespace aurora::repair::rules
