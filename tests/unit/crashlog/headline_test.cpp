#include "aurora/crashlog/headline.hpp"

#include <gtest/gtest.h>

namespace aurora::crashlog {

std::string class_of(std::string_view line) {
  const auto headline = read_headline(line);
  return headline ? headline->error_class : "";
}

TEST(Headline, tells_the_class) {
  EXPECT_EQ(class_of("==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x6 at pc 0x5"),
            "Sanitizer:heap-use-after-free");
  EXPECT_EQ(class_of("==1==ERROR: AddressSanitizer: SEGV on unknown address 0x0"), "Signal:SIGSEGV");
  EXPECT_EQ(class_of("==1==ERROR: LeakSanitizer: detected memory leaks"), "Sanitizer:leak");
  EXPECT_EQ(class_of("WARNING: ThreadSanitizer: data race (pid=9774)"), "Sanitizer:data-race");
  EXPECT_EQ(class_of("a.cpp:3:4: runtime error: index 7 out of bounds for type 'int [3]'"),
            "Sanitizer:index-out-of-bounds");
  EXPECT_EQ(class_of("a.cpp:3:4: runtime error: shift exponent 40 is too large"), "Sanitizer:shift-exponent");
  EXPECT_EQ(class_of("terminate called after throwing an instance of 'std::bad_alloc'"),
            "Exception:std::bad_alloc");
  EXPECT_EQ(class_of("Program received signal SIGFPE, Arithmetic exception."), "Signal:SIGFPE");
  EXPECT_EQ(class_of("free(): invalid pointer"), "Signal:SIGABRT");
  EXPECT_EQ(class_of("==5== Invalid write of size 8"), "Sanitizer:invalid-write");
  EXPECT_EQ(class_of("all 12 tests passed"), "");
}

TEST(Headline, takes_an_assertion_apart) {
  const auto line =
      read_headline("prog: /src/main.cpp:24: int main(int, char**): Assertion `a == b::c(7)' failed.");
  ASSERT_TRUE(line);
  EXPECT_EQ(line->file, "/src/main.cpp");
  EXPECT_EQ(line->line, 24);
  EXPECT_EQ(line->function, "int main(int, char**)");
  EXPECT_EQ(line->expression, "a == b::c(7)");
}

} // namespace aurora::crashlog
