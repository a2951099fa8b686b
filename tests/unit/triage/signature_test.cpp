#include "aurora/triage/signature.hpp"

#include <gtest/gtest.h>

namespace aurora::triage {

model::Event crash_in(const std::string& function, const std::string& file) {
  model::Event event;
  event.category = model::Category::crash;
  event.error_class = "Signal:SIGSEGV";
  event.message = "SEGV on unknown address 0x0000000000a8";
  event.test_id = "t";
  event.frames = {{"__libc_start", "../csu/libc.c", 1, "", false},
                  {function, file, 12, "", true},
                  {"main", "src/m.cpp", 3, "", true}};
  return event;
}

TEST(Mask, hides_what_differs_from_run_to_run) {
  EXPECT_EQ(mask("at 0x7ffe12 of /tmp/run-12/a.txt"), "at ADDR of PATH");
  EXPECT_EQ(mask("size 12 of 3.5e-7, utf8 int32_t"), "size N of N, utf8 int32_t");
  EXPECT_EQ(mask("id 123e4567-e89b-12d3-a456-426614174000."), "id UUID.");
  EXPECT_EQ(mask("2026-11-21T05:46:49.12Z x 2026-11-21 05:46:49 y 05:46:49"), "TIME x TIME y TIME");
  EXPECT_EQ(mask("a / b and x/y"), "a / b and x/y");
  EXPECT_EQ(mask(""), "");
}

TEST(PlainFunction, has_no_arguments_of_any_kind) {
  EXPECT_EQ(plain_function("pool::Buffer::read(unsigned long) const"), "pool::Buffer::read");
  EXPECT_EQ(plain_function("app::Queue<std::vector<int> >::put(int)"), "app::Queue::put");
  EXPECT_EQ(plain_function("f()::{lambda(int)#2}::operator()(int) const"),
            plain_function("f()::{lambda(int)#5}::operator()(int) const"));
  EXPECT_NE(plain_function("a::operator<(a const&)"), plain_function("a::operator()(a const&)"));
  EXPECT_EQ(plain_function("(anonymous namespace)::parse(char)"), "{anonymous}::parse");
  EXPECT_EQ(plain_function("name[abi:cxx11](int)"), "name");
}

TEST(Signature, is_the_same_for_the_same_cause) {
  auto again = crash_in("pool::read<int>(int)", "src/pool.cpp");
  again.test_id = "another";
  again.message = "SEGV on unknown address 0x0000000000ff";
  again.frames[1].line = 99;
  EXPECT_EQ(signature(crash_in("pool::read<char>(int)", "src/pool.cpp")), signature(again));
  EXPECT_EQ(signature(again).size(), 16U);
}

TEST(Signature, differs_with_category_and_top_frame) {
  const auto base = crash_in("f", "src/a.cpp");
  auto other = base;
  other.category = model::Category::sanitizer;
  EXPECT_NE(signature(base), signature(other));
  EXPECT_NE(signature(base), signature(crash_in("g", "src/a.cpp")));
  EXPECT_NE(signature(base), signature(crash_in("f", "src/b.cpp")));
}

TEST(Signature, never_merges_timeouts_of_different_tests_without_a_trace) {
  model::Event one;
  one.category = model::Category::timeout;
  one.error_class = "Timeout";
  one.test_id = "a";
  auto two = one;
  two.test_id = "b";
  EXPECT_NE(signature(one), signature(two));
}

TEST(Signature, merges_one_assertion_on_one_function_across_tests) {
  model::Event one;
  one.category = model::Category::assertion;
  one.assertion = "EXPECT_EQ(total(ledger), expected)";
  one.message = "total(ledger) Which is: 5";
  one.file = "tests/a_test.cpp";
  auto two = one;
  two.file = "tests/b_test.cpp";
  two.message = "total(ledger) Which is: 7";
  EXPECT_EQ(signature(one), signature(two));
  one.assertion = two.assertion = "EXPECT_TRUE(ok)";
  EXPECT_NE(signature(one), signature(two));
}

TEST(Signature, of_a_build_error_in_a_template_is_one_for_all_arguments) {
  model::Event one;
  one.suite = "build";
  one.category = model::Category::build;
  one.message = "'const class tl::box<int, std::vector<int> >' has no member named 'vall'";
  auto other = one;
  other.message = "'const class tl::box<void>' has no member named 'vall'";
  EXPECT_EQ(signature(one), signature(other));
  one.message = "expected '<' before 'int'";
  other.message = "expected '<' before 'long'";
  EXPECT_NE(signature(one), signature(other));
}

TEST(Signature, of_a_build_error_is_file_shape_and_symbol) {
  model::Event one;
  one.suite = "build";
  one.category = model::Category::build;
  one.file = "src/a.cpp";
  one.symbol = "summ";
  one.message = "'summ' was not declared";
  one.line = 3;
  one.test_id = "build::src/a.cpp";
  auto two = one;
  two.line = 8;
  two.test_id = "build::src/a.cpp#2";
  EXPECT_EQ(signature(one), signature(two));
  two.symbol = "totl";
  EXPECT_NE(signature(one), signature(two));
}

} // namespace aurora::triage
