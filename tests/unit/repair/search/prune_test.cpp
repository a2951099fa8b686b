#include "aurora/repair/search/prune.hpp"

#include <gtest/gtest.h>

namespace aurora::repair::search {
namespace {

/// `if (a) b();` with two candidates for the condition and one for the statement.
struct Example {
  std::string text;
  CandidateSet set;
};

Example example() {
  Example it;
  it.set.files = {{"a.c", "0.txt", {}}};
  const auto wrap = [&](int node, const std::string& text) {
    it.set.files.front().wrappings.push_back({it.text.size(), it.text.size() + text.size(), node});
    it.text += text;
  };
  it.text = "if (";
  wrap(
      1,
      "(in(1,3) ? (\n#line 1000000001\n(is(1) && (x))\n#line 1000000002\n|| (is(2) && (y))\n#line 1\n) : ((");
  it.text += "a";
  wrap(1, ") ? 1 : 0))");
  it.text += ") ";
  wrap(2, "{ if (in(3,4)) {\n#line 1000000003\nif (is(3)) { z; }\n#line 1\n} else ");
  it.text += "b();";
  wrap(2, " }");
  it.set.sites = {{1, 3, "a.c", 1, 1, "f", 1}, {3, 4, "a.c", 1, 1, "f", 2}};
  for (unsigned id = 1; id <= 3; ++id) {
    Candidate candidate;
    candidate.id = id;
    candidate.site = id == 3 ? 1 : 0;
    candidate.file = "a.c";
    it.set.candidates.push_back(candidate);
  }
  return it;
}

std::string pruned(const Pruning& pruning) {
  const auto it = example();
  return prune(it.text, it.set.files.front(), it.set, pruning);
}

TEST(Prune, changes_nothing_when_nothing_is_blamed) {
  EXPECT_EQ(pruned({}), example().text);
}

TEST(Prune, puts_what_never_holds_in_the_place_of_an_operand) {
  EXPECT_NE(pruned({{1}, {}, {}}).find("1000000001\n0\n#line 1000000002\n|| (is(2)"), std::string::npos);
  EXPECT_NE(pruned({{2}, {}, {}}).find("(is(1) && (x))\n#line 1000000002\n|| 0\n"), std::string::npos);
}

TEST(Prune, takes_a_statement_away) {
  EXPECT_NE(pruned({{3}, {}, {}}).find("#line 1000000003\n\n#line 1\n} else b(); }"), std::string::npos);
}

TEST(Prune, gives_a_site_its_original_code_back_and_leaves_the_others) {
  const auto text = pruned({{}, {0}, {}});
  EXPECT_EQ(text.find("if (a) { if (in(3,4))"), 0U);
  EXPECT_EQ(pruned({{}, {0, 1}, {}}), "if (a) b();");
}

TEST(Prune, knows_which_candidates_are_gone) {
  const auto it = example();
  EXPECT_TRUE(is_pruned(it.set.candidates[0], it.set, {{1}, {}, {}}));
  EXPECT_FALSE(is_pruned(it.set.candidates[1], it.set, {{1}, {}, {}}));
  EXPECT_TRUE(is_pruned(it.set.candidates[2], it.set, {{}, {1}, {}}));
  EXPECT_TRUE(is_pruned(it.set.candidates[1], it.set, {{}, {}, {"a.c"}}));
}

TEST(Prune, ignores_wrappings_that_do_not_fit_into_the_text) {
  auto it = example();
  it.set.files.front().wrappings.back().end = 1U << 30U;
  EXPECT_NE(prune(it.text, it.set.files.front(), it.set, {{}, {1}, {}}).find("b(); }"), std::string::npos);
}

} // namespace
} // namespace aurora::repair::search
