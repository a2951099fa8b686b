#include "aurora/repair/search/candidates.hpp"

#include <gtest/gtest.h>

namespace aurora::repair::search {
namespace {

constexpr auto k_list =
    R"({"schema":"aurora.candidates/1","files":[{"path":"src/a.c","rewritten":"src/0.txt"}],
"sites":[{"lo":1,"hi":3,"file":0,"line":4,"line_end":4,"function":"f"}],
"candidates":[{"id":2,"site":0,"template":"t","cost":2.5,"file":0,"begin":4,"end":5,"replacement":"<=","title":"b"},
{"id":1,"site":0,"template":"t","cost":1,"file":0,"begin":0,"end":1,"replacement":"xy","title":"a","rebuild":true}]})";

TEST(Candidates, are_read_in_the_order_of_their_ids) {
  const auto set = read_candidates(k_list);
  ASSERT_TRUE(set) << set.error().message;
  ASSERT_EQ(set->candidates.size(), 2U);
  EXPECT_EQ(set->candidates[0].id, 1U);
  EXPECT_TRUE(set->candidates[0].rebuild);
  EXPECT_EQ(set->candidates[1].file, "src/a.c");
  EXPECT_EQ(set->sites[0].line, 4);
}

TEST(Candidates, come_with_the_commands_that_check_headers) {
  const auto set = read_candidates(R"({"schema":"aurora.candidates/1","files":[],"sites":[],"candidates":[],
"checks":[{"directory":"/b","command":["g++","a.cpp"]},{"directory":7,"command":"g++"}]})");
  ASSERT_TRUE(set) << set.error().message;
  ASSERT_EQ(set->checks.size(), 2U);
  EXPECT_EQ(set->checks[0].directory, "/b");
  EXPECT_EQ(set->checks[0].command, (std::vector<std::string>{"g++", "a.cpp"}));
  EXPECT_TRUE(set->checks[1].command.empty());
}

TEST(Candidates, of_a_newer_schema_are_refused_by_name) {
  const auto set = read_candidates(R"({"schema":"aurora.candidates/2"})");
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, base::ErrorCode::unsupported);
  EXPECT_NE(set.error().message.find("aurora.candidates/2"), std::string::npos);
}

TEST(Candidates, that_name_no_site_or_file_are_refused) {
  const auto set = read_candidates(
      R"({"schema":"aurora.candidates/1","candidates":[{"id":1,"site":7,"file":3,"begin":0,"end":1}]})");
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, base::ErrorCode::invalid_input);
}

TEST(Candidates, that_are_not_json_or_nested_too_deeply_are_refused) {
  EXPECT_FALSE(read_candidates("{"));
  EXPECT_FALSE(read_candidates(std::string(100000, '[')));
}

TEST(Edit, replaces_its_bytes) {
  Candidate candidate;
  candidate.begin = 2;
  candidate.end = 3;
  candidate.replacement = "<=";
  EXPECT_EQ(*apply_edit("a < b", candidate), "a <= b");
}

TEST(Edit, beyond_the_file_is_refused) {
  Candidate candidate;
  candidate.begin = 3;
  candidate.end = 9;
  EXPECT_FALSE(apply_edit("a < b", candidate));
}

TEST(Edits, are_both_made_whatever_their_order) {
  Candidate one;
  one.begin = 4;
  one.end = 5;
  one.replacement = "c";
  Candidate other;
  other.begin = 0;
  other.end = 1;
  other.replacement = "xyz";
  EXPECT_EQ(*apply_edits("a < b", one, other), "xyz < c");
}

TEST(Edits, that_overlap_are_a_conflict) {
  Candidate one;
  one.begin = 0;
  one.end = 3;
  Candidate other;
  other.begin = 2;
  other.end = 4;
  const auto text = apply_edits("a < b", one, other);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, base::ErrorCode::conflict);
}

} // namespace
} // namespace aurora::repair::search
