#include "aurora/schemata/compile_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::schemata {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

CompileCommand command(std::vector<std::string> arguments, const std::string& file = "/p/a.cpp") {
  return {"/p", file, std::move(arguments)};
}

TEST(SplitCommand, follows_quotes_and_backslashes) {
  EXPECT_THAT(split_command(R"(g++ -DX="a b" 'c d' e\ f)"), ElementsAre("g++", "-DX=a b", "c d", "e f"));
}

TEST(ReadCompileCommands, takes_both_forms_and_each_file_once) {
  const auto commands = read_compile_commands(R"([{"directory":"/p","file":"a.cpp","command":"g++ -c a.cpp"},
    {"directory":"/p","file":"/p/a.cpp","arguments":["g++","-DTWICE"]},{"directory":"/p","file":"b.c","arguments":["gcc","-c","b.c"]}])");
  ASSERT_TRUE(commands);
  ASSERT_EQ(commands->size(), 2U);
  EXPECT_EQ((*commands)[0].file, "/p/a.cpp");
  EXPECT_THAT((*commands)[1].arguments, ElementsAre("gcc", "-c", "b.c"));
}

TEST(ReadCompileCommands, refuses_what_is_not_a_database) {
  EXPECT_FALSE(read_compile_commands("{}"));
  EXPECT_FALSE(read_compile_commands("[{"));
}

TEST(ReadCompileCommands, skips_entries_of_the_wrong_shape) {
  const auto commands =
      read_compile_commands(R"([1,"x",{"file":3},{"directory":"/p","file":"a.c","command":7}])");
  ASSERT_TRUE(commands);
  EXPECT_TRUE(commands->empty());
}

TEST(ParserArguments, leave_out_outputs_and_what_only_the_compiler_knows) {
  const auto words =
      parser_arguments(command({"/usr/bin/g++", "-Iinc", "-DA=1", "-Wall", "-fno-semantic-interposition",
                                "-fno-exceptions", "-MD", "-MF", "x.d", "-o", "a.o", "-O2", "-c", "a.cpp"}));
  EXPECT_THAT(words, ElementsAre("-std=gnu++17", "-Iinc", "-DA=1", "-fno-exceptions", "-xc++"));
}

TEST(ParserArguments, look_through_a_compiler_launcher) {
  EXPECT_THAT(parser_arguments(command({"/usr/bin/ccache", "/usr/bin/g++", "-DB", "-c", "/p/a.cpp"})),
              ElementsAre("-std=gnu++17", "-DB", "-xc++"));
}

TEST(ParserArguments, name_the_compilers_default_standard_before_the_commands) {
  EXPECT_THAT(parser_arguments(command({"gcc", "-c", "a.c"}, "/p/a.c")), ElementsAre("-std=gnu17", "-xc"));
  EXPECT_THAT(parser_arguments(command({"g++", "-std=c++11", "-c", "/p/a.cpp"})),
              ElementsAre("-std=gnu++17", "-std=c++11", "-xc++"));
}

TEST(ParserArguments, map_language_levels_that_are_too_new) {
  EXPECT_THAT(parser_arguments(command({"g++", "-std=gnu++23"})), Contains("-std=gnu++2b"));
  EXPECT_THAT(parser_arguments(command({"g++", "-std=c++17"})), Contains("-std=c++17"));
}

TEST(CheckingCommand, is_the_compilers_own_without_outputs) {
  EXPECT_THAT(checking_command(command({"/usr/bin/g++", "-DA=1", "-Werror", "-O2", "-MD", "-MT", "a.o", "-MF",
                                        "x.d", "-o", "a.o", "-c", "a.cpp"})),
              ElementsAre("/usr/bin/g++", "-DA=1", "-Werror", "-O2", "a.cpp", "-fsyntax-only"));
  EXPECT_THAT(checking_command(command({"clang++", "-c", "a.cpp"})),
              ElementsAre("clang++", "a.cpp", "-fsyntax-only", "-ferror-limit=0"));
}

TEST(LanguageOf, goes_by_the_compiler_for_c_files) {
  EXPECT_EQ(language_of(command({"gcc", "-c", "a.c"}, "/p/a.c")), Language::c);
  EXPECT_EQ(language_of(command({"g++", "-c", "a.c"}, "/p/a.c")), Language::cxx);
}

TEST(StandardOf, reads_final_and_working_names) {
  EXPECT_EQ(standard_of(command({"g++", "-std=c++11"})), 11);
  EXPECT_EQ(standard_of(command({"g++", "-std=gnu++2a"})), 20);
  EXPECT_EQ(standard_of(command({"g++"})), 17);
}

} // namespace
} // namespace aurora::schemata
