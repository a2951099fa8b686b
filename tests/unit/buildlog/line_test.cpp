#include "aurora/buildlog/line.hpp"

#include <gtest/gtest.h>

namespace aurora::buildlog {

TEST(LocatedLine, splits_place_and_rest) {
  const auto line = read_located_line("/a b/c.cpp:12:7: error: x: 3: y");
  ASSERT_TRUE(line);
  EXPECT_EQ(line->file, "/a b/c.cpp");
  EXPECT_EQ(line->line, 12);
  EXPECT_EQ(line->column, 7);
  EXPECT_EQ(line->rest, " error: x: 3: y");
}

TEST(LocatedLine, works_without_a_column_and_refuses_other_lines) {
  EXPECT_EQ(read_located_line("c.cpp:12: error: x")->line, 12);
  EXPECT_FALSE(read_located_line("In function: foo"));
  EXPECT_FALSE(read_located_line(":12: x"));
  EXPECT_FALSE(read_located_line("c.cpp:99999999999999: x"));
}

TEST(Escapes, are_removed) {
  EXPECT_EQ(strip_escapes("\x1b[01m\x1b[Ka.cpp\x1b[m: \x1b]8;;http://x\x1b\\-Wall\x1b]8;;\a"),
            "a.cpp: -Wall");
  EXPECT_EQ(strip_escapes("end\x1b["), "end");
  EXPECT_EQ(strip_escapes("end\x1b"), "end");
}

TEST(SourceOfObject, undoes_cmakes_names) {
  EXPECT_EQ(source_of_object("CMakeFiles/store.dir/src/ledger.cpp.o"), "src/ledger.cpp");
  EXPECT_EQ(source_of_object("lib/CMakeFiles/store.dir/Debug/ledger.cpp.o"), "lib/ledger.cpp");
  EXPECT_EQ(source_of_object("CMakeFiles/t.dir/__/shared/x.cpp.o"), "../shared/x.cpp");
  EXPECT_EQ(source_of_object("libutil.a(util.cpp.o)"), "");
  EXPECT_EQ(source_of_object("table.inc"), "");
}

} // namespace aurora::buildlog
