#include "aurora/repair/search/instrument.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::repair::search {
namespace {

CandidateSet some_candidates() {
  CandidateSet set;
  set.sites = {
      {1, 3, "src/a.c", 10, 11, "f"}, {3, 4, "src/a.c", 20, 20, "f"}, {4, 5, "src/a.c", 30, 30, "g"}};
  const auto add = [&](unsigned id, std::size_t site, const std::string& replacement) {
    Candidate candidate;
    candidate.id = id;
    candidate.site = site;
    candidate.file = "src/a.c";
    candidate.replacement = replacement;
    set.candidates.push_back(candidate);
  };
  add(1, 0, "i < hash[j]");
  add(2, 0, "i < n");
  add(3, 1, "hash[1]");
  add(4, 2, "hash[2]");
  return set;
}

TEST(Blame, falls_on_the_candidate_whose_mark_the_message_names) {
  EXPECT_THAT(blamed_candidates("/x/src/a.c:1000000002:5: error: expected ')'\n", some_candidates()),
              testing::ElementsAre(2U));
}

TEST(Blame, falls_on_all_candidates_of_a_place_whose_default_is_refused) {
  EXPECT_THAT(blamed_candidates("/x/src/a.c:11:5: error: operands differ\n", some_candidates()),
              testing::ElementsAre(1U, 2U));
}

TEST(Blame, falls_on_every_user_of_an_undeclared_name_made_alike_in_the_function) {
  const auto* message = "/x/src/a.c:1000000001:27: error: ‘hash’ undeclared (first use in this function)";
  EXPECT_THAT(blamed_candidates(message, some_candidates()), testing::ElementsAre(1U, 3U));
}

TEST(Blame, falls_on_nobody_for_warnings_notes_and_garbage) {
  EXPECT_TRUE(
      blamed_candidates("a.c:1000000001:2: warning: unused\nerror: \n:::error: x\n", some_candidates())
          .empty());
}

} // namespace
} // namespace aurora::repair::search
