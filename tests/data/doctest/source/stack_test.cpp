#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace {
int top(const std::vector<int>& stack) { return stack.at(stack.size() - 1); }
} // namespace

TEST_SUITE("stack") {
  TEST_CASE("keeps the last value on top") { REQUIRE(top({1, 2}) == 2); }

  TEST_CASE("counts values") {
    const std::vector<int> stack{1, 2, 3};
    INFO("after three pushes");
    CHECK(stack.size() == 4);
    CHECK_FALSE(stack.size() == 3);
    SUBCASE("when emptied") {
      SUBCASE("has no value") { REQUIRE(stack.empty()); }
    }
    SUBCASE("when copied") { REQUIRE(stack.size() == 3); }
  }

  TEST_CASE("refuses the top of nothing") { REQUIRE(top({}) == 0); }
}

TEST_CASE("an exception outside an assertion") { throw std::runtime_error("disk <full> & gone"); }

TEST_CASE("throws what it says") {
  CHECK_THROWS_AS(top({}), std::logic_error);
  CHECK_THROWS_AS(top({}), std::bad_alloc);
  CHECK_NOTHROW(top({}));
}

TEST_CASE("messages") {
  MESSAGE("only a message");
  FAIL_CHECK("first");
  FAIL("gave up");
}

TEST_CASE("compares text") { CHECK_EQ(std::string("one"), std::string("two")); }

TEST_CASE("approximately") { CHECK(0.1 + 0.2 == doctest::Approx(0.5)); }

TEST_CASE("is skipped" * doctest::skip()) { CHECK(false); }

TEST_CASE("may fail" * doctest::may_fail()) { CHECK(1 == 2); }

TEST_CASE("hidden crash" * doctest::skip()) {
  volatile int* nowhere = nullptr;
  *nowhere = 1;
}
