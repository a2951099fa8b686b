#include "aurora/triage/explain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::triage {

using model::Category;
using ::testing::HasSubstr;

TEST(Explain, says_something_for_every_category) {
  for (int i = 0; i <= static_cast<int>(Category::performance); ++i) {
    model::Event event;
    event.category = static_cast<Category>(i);
    event.message = "m";
    event.error_class = "X";
    const auto analysis = explain(event);
    EXPECT_FALSE(analysis.root_cause.empty()) << i;
    EXPECT_FALSE(analysis.suggestion.empty()) << i;
    EXPECT_GT(analysis.confidence, 0) << i;
    EXPECT_LE(analysis.confidence, 1) << i;
  }
}

TEST(Explain, suspects_the_innermost_frame_that_is_no_test) {
  model::Event event;
  event.category = Category::crash;
  event.frames = {{"memcpy", "string.c", 1, "", false},
                  {"helper", "tests/helper.cpp", 2, "", true},
                  {"store::post", "src/store.cpp", 30, "", true}};
  const auto analysis = explain(event);
  EXPECT_EQ(analysis.suspect_file, "src/store.cpp");
  EXPECT_EQ(analysis.suspect_line, 30);
  EXPECT_THAT(analysis.root_cause, HasSubstr("store::post"));
}

TEST(Explain, never_suspects_a_test_source_by_its_place_alone) {
  model::Event event;
  event.category = Category::assertion;
  event.file = "tests/a_test.cpp";
  EXPECT_EQ(explain(event).suspect_file, "");
}

TEST(Explain, sees_endless_recursion) {
  model::Event event;
  event.category = Category::crash;
  event.error_class = "Signal:SIGSEGV";
  event.frames.assign(40, {"deep", "src/a.cpp", 3, "", true});
  EXPECT_THAT(explain(event).root_cause, HasSubstr("calls itself"));
}

TEST(Explain, compares_values) {
  model::Event event;
  event.category = Category::assertion;
  event.expected = "4";
  event.actual = "-4";
  EXPECT_THAT(explain(event).suggestion, HasSubstr("sign"));
  event.expected = "Hello";
  event.actual = "hello";
  EXPECT_THAT(explain(event).suggestion, HasSubstr("case"));
}

TEST(Explain, an_undefined_vtable) {
  model::Event event;
  event.category = Category::link;
  event.error_class = "UndefinedReference";
  event.symbol = "vtable for Base";
  EXPECT_THAT(explain(event).root_cause, HasSubstr("virtual function of Base"));
}

} // namespace aurora::triage
