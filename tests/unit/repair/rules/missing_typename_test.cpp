#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class MissingTypename : public testing::TestWithParam<Sample> {};

TEST_P(MissingTypename, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("missing-typename", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, MissingTypename, testing::Values(
    Sample{"g++ typename_left_out",
           {{"a.cpp", R"x(#include <vector>
template <class T>
int f(const T& t) {
  T::value_type x{};
  return x + static_cast<int>(t.size());
}
int main() { return f(std::vector<int>{}); }
)x"}},
           R"x(/src/a.cpp: In function 'int f(const T&)':
/src/a.cpp:4:3: error: need 'typename' before 'T::value_type' because 'T' is a dependent scope
    4 |   T::value_type x{};
      |   ^
/src/a.cpp:4:16: error: expected ';' before 'x'
    4 |   T::value_type x{};
      |                ^~
      |                ;
/src/a.cpp:5:10: error: 'x' was not declared in this scope
    5 |   return x + static_cast<int>(t.size());
      |          ^
/src/a.cpp: In instantiation of 'int f(const T&) [with T = std::vector<int>]':
/src/a.cpp:7:22:   required from here
/src/a.cpp:4:6: error: dependent-name 'T::value_type' is parsed as a non-type, but instantiation yields a type
    4 |   T::value_type x{};
      |      ^~~~~~~~~~
/src/a.cpp:4:6: note: say 'typename T::value_type' if a type is meant
)x",
           R"x(-  T::value_type x{};
+  typename T::value_type x{};
)x"},
    Sample{"clang++ typename_left_out",
           {{"a.cpp", R"x(#include <vector>
template <class T>
int f(const T& t) {
  T::value_type x{};
  return x + static_cast<int>(t.size());
}
int main() { return f(std::vector<int>{}); }
)x"}},
           R"x(/src/a.cpp:4:3: error: missing 'typename' prior to dependent type name 'T::value_type'
  T::value_type x{};
  ^~~~~~~~~~~~~
  typename 
1 error generated.
)x",
           R"x(-  T::value_type x{};
+  typename T::value_type x{};
)x"},
    Sample{"g++ template_left_out",
           {{"a.cpp", R"x(struct A {
  template <class U>
  U get() { return U{}; }
};
template <class T>
int f(T& t) {
  return t.get<int>();
}
int main() {
  A a;
  return f(a);
}
)x"}},
           R"x(/src/a.cpp: In function 'int f(T&)':
/src/a.cpp:7:12: warning: expected 'template' keyword before dependent template name [-Wmissing-template-keyword]
    7 |   return t.get<int>();
      |            ^~~
/src/a.cpp:7:16: error: expected primary-expression before 'int'
    7 |   return t.get<int>();
      |                ^~~
/src/a.cpp:7:16: error: expected ';' before 'int'
    7 |   return t.get<int>();
      |                ^~~
      |                ;
/src/a.cpp:7:19: error: expected unqualified-id before '>' token
    7 |   return t.get<int>();
      |                   ^
)x",
           R"x(-  return t.get<int>();
+  return t.template get<int>();
)x"}));
// clang-format on

} // namespace aurora::repair::rules
