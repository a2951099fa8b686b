#include "aurora/locate/trace.hpp"

#include <gmock/gmock.h>

namespace aurora::locate {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Pair;

namespace {

std::pair<std::string, std::string> named(std::string_view symbol) {
  const auto found = symbol_name(symbol);
  return {found.scope, found.name};
}

} // namespace

TEST(ReadTrace, tells_lines_from_functions_that_were_reached_or_not) {
  const auto trace = read_trace("3 src/a b.cpp\n+ ledger::post(int)\nwhat\n- main\nx y\n\n4 src/c.cpp");
  EXPECT_THAT(trace.lines, ElementsAre(Pair("src/a b.cpp", 3), Pair("src/c.cpp", 4)));
  EXPECT_THAT(trace.reached, ElementsAre("ledger::post(int)"));
  EXPECT_THAT(trace.missed, ElementsAre("main"));
}

TEST(ReadTrace, knows_the_programs_that_were_started) {
  EXPECT_THAT(read_trace("! /build/a tool\n3 a.c\n! /usr/bin/ls").started,
              ElementsAre("/build/a tool", "/usr/bin/ls"));
}

TEST(NamesToTrace, are_those_of_the_index_and_main) {
  const FunctionIndex index({{"b.cpp", "int post() { return 1; }\nint Ledger::post() { return 2; }\n"},
                             {"a.cpp", "bool Ledger::operator==(const Ledger&) { return true; }\n"}});
  EXPECT_EQ(names_to_trace(index), "main\noperator\npost\n");
}

TEST(ReadTrace, keeps_the_calls_of_a_crash_in_order) {
  const auto trace = read_trace(
      "1 a.c\n@ 8 src/a b.cpp\n@ 0 ledger::post(int)\n@ what\n@ -2 a.c\n@ 99999999999 a.c\n@ \n@ 3");
  EXPECT_THAT(trace.crash, ElementsAre(CallSite{"src/a b.cpp", 8, ""}, CallSite{"", 0, "ledger::post(int)"}));
  EXPECT_THAT(trace.lines, ElementsAre(Pair("a.c", 1)));
}

TEST(SymbolName, is_the_last_part_of_a_qualified_name) {
  EXPECT_THAT(named("main"), Pair("", "main"));
  EXPECT_THAT(named("total(int)"), Pair("", "total"));
  EXPECT_THAT(named("store::Ledger::total() const"), Pair("Ledger", "total"));
  EXPECT_THAT(named("store::Ledger::~Ledger()"), Pair("Ledger", "~Ledger"));
  EXPECT_THAT(named("store::(anonymous namespace)::total(int)"), Pair("", "total"));
  EXPECT_THAT(named("(anonymous namespace)::total(int)"), Pair("", "total"));
}

TEST(SymbolName, has_neither_return_type_nor_template_arguments) {
  EXPECT_THAT(named("std::vector<int, std::allocator<int> > const& store::sorted<int>(int (*)(int))"),
              Pair("store", "sorted"));
  EXPECT_THAT(named("void store::Value<std::pair<int, char> >::parse<bool>(std::string const&) const"),
              Pair("Value", "parse"));
  EXPECT_THAT(named("decltype (({parm#1}->size)()) store::size_of<Box<decltype ({parm#1}->x)> >(Box const&)"),
              Pair("store", "size_of"));
}

TEST(SymbolName, of_what_is_local_is_the_function_around) {
  EXPECT_THAT(named("store::run(int)::{lambda(int)#1}::operator()(int) const"), Pair("store", "run"));
  EXPECT_THAT(named("store::run(int) [clone .cold]"), Pair("store", "run"));
  EXPECT_THAT(named("run.part.0"), Pair("", "run"));
  EXPECT_THAT(named("store::text[abi:cxx11](int)"), Pair("store", "text"));
}

TEST(SymbolName, of_operators_is_one) {
  EXPECT_THAT(named("store::operator<(A const&, A const&)"), Pair("store", "operator"));
  EXPECT_THAT(named("store::A::operator()(int) const"), Pair("A", "operator"));
  EXPECT_THAT(named("store::A::operator bool() const"), Pair("A", "operator"));
}

TEST(SymbolName, of_broken_text_ends) {
  EXPECT_THAT(named(""), Pair("", ""));
  EXPECT_THAT(named("a<b"), Pair("", "a"));
  EXPECT_THAT(named("::<>>> ("), Pair("", ""));
}

TEST(HoldsCode, is_for_lines_that_can_run_or_declare) {
  for (const auto* line : {"  return a;", "} else {", "int k_table[] = {1};", "*count = 1;"})
    EXPECT_TRUE(holds_code(line)) << line;
  for (const auto* line : {"", "  ", "  }", "});", "  // a", "/* a", " * a"})
    EXPECT_FALSE(holds_code(line)) << line;
}

TEST(PlacesOf, are_all_that_the_symbols_can_mean) {
  const FunctionIndex index(
      {{"a.cpp", "int A::get() { return 1; }\nint B::get() { return 2; }\n"},
       {"b.hpp", "struct C {\n  int get() { return 3; }\n};\nint other() { return 4; }\n"}});
  EXPECT_THAT(
      places_of(index, {"store::A::get()", "A::get()", "nobody()"}),
      ElementsAre(testing::AllOf(Field(&FunctionPlace::file, "a.cpp"), Field(&FunctionPlace::line, 1)),
                  testing::AllOf(Field(&FunctionPlace::file, "b.hpp"), Field(&FunctionPlace::line, 2))));
  EXPECT_THAT(places_of(index, {}), IsEmpty());
}

} // namespace aurora::locate
