#include "aurora/mutation/choice.hpp"

#include <gmock/gmock.h>

namespace aurora::mutation {
namespace {

using repair::search::Candidate;
using repair::search::CandidateSet;
using testing::ElementsAre;

Candidate candidate(std::size_t site, const std::string& kind) {
  Candidate out;
  out.site = site;
  out.kind = kind;
  out.file = "src/a.c";
  return out;
}

TEST(IsMutation, takes_the_classical_operators_that_can_be_switched) {
  EXPECT_TRUE(is_mutation(candidate(0, "relational-operator")));
  EXPECT_TRUE(is_mutation(candidate(0, "statement-deleted")));
  EXPECT_FALSE(is_mutation(candidate(0, "return-inserted"))) << "code of its own";
  auto rebuilt = candidate(0, "relational-operator");
  rebuilt.rebuild = true;
  EXPECT_FALSE(is_mutation(rebuilt));
  auto hook = candidate(0, "negation");
  hook.probe = true;
  EXPECT_FALSE(is_mutation(hook));
}

TEST(ChooseMutants, goes_from_place_to_place_and_takes_different_kinds_first) {
  CandidateSet set;
  set.sites.resize(3);
  set.candidates = {candidate(0, "relational-operator"), candidate(0, "relational-operator"),
                    candidate(0, "operand-order"),       candidate(2, "negation"),
                    candidate(1, "return-inserted"),     candidate(0, "relational-operator")};
  EXPECT_THAT(choose_mutants(set, 3), ElementsAre(0U, 3U, 2U, 1U));
  EXPECT_THAT(choose_mutants(set, 1), ElementsAre(0U, 3U));
  EXPECT_THAT(choose_mutants(set, 9), ElementsAre(0U, 3U, 2U, 1U, 5U));
}

TEST(MutantOf, tells_the_line_and_what_was_changed) {
  auto one = candidate(0, "relational-operator");
  one.begin = 8;
  one.end = 13;
  one.replacement = "a <= b";
  const auto mutant = mutant_of(one, {{"src/a.c", "int x;\n a < b\n;"}});
  EXPECT_EQ(mutant.line, 2);
  EXPECT_EQ(mutant.before, "a < b");
  EXPECT_EQ(mutant.source_line, "a < b");
  EXPECT_EQ(quality::in_words(mutant), "`a < b` changed into `a <= b`");
  one.begin = 6; // with the blanks before it
  EXPECT_EQ(mutant_of(one, {{"src/a.c", "int x;\n a < b\n;"}}).line, 2);
  one.begin = 0;
  EXPECT_EQ(mutant_of(one, {{"src/a.c", "int x;\n a < b\n;"}}).line, 1);
}

TEST(MutantOf, survives_an_edit_that_does_not_fit) {
  auto one = candidate(0, "relational-operator");
  one.begin = 8;
  one.end = 1000;
  EXPECT_EQ(mutant_of(one, {{"src/a.c", "short"}}).line, 0);
  EXPECT_EQ(mutant_of(one, {}).line, 0);
}

} // namespace
} // namespace aurora::mutation
