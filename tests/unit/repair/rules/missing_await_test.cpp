#include "unit/repair/rules/rule_bench.hpp"

namespace aurora::repair::rules {

class MissingAwait : public testing::TestWithParam<Sample> {};

TEST_P(MissingAwait, changes_what_the_compiler_complains_of) {
  EXPECT_EQ(best_of("missing-await", GetParam()), GetParam().changed);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Compilers, MissingAwait, testing::Values(
    Sample{"g++ await_left_out",
           {{"a.cpp", R"x(#include <coroutine>
struct Task {
  struct promise_type {
    int value = 0;
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int v) { value = v; }
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  int await_resume() { return handle.promise().value; }
};
Task one() { co_return 1; }
Task two() {
  int x = one();
  co_return x + 1;
}
int main() { return two().handle.promise().value - 2; }
)x"}},
           R"x(/src/a.cpp: In function 'Task two()':
/src/a.cpp:18:14: error: cannot convert 'Task' to 'int' in initialization
   18 |   int x = one();
      |           ~~~^~
      |              |
      |              Task
)x",
           R"x(-  int x = one();
+  int x = co_await one();
)x"}));
// clang-format on

} // namespace aurora::repair::rules
