#include "aurora/forge/proposal.hpp"

#include <gmock/gmock.h>

namespace aurora::forge {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Fix fix() {
  Fix fix;
  fix.signature = "0123456789abcdef";
  fix.patch.changes = {{"src/a.cpp", "1\n", "2\n"}};
  fix.event = "{\"test_id\":\"t\"}";
  fix.explanation =
      "# Divide by the count\n\n## What failed\n\nMean.of_three (signature x)\n\n## Why this fix\n\nThe "
      "divisor.\n\n"
      "## What was checked\n\n- 3 tests pass\n\n## Risk\n\nlow\n\n## The change\n\n```diff\n-1\n```\n";
  return fix;
}

TEST(Proposal, has_the_failure_as_first_commit_and_the_fix_as_second) {
  const auto proposal = make_proposal(fix());
  EXPECT_EQ(proposal.branch.name, "aurora/fix-0123456789abcdef");
  ASSERT_EQ(proposal.branch.commits.size(), 2U);
  const auto& failure = proposal.branch.commits[0];
  EXPECT_EQ(failure.changes.front().path, ".aurora/events/0123456789abcdef.json");
  EXPECT_EQ(*failure.changes.front().after, "{\"test_id\":\"t\"}\n");
  EXPECT_THAT(failure.message, HasSubstr("Mean.of_three"));
  const auto& change = proposal.branch.commits[1];
  EXPECT_EQ(change.changes, fix().patch.changes);
  EXPECT_THAT(change.message,
              AllOf(testing::StartsWith("Divide by the count\n"), HasSubstr("The divisor."),
                    HasSubstr("3 tests pass"), HasSubstr("Signature: 0123"), Not(HasSubstr("diff"))));
}

TEST(Proposal, tells_people_everything) {
  const auto proposal = make_proposal(fix());
  EXPECT_EQ(proposal.pull_request.title, "Divide by the count");
  EXPECT_EQ(proposal.pull_request.body, fix().explanation);
  EXPECT_THAT(proposal.issue.body,
              AllOf(HasSubstr("Mean.of_three"), HasSubstr("test_id"), HasSubstr("aurora/fix-")));
}

TEST(Proposal, keeps_titles_short_and_never_empty) {
  auto one = fix();
  one.explanation = "# " + std::string(300, 'x');
  EXPECT_LT(make_proposal(one).pull_request.title.size(), 80U);
  one.explanation.clear();
  EXPECT_EQ(make_proposal(one).pull_request.title, "Repair 0123456789abcdef");
}

} // namespace
} // namespace aurora::forge
