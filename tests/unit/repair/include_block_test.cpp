#include "aurora/repair/include_block.hpp"

#include <gtest/gtest.h>

namespace aurora::repair {

namespace {

std::string with(const std::string& text, std::string_view spelled) {
  const auto edit = insert_include(SourceText(text), spelled);
  return edit ? apply_replacements(text, {*edit}).value_or("overlap") : "nothing";
}

} // namespace

TEST(InsertInclude, keeps_a_sorted_block_sorted) {
  EXPECT_EQ(with("#include <a>\n#include <c>\n", "<b>"), "#include <a>\n#include <b>\n#include <c>\n");
  EXPECT_EQ(with("#include <b>\n", "<a>"), "#include <a>\n#include <b>\n");
}

TEST(InsertInclude, joins_the_block_of_its_kind_and_keeps_line_ends) {
  EXPECT_EQ(with("#include <z>\r\n#include <y>\r\n\r\n#include \"own.hpp\"\r\n", "<a>"),
            "#include <z>\r\n#include <y>\r\n#include <a>\r\n\r\n#include \"own.hpp\"\r\n");
}

TEST(InsertInclude, stands_below_pragma_once_and_the_leading_comment) {
  EXPECT_EQ(with("// licence\n#pragma once\n\nint x;\n", "<a>"),
            "// licence\n#pragma once\n\n#include <a>\n\nint x;\n");
  EXPECT_EQ(with("int x;\n", "<a>"), "#include <a>\n\nint x;\n");
}

TEST(InsertInclude, adds_nothing_twice) {
  EXPECT_EQ(with("#include <a>\n", "<a>"), "nothing");
}

TEST(ReadIncludes, ignores_those_in_comments) {
  EXPECT_EQ(read_includes(SourceText("/*\n#include <a>\n*/\n#include <b>\n")).size(), 1U);
}

} // namespace aurora::repair
