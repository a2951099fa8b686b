#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class ConstParameter : public testing::TestWithParam<Sample> {};

TEST_P(ConstParameter, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("const-parameter", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, ConstParameter, testing::Values(
    Sample{"g++ temporary_to_reference",
           {{"a.cpp", R"x(#include <string>
int f(std::string& s) {
  return s.empty() ? 1 : 0;
}
int main() { return f("x"); }
)x"}},
           R"x(/src/a.cpp: In function 'int main()':
/src/a.cpp:5:23: error: cannot bind non-const lvalue reference of type 'std::string&' {aka 'std::__cxx11::basic_string<char>&'} to an rvalue of type 'std::string' {aka 'std::__cxx11::basic_string<char>'}
    5 | int main() { return f("x"); }
      |                       ^~~
In file included from /usr/include/c++/12/string:53,
                 from /src/a.cpp:1:
/usr/include/c++/12/bits/basic_string.h:634:7: note:   after user-defined conversion: 'constexpr std::__cxx11::basic_string<_CharT, _Traits, _Alloc>::basic_string(const _CharT*, const _Alloc&) [with <template-parameter-2-1> = std::allocator<char>; _CharT = char; _Traits = std::char_traits<char>; _Alloc = std::allocator<char>]'
  634 |       basic_string(const _CharT* __s, const _Alloc& __a = _Alloc())
      |       ^~~~~~~~~~~~
/src/a.cpp:2:20: note:   initializing argument 1 of 'int f(std::string&)'
    2 | int f(std::string& s) {
      |       ~~~~~~~~~~~~~^
)x",
           R"x(-int f(std::string& s) {
+int f(const std::string& s) {
)x"},
    Sample{"clang++ temporary_to_reference",
           {{"a.cpp", R"x(#include <string>
int f(std::string& s) {
  return s.empty() ? 1 : 0;
}
int main() { return f("x"); }
)x"}},
           R"x(/src/a.cpp:5:21: error: no matching function for call to 'f'
int main() { return f("x"); }
                    ^
/src/a.cpp:2:5: note: candidate function not viable: no known conversion from 'const char[2]' to 'std::string &' (aka 'basic_string<char> &') for 1st argument
int f(std::string& s) {
    ^
1 error generated.
)x",
           R"x(-int f(std::string& s) {
+int f(const std::string& s) {
)x"}));
// clang-format on

} // namespace aurora::repair::rules
