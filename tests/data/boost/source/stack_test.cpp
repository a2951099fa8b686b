#define BOOST_TEST_MODULE stacks
#include <boost/test/included/unit_test.hpp>
#include <stdexcept>
#include <vector>

namespace utf = boost::unit_test;

namespace {
int top(const std::vector<int>& stack) { return stack.at(stack.size() - 1); }
} // namespace

BOOST_AUTO_TEST_SUITE(stack)

BOOST_AUTO_TEST_CASE(keeps_the_last_value_on_top) { BOOST_TEST(top({1, 2}) == 2); }

BOOST_AUTO_TEST_SUITE(deep)

BOOST_AUTO_TEST_CASE(counts_values) {
  const std::vector<int> stack{1, 2, 3};
  BOOST_TEST_MESSAGE("after three pushes");
  BOOST_TEST(stack.size() == 4u);
  BOOST_CHECK_EQUAL(stack.size(), 5u);
  BOOST_CHECK(stack.empty());
  BOOST_REQUIRE_MESSAGE(stack.empty(), "must be <empty> & clean");
}

BOOST_AUTO_TEST_CASE(refuses_the_top_of_nothing) { top({}); }

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(throws_what_it_says) {
  BOOST_CHECK_THROW(top({}), std::bad_alloc);
  BOOST_CHECK_NO_THROW(top({}));
}

BOOST_AUTO_TEST_CASE(compares_doubles, *utf::tolerance(0.01)) { BOOST_TEST(0.1 + 0.2 == 0.5); }

BOOST_AUTO_TEST_CASE(is_disabled, *utf::disabled()) { BOOST_TEST(false); }

BOOST_AUTO_TEST_CASE(needs_the_failed_one, *utf::depends_on("stack/throws_what_it_says")) { BOOST_TEST(true); }

BOOST_AUTO_TEST_CASE(crashes, *utf::label("crash") * utf::disabled()) {
  volatile int* nowhere = nullptr;
  *nowhere = 1;
}

BOOST_AUTO_TEST_CASE(hangs, *utf::timeout(1) * utf::disabled()) {
  for (volatile int i = 0;; i = i + 1) {
  }
}

BOOST_AUTO_TEST_CASE(asserts_nothing) {}

BOOST_AUTO_TEST_SUITE_END()
