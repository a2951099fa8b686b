#ifdef CATCH_V3
#include <catch2/catch_all.hpp>
using Approx = Catch::Approx;
#else
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
using Approx = Catch::Detail::Approx;
#endif
#include <stdexcept>
#include <vector>

namespace {
int top(const std::vector<int>& stack) { return stack.at(stack.size() - 1); }
} // namespace

TEST_CASE("a stack keeps the last value on top", "[stack]") { REQUIRE(top({1, 2}) == 2); }

TEST_CASE("a stack counts values", "[stack]") {
  const std::vector<int> stack{1, 2, 3};
  INFO("after three pushes");
  CHECK(stack.size() == 4);
  CHECK_FALSE(stack.size() == 3);
  SECTION("when emptied") {
    SECTION("has no value") { REQUIRE(stack.empty()); }
  }
  SECTION("when copied") { REQUIRE(stack.size() == 3); }
}

TEST_CASE("a stack refuses the top of nothing", "[stack]") { REQUIRE(top({}) == 0); }

TEST_CASE("an exception outside an assertion") { throw std::runtime_error("disk <full> & gone"); }

TEST_CASE("throws what it says") {
  CHECK_THROWS_AS(top({}), std::logic_error);
  CHECK_THROWS_AS(top({}), std::bad_alloc);
  CHECK_NOTHROW(top({}));
}

TEST_CASE("messages") {
  WARN("only a warning");
  FAIL_CHECK("first");
  FAIL("gave up");
}

TEST_CASE("approximately") { CHECK(0.1 + 0.2 == Approx(0.5)); }

#ifdef CATCH_V3
TEST_CASE("is skipped without a disk") { SKIP("no disk here"); }
#endif

TEST_CASE("may fail", "[!mayfail]") { CHECK(1 == 2); }

TEST_CASE("hidden crash", "[.crash]") {
  volatile int* nowhere = nullptr;
  *nowhere = 1;
}

TEST_CASE("has no assertion") {}
