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

TEST(InsertInclude, stays_out_of_conditions_that_others_are_not_in) {
  EXPECT_EQ(
      with("#ifndef A\n#define A\n#include <z>\n\n#if X\n# include <filesystem>\n#endif\n#endif\n", "<zz>"),
      "#ifndef A\n#define A\n#include <z>\n#include <zz>\n\n#if X\n# include <filesystem>\n#endif\n#endif\n");
  EXPECT_EQ(with("#include \"own.h\"\n#ifdef X\n#include <x>\n#else\n#include <y>\n#endif\n", "<zz>"),
            "#include \"own.h\"\n#include <zz>\n#ifdef X\n#include <x>\n#else\n#include <y>\n#endif\n");
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
