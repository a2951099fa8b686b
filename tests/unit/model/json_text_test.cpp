#include "aurora/model/json_text.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace aurora::model {

TEST(JsonText, writes_nested_values_on_one_line) {
  JsonText out;
  out.begin('{').key("a").begin('[').number(1).text("b").end(']').key("c").begin('{').end('}');
  out.key("d").flag(true).key("e").number(0.25).end('}');
  EXPECT_EQ(out.take(), R"({"a":[1,"b"],"c":{},"d":true,"e":0.25})");
}

TEST(JsonText, escapes_what_must_not_stand_in_a_string) {
  JsonText out;
  out.text("a\"b\\c\nd\te");
  EXPECT_EQ(out.take(), R"("a\"b\\c\nd\te")");
}

TEST(JsonText, makes_any_bytes_valid) {
  JsonText out;
  out.text(std::string_view("\0\x1b\x7f\xff", 4));
  EXPECT_EQ(out.take(), "\"???\xEF\xBF\xBD\"");
}

TEST(JsonText, writes_no_number_that_json_has_not) {
  JsonText out;
  out.begin('[').number(std::numeric_limits<double>::infinity()).number(std::nan("")).end(']');
  EXPECT_EQ(out.take(), "[0,0]");
}

} // namespace aurora::model
