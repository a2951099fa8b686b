#include "aurora/repair/validate.hpp"

#include <gtest/gtest.h>

#include "unit/repair/support_project.hpp"

namespace aurora::repair {

namespace {

std::string objections(const std::string& before, const std::string& after,
                       const std::string& path = "a.cpp") {
  fakes::MemoryProject project;
  project.file("a.cpp", before).file("own.hpp", "");
  model::Patch patch;
  patch.changes.push_back({path, before, after});
  std::string out;
  for (const auto& finding : validate(patch, project.project, project.files))
    out += finding.rule + " ";
  return out;
}

} // namespace

TEST(Validate, accepts_a_small_clean_edit) {
  EXPECT_EQ(objections("int f() {\n  return 1;\n}\n",
                       "#include <vector>\n#include \"own.hpp\"\n\nint f() {\n  return 2;\n}\n"),
            "");
}

TEST(Validate, refuses_more_than_twenty_changed_lines) {
  std::string after;
  for (int i = 0; i < 21; ++i)
    after += "int x" + std::to_string(i) + ";\n";
  EXPECT_EQ(objections("", after), "max-changed-lines ");
}

TEST(Validate, refuses_half_a_file_more_but_exempts_small_files) {
  EXPECT_EQ(objections("// " + std::string(3000, 'x') + "\n", "// " + std::string(5000, 'x') + "\n"),
            "max-size-change ");
  EXPECT_EQ(objections("// x\n", "// " + std::string(50, 'x') + "\n"), "");
}

TEST(Validate, refuses_brackets_that_no_longer_balance) {
  EXPECT_EQ(objections("int f() { return 1; }\n", "int f() { return 1;\n"), "brackets ");
  EXPECT_EQ(objections("int f() { return 1;\n", "int f() { return 1; }\n"), "");
}

TEST(Validate, refuses_an_include_that_does_not_exist) {
  EXPECT_EQ(objections("", "#include \"gone.hpp\"\n"), "include-missing ");
  EXPECT_EQ(objections("", "#include <gone>\n"), "include-missing ");
}

TEST(Validate, refuses_binary_bytes_and_foreign_indentation) {
  EXPECT_EQ(objections("", std::string("int x;\x01\n")), "binary-bytes ");
  EXPECT_EQ(objections("{\n  int x;\n}\n", "{\n  int x;\n\tint y;\n}\n"), "indentation ");
}

TEST(Validate, refuses_a_path_that_leaves_the_source_folder) {
  EXPECT_EQ(objections("a", "b", "../x.txt"), "path-outside ");
}

} // namespace aurora::repair
