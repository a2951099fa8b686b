#include "aurora/buildlog/linker.hpp"

#include <gtest/gtest.h>

#include "aurora/buildlog/reader.hpp"
#include "support/data.hpp"

namespace aurora::buildlog {

const BuildLogOptions k_link{"/home/dev/link", "/home/dev/b-l"};

class ReadsEveryLinker : public ::testing::TestWithParam<std::string> {
protected:
  const Diagnostic* find(std::string_view error_class, std::string_view symbol) {
    m_log = read_build_log(testing::data(GetParam()), k_link);
    for (const auto& item : m_log.diagnostics)
      if (item.error_class == error_class && item.symbol == symbol)
        return &item;
    return nullptr;
  }
  BuildLog m_log;
};

TEST_P(ReadsEveryLinker, with_the_undefined_symbol_and_who_needs_it) {
  const auto* open = find("UndefinedReference", "net::Socket::open(int)");
  ASSERT_NE(open, nullptr);
  EXPECT_EQ(open->place.file, "src/extra.cpp");
  EXPECT_EQ(open->target, "tool");
  EXPECT_EQ(open->stage, Stage::link);
  ASSERT_NE(find("UndefinedReference", "compute(int)"), nullptr);
  ASSERT_NE(find("UndefinedReference", "vtable for Base"), nullptr);
}

TEST_P(ReadsEveryLinker, with_what_is_defined_twice_and_the_second_place) {
  const auto* counter = find("MultipleDefinition", "counter");
  ASSERT_NE(counter, nullptr);
  EXPECT_EQ(counter->place.file, "src/dup_b.cpp");
  ASSERT_NE(find("MultipleDefinition", "bump()"), nullptr);
}

TEST_P(ReadsEveryLinker, with_the_library_that_is_not_there) {
  const auto* missing = find("MissingLibrary", "foozle");
  ASSERT_NE(missing, nullptr);
  EXPECT_EQ(missing->target, "lost");
}

TEST_P(ReadsEveryLinker, with_exactly_one_error_for_each_message) {
  m_log = read_build_log(testing::data(GetParam()), k_link);
  EXPECT_EQ(m_log.diagnostics.size(), 8U);
}

INSTANTIATE_TEST_SUITE_P(Linkers, ReadsEveryLinker,
                         ::testing::Values("ld/bfd_ninja.txt", "ld/bfd_make.txt", "ld/bfd_clang_nodebug.txt",
                                           "ld/gold_ninja.txt", "ld/gold_make.txt", "ld/mold_ninja.txt",
                                           "ld/mold_make.txt", "ld/lld_ninja.txt", "ld/lld_make.txt"),
                         [](const auto& name) { return "log" + std::to_string(name.index); });

TEST(LinkerReader, names_the_referencing_function) {
  for (const auto* file : {"ld/bfd_ninja.txt", "ld/mold_ninja.txt", "ld/lld_ninja.txt"}) {
    for (const auto& item : read_build_log(testing::data(file), k_link).diagnostics) {
      if (item.symbol == "net::Socket::open(int)") {
        EXPECT_EQ(item.function, "start()") << file;
      }
    }
  }
}

TEST(LinkerReader, demangles_what_the_linker_did_not) {
  const auto log =
      read_build_log("/usr/bin/ld: a.o: in function `main':\na.cpp:(.text+0x5): undefined reference to "
                     "`_ZN3net6Socket4openEi'\n",
                     k_link);
  ASSERT_EQ(log.diagnostics.size(), 1U);
  EXPECT_EQ(log.diagnostics[0].symbol, "net::Socket::open(int)");
}

TEST(LinkerReader, leaves_a_program_that_speaks_of_links_alone) {
  const auto log =
      read_build_log("note to self: cannot find my keys\nwarning about undefined symbol: none\n", k_link);
  EXPECT_TRUE(log.diagnostics.empty());
}

} // namespace aurora::buildlog
