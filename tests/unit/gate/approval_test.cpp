#include "aurora/gate/approval.hpp"

#include <gmock/gmock.h>

#include "change.hpp"

namespace aurora::gate {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string k_now = "2026-01-31T12:00:00.000Z";
const std::string k_patch(64, 'a');

Approval approval(const std::string& person) {
  return {k_patch,       person, KeyKind::ssh, "2026-01-30T12:00:00.000Z", "2026-02-05T12:00:00.000Z",
          "by " + person};
}
const std::vector<Approver> k_approvers{{"alice@x", KeyKind::ssh, "ssh-ed25519 A"},
                                        {"bob@x", KeyKind::ssh, "ssh-ed25519 B"},
                                        {"alice2@x", KeyKind::ssh, "ssh-ed25519 A"}};

ApprovalState state_of(const std::vector<Approval>& approvals) {
  return approval_state(k_patch, approvals, k_approvers, k_now, [](const Approval& one, const Approver& who) {
    return one.signature == "by " + who.person;
  });
}

TEST(ApprovalState, counts_different_people_with_different_keys) {
  EXPECT_THAT(state_of({approval("alice@x"), approval("bob@x")}).people, ElementsAre("alice@x", "bob@x"));
  EXPECT_THAT(state_of({approval("alice@x"), approval("alice@x")}).people, ElementsAre("alice@x"));
  const auto same_key = state_of({approval("alice@x"), approval("alice2@x")});
  EXPECT_THAT(same_key.people, ElementsAre("alice@x"));
  EXPECT_THAT(same_key.problems, ElementsAre(HasSubstr("key that another approval")));
}

TEST(ApprovalState, takes_none_that_is_expired_forged_unknown_or_for_another_patch) {
  auto expired = approval("bob@x");
  expired.expires = k_now;
  EXPECT_THAT(state_of({expired}).problems, ElementsAre(HasSubstr("expired")));
  auto early = approval("bob@x");
  early.approved = "2026-02-01T00:00:00.000Z";
  EXPECT_THAT(state_of({early}).problems, ElementsAre(HasSubstr("future")));
  auto forged = approval("bob@x");
  forged.signature = "by alice@x";
  EXPECT_THAT(state_of({forged}).problems, ElementsAre(HasSubstr("not theirs")));
  EXPECT_THAT(state_of({approval("eve@x")}).problems, ElementsAre(HasSubstr("not listed")));
  auto other = approval("bob@x");
  other.patch = std::string(64, 'b');
  EXPECT_THAT(state_of({other}).people, IsEmpty());
  auto other_kind = approval("bob@x");
  other_kind.kind = KeyKind::gpg;
  EXPECT_THAT(state_of({other_kind}).people, IsEmpty());
}

TEST(Approvals, lift_the_protection_when_two_people_agree) {
  const std::vector<model::Finding> both{{"protected-file", model::Severity::error, "protected", "a", 0},
                                         {"goto", model::Severity::error, "goto", "a", 1}};
  auto findings = both;
  apply_approvals({{"alice@x", "bob@x"}, {}}, findings);
  EXPECT_EQ(findings[0].severity, model::Severity::note);
  EXPECT_THAT(findings[0].message, HasSubstr("approved by alice@x, bob@x"));
  EXPECT_EQ(findings[1].severity, model::Severity::error) << "an approval lifts nothing else";
  findings = both;
  apply_approvals({{"alice@x"}, {"the approval of bob@x expired"}}, findings);
  EXPECT_EQ(findings[0].severity, model::Severity::error);
  EXPECT_THAT(findings[0].message,
              testing::AllOf(HasSubstr("so far by alice@x"), HasSubstr("bob@x expired")));
}

TEST(Approval, comes_back_from_its_file) {
  auto written = approval("alice@x");
  written.kind = KeyKind::gpg;
  written.signature = "-----BEGIN-----\n\nabc=\n-----END-----\n";
  const auto read = parse_approval(to_yaml(written), "f.yml");
  ASSERT_TRUE(read.has_value()) << base::to_string(read.error());
  EXPECT_EQ(read->signature, written.signature);
  EXPECT_EQ(signed_text(*read), signed_text(written));
  EXPECT_EQ(read->kind, KeyKind::gpg);
}

TEST(Approval, signs_patch_person_and_expiry) {
  const auto text = signed_text(approval("alice@x"));
  for (const auto& part : {k_patch, std::string("alice@x"), std::string("2026-02-05")})
    EXPECT_THAT(text, HasSubstr(part));
  EXPECT_NE(patch_id(change("a", "1\n", "2\n")), patch_id(change("a", "1\n", "3\n")));
}

TEST(Approval, file_is_refused_with_its_line) {
  const auto good = to_yaml(approval("alice@x"));
  const auto error_of = [](const std::string& text) {
    return base::to_string(parse_approval(text, "f.yml").error());
  };
  EXPECT_THAT(error_of(good + "more: 1\n"), testing::StartsWith("f.yml:9: unexpected"));
  EXPECT_THAT(error_of("[1, 2]"), HasSubstr("key: value"));
  EXPECT_THAT(error_of("a: [b"), HasSubstr("not valid YAML"));
  EXPECT_THAT(error_of("schema: aurora.approval/2\n"), HasSubstr("f.yml:1: unexpected"));
  EXPECT_THAT(error_of("schema: aurora.approval/1\n"), HasSubstr("64 hex digits"));
  auto bad = approval("alice@x\npatch evil");
  EXPECT_FALSE(parse_approval(to_yaml(bad), "f").has_value());
  bad = approval("alice@x");
  bad.expires = "tomorrow";
  EXPECT_THAT(error_of(to_yaml(bad)), HasSubstr("times"));
}

TEST(Approvers, are_ssh_and_gpg_keys_a_line_each) {
  const auto approvers = parse_approvers("# team\n\nalice@x ssh-ed25519 AAAA comment\nbob@x gpg "
                                         "0123456789ABCDEF0123456789ABCDEF01234567\n",
                                         "f");
  ASSERT_TRUE(approvers.has_value());
  ASSERT_EQ(approvers->size(), 2U);
  EXPECT_EQ((*approvers)[0].key, "ssh-ed25519 AAAA comment");
  EXPECT_EQ((*approvers)[1].kind, KeyKind::gpg);
  for (const std::string line : {"alice@x", "alice@x rsa AAAA", "bob@x gpg 0123", "a,b ssh-rsa AAAA"}) {
    const auto refused = parse_approvers("\n" + line, "f");
    ASSERT_FALSE(refused.has_value()) << line;
    EXPECT_EQ(refused.error().line, 2);
  }
}

} // namespace
} // namespace aurora::gate
