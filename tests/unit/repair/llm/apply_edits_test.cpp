#include "aurora/repair/llm/apply_edits.hpp"

#include <map>

#include <gmock/gmock.h>

namespace aurora::repair::llm {
namespace {

using testing::HasSubstr;

class ApplyEdits : public testing::Test {
protected:
  std::string result(std::vector<Edit> edits) {
    const auto changes = apply_edits(edits, [this](const std::string& path) -> std::optional<std::string> {
      const auto found = files.find(path);
      return found == files.end() ? std::nullopt : std::optional(found->second);
    });
    return changes ? changes->front().after.value_or("removed")
                   : "refused: " + base::to_string(changes.error());
  }
  std::map<std::string, std::string> files{
      {"a.cpp", "int f() {\n  if (x)  \n    return 1;\n  return 0;\n}\n"}};
};

TEST_F(ApplyEdits, replaces_lines_that_are_there_exactly_once) {
  EXPECT_EQ(result({{"a.cpp", "  return 0;\n", "  return 2;\n"}}),
            "int f() {\n  if (x)  \n    return 1;\n  return 2;\n}\n");
  EXPECT_EQ(result({{"./a.cpp", "  return 0;", ""}}), "int f() {\n  if (x)  \n    return 1;\n}\n");
}

TEST_F(ApplyEdits, makes_several_edits_of_a_file_one_after_the_other) {
  EXPECT_EQ(result({{"a.cpp", "  return 0;", "  return 5;"}, {"a.cpp", "  return 5;", "  return 6;"}}),
            "int f() {\n  if (x)  \n    return 1;\n  return 6;\n}\n");
}

TEST_F(ApplyEdits, tolerates_blanks_at_line_ends) {
  EXPECT_EQ(result({{"a.cpp", "  if (x)\n", "  if (y)\n"}}),
            "int f() {\n  if (y)\n    return 1;\n  return 0;\n}\n");
}

TEST_F(ApplyEdits, takes_over_the_indentation_of_the_file) {
  EXPECT_EQ(result({{"a.cpp", "if (x)\n  return 1;\n", "if (y) {\n  return 1;\n}\n"}}),
            "int f() {\n  if (y) {\n    return 1;\n  }\n  return 0;\n}\n");
}

TEST_F(ApplyEdits, keeps_line_ends_and_a_missing_last_one) {
  files["crlf.cpp"] = "a\r\nb\r\nc";
  EXPECT_EQ(result({{"crlf.cpp", "b\n", "x\ny\n"}}), "a\r\nx\r\ny\r\nc");
  EXPECT_EQ(result({{"crlf.cpp", "c\n", "d\n"}}), "a\r\nb\r\nd");
}

TEST_F(ApplyEdits, makes_a_new_file_when_nothing_is_to_be_replaced) {
  EXPECT_EQ(result({{"new.hpp", "", "#pragma once\n"}}), "#pragma once\n");
  EXPECT_THAT(result({{"a.cpp", "", "x\n"}}), HasSubstr("exists already"));
}

TEST_F(ApplyEdits, refuses_what_is_not_there_or_at_several_places) {
  files["twice.cpp"] = "x;\ny;\nx;\n";
  EXPECT_THAT(result({{"twice.cpp", "x;\n", "z;\n"}}), HasSubstr("2 places"));
  EXPECT_THAT(result({{"twice.cpp", "  x;\n", "z;\n"}}), HasSubstr("2 places"));
  EXPECT_THAT(result({{"a.cpp", "return 7;\n", "z;\n"}}), HasSubstr("not in the file"));
  EXPECT_THAT(result({{"none.cpp", "x\n", "y\n"}}), HasSubstr("no such file"));
  EXPECT_THAT(result({{"a.cpp", "  return 0;\n", "  return 0;\n"}}), HasSubstr("change nothing"));
}

TEST_F(ApplyEdits, refuses_paths_that_leave_the_project) {
  for (const std::string path : {"/etc/passwd", "../x.cpp", "a/../../x.cpp", "", ".", "..", "a/./b.cpp"})
    EXPECT_THAT(result({{path, "", "y\n"}}), HasSubstr("below the source folder")) << path;
  EXPECT_THAT(result({{std::string("a\0b", 3), "", "y\n"}}), HasSubstr("below the source folder"));
}

} // namespace
} // namespace aurora::repair::llm
