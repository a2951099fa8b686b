#include "aurora/schemata/plan.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace aurora::schemata {
namespace {

/// Two statements, "aa;" and "bb;", without a parser.
Tree two_statements() {
  Tree tree;
  tree.text = "aa;\nbb;\n";
  tree.tokens = lex(tree.text);
  for (const Span span : {Span{0, 8}, Span{0, 2}, Span{4, 6}}) {
    Node node;
    node.kind = span.size() == 8 ? Kind::scope : Kind::name;
    node.span = node.full = span;
    node.parent = span.size() == 8 ? -1 : 0;
    node.line = span.begin == 4 ? 2 : 1;
    tree.nodes.push_back(node);
  }
  return tree;
}

Candidate change(int node, Span span, const std::string& text, double cost) {
  Candidate candidate;
  candidate.name = "t";
  candidate.cost = cost;
  candidate.edit = {span, text};
  candidate.points = {{node, PointKind::alternative, text}};
  return candidate;
}

TEST(Plan, numbers_candidates_of_a_site_without_holes_from_one) {
  const auto tree = two_statements();
  const auto made =
      plan({{&tree, {change(2, {4, 6}, "x", 1), change(1, {0, 2}, "y", 1), change(2, {4, 6}, "z", 2)}}}, 100);
  ASSERT_EQ(made.sites.size(), 2U);
  EXPECT_EQ(made.sites[0].lo, 1);
  EXPECT_EQ(made.sites[0].hi, 2);
  EXPECT_EQ(made.sites[1].lo, 2);
  EXPECT_EQ(made.sites[1].hi, 4);
  EXPECT_EQ(made.sites[1].line, 2);
}

TEST(Plan, keeps_an_edit_once_under_its_cheapest_name) {
  const auto tree = two_statements();
  const auto made = plan({{&tree, {change(1, {0, 2}, "ab", 3), change(1, {1, 2}, "b", 1)}}}, 100);
  ASSERT_EQ(made.candidates[0].size(), 1U);
  EXPECT_EQ(made.candidates[0][0].cost, 1);
}

TEST(Plan, leaves_out_edits_that_change_nothing) {
  const auto tree = two_statements();
  EXPECT_TRUE(plan({{&tree, {change(1, {0, 2}, "aa", 1)}}}, 100).candidates[0].empty());
}

TEST(Plan, keeps_the_cheapest_and_a_few_of_every_site) {
  const auto tree = two_statements();
  std::vector<Candidate> many;
  for (int i = 0; i < 50; ++i)
    many.push_back(change(1, {0, 2}, "c" + std::to_string(i), 1.0 + 0.01 * i));
  many.push_back(change(2, {4, 6}, "dear", 9));
  const auto made = plan({{&tree, many}}, 10);
  EXPECT_LE(made.candidates[0].size(), 14U);
  EXPECT_EQ(made.candidates[0].back().edit.text, "dear");
}

TEST(Plan, what_needs_a_build_of_its_own_takes_no_place_from_what_is_switched) {
  const auto tree = two_statements();
  std::vector<Candidate> many;
  for (int i = 0; i < 50; ++i) {
    many.push_back(change(1, {0, 2}, "r" + std::to_string(i), 1));
    many.back().points.clear();
    many.push_back(change(2, {4, 6}, "s" + std::to_string(i), 2 + i));
  }
  const auto made = plan({{&tree, many}}, 20);
  const auto& kept = made.candidates[0];
  EXPECT_EQ(std::ranges::count_if(kept, [](const Candidate& one) { return !one.needs_rebuild(); }), 22);
  EXPECT_EQ(std::ranges::count_if(kept, [](const Candidate& one) { return one.needs_rebuild(); }), 7);
}

TEST(Plan, fills_up_with_what_costs_the_same_in_the_order_of_the_files) {
  const auto tree = two_statements();
  std::vector<Candidate> many;
  for (int i = 0; i < 50; ++i)
    many.push_back(change(1, {0, 2}, "c" + std::to_string(i), 1.5));
  const auto made = plan({{&tree, many}, {&tree, many}}, 40);
  EXPECT_EQ(made.candidates[0].size(), 42U);
  EXPECT_EQ(made.candidates[1].size(), 2U);
}

TEST(Plan, goes_on_counting_in_the_next_file) {
  const auto tree = two_statements();
  const auto made = plan({{&tree, {change(1, {0, 2}, "x", 1)}}, {&tree, {change(1, {0, 2}, "x", 1)}}}, 100);
  EXPECT_EQ(made.candidates[1][0].id, 2);
  EXPECT_EQ(made.sites[1].file, 1);
}

/// Functions of one name in two files are two.
TEST(FunctionsOf, keeps_the_candidates_of_the_same_functions_only) {
  const auto site = [](int file, const std::string& function) {
    Site made;
    made.file = file;
    made.function = function;
    return made;
  };
  const auto candidate = [](int id, int of_site) {
    Candidate made;
    made.id = id;
    made.site = of_site;
    return made;
  };
  const Plan all{{site(0, "f"), site(0, "g"), site(0, "f"), site(1, "f")},
                 {{candidate(1, 0), candidate(2, 1), candidate(3, 2)}, {candidate(4, 3)}}};
  const auto some = functions_of(all, {1});
  ASSERT_EQ(some.candidates.size(), 2U);
  ASSERT_EQ(some.candidates[0].size(), 2U);
  EXPECT_EQ(some.candidates[0][0].id, 1);
  EXPECT_EQ(some.candidates[0][1].id, 3);
  EXPECT_TRUE(some.candidates[1].empty());
  EXPECT_EQ(some.sites.size(), 4U);
  EXPECT_TRUE(functions_of(all, {}).candidates[0].empty());
}

} // namespace
} // namespace aurora::schemata
