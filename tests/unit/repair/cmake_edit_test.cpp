#include "aurora/repair/cmake_edit.hpp"

#include <gtest/gtest.h>

namespace aurora::repair {

namespace {

model::Target app() {
  model::Target target;
  target.name = "app";
  target.definition_line = 1;
  return target;
}

std::string linked(const std::string& text) {
  const auto edit = link_library(SourceText(text), app(), "geo");
  return edit ? apply_replacements(text, {*edit}).value_or("overlap") : "nothing";
}

} // namespace

TEST(ReadCMake, understands_comments_quotes_and_brackets) {
  const auto calls = read_cmake("# add_library(x)\nset(A \"b ) c\" [[ ) ]]) # )\nADD_LIBRARY(geo\n a.cpp)\n");
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0].arguments[1].text, "b ) c");
  EXPECT_EQ(calls[1].name, "add_library");
  EXPECT_EQ(calls[1].line, 3);
}

TEST(LinkLibrary, adds_to_the_call_that_is_there) {
  EXPECT_EQ(linked("add_executable(app a.cpp)\ntarget_link_libraries(app PRIVATE x)\n"),
            "add_executable(app a.cpp)\ntarget_link_libraries(app PRIVATE x geo)\n");
}

TEST(LinkLibrary, makes_a_call_where_there_is_none) {
  EXPECT_EQ(linked("add_executable(app a.cpp)\n"),
            "add_executable(app a.cpp)\ntarget_link_libraries(app PRIVATE geo)\n");
}

TEST(LinkLibrary, follows_the_spelling_of_the_definition) {
  EXPECT_EQ(linked("add_executable(${name} a.cpp)\n"),
            "add_executable(${name} a.cpp)\ntarget_link_libraries(${name} PRIVATE geo)\n");
}

TEST(LinkLibrary, does_nothing_when_it_is_linked_already) {
  EXPECT_EQ(linked("add_executable(app a.cpp)\ntarget_link_libraries(app geo)\n"), "nothing");
}

TEST(AppendArgument, keeps_one_argument_a_line) {
  const SourceText source("add_library(geo\n  a.cpp\n  b.cpp)\n");
  const auto calls = read_cmake(source.text());
  EXPECT_EQ(apply_replacements(source.text(), {append_argument(source, calls[0], "c.cpp")}),
            "add_library(geo\n  a.cpp\n  b.cpp\n  c.cpp)\n");
}

TEST(ReadCMake, survives_what_is_never_closed) {
  EXPECT_TRUE(read_cmake("add_library(geo \"a").empty());
  EXPECT_TRUE(read_cmake("add_library(geo [[a").empty());
}

} // namespace aurora::repair
