#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class SwappedArguments : public testing::TestWithParam<Sample> {};

TEST_P(SwappedArguments, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("swapped-arguments", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, SwappedArguments, testing::Values(
    Sample{"g++ arguments_swapped",
           {{"a.cpp", R"x(#include <string>
int f(int n, const std::string& s) { return n - static_cast<int>(s.size()); }
int main() { return f("x", 1); }
)x"}},
           R"x(/src/a.cpp: In function 'int main()':
/src/a.cpp:3:23: error: invalid conversion from 'const char*' to 'int' [-fpermissive]
    3 | int main() { return f("x", 1); }
      |                       ^~~
      |                       |
      |                       const char*
/src/a.cpp:3:28: error: invalid initialization of reference of type 'const std::string&' {aka 'const std::__cxx11::basic_string<char>&'} from expression of type 'int'
    3 | int main() { return f("x", 1); }
      |                            ^
/src/a.cpp:2:33: note: in passing argument 2 of 'int f(int, const std::string&)'
    2 | int f(int n, const std::string& s) { return n - static_cast<int>(s.size()); }
      |              ~~~~~~~~~~~~~~~~~~~^
)x",
           R"x(-int main() { return f("x", 1); }
+int main() { return f(1, "x"); }
)x"},
    Sample{"clang++ arguments_swapped",
           {{"a.cpp", R"x(#include <string>
int f(int n, const std::string& s) { return n - static_cast<int>(s.size()); }
int main() { return f("x", 1); }
)x"}},
           R"x(/src/a.cpp:3:21: error: no matching function for call to 'f'
int main() { return f("x", 1); }
                    ^
/src/a.cpp:2:5: note: candidate function not viable: no known conversion from 'const char[2]' to 'int' for 1st argument
int f(int n, const std::string& s) { return n - static_cast<int>(s.size()); }
    ^
1 error generated.
)x",
           R"x(-int main() { return f("x", 1); }
+int main() { return f(1, "x"); }
)x"}));
// clang-format on

} // namespace aurora::repair::rules
