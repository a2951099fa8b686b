#include "aurora/gate/signature.hpp"

#include <gmock/gmock.h>

#include "aurora/sys/exec_process_runner.hpp"
#include "aurora/sys/real_file_system.hpp"
#include "support/exec_path.hpp"
#include "support/temporary_folder.hpp"

namespace aurora::gate {
namespace {

/// Real keys, real ssh-keygen and gpg.
class Signature : public testing::Test {
protected:
  std::string run(std::vector<std::string> argv) {
    sys::ProcessSpec spec;
    spec.argv = std::move(argv);
    const auto result = processes.run(spec);
    EXPECT_TRUE(result && result->outcome.succeeded())
        << (result ? result->stderr_text : result.error().message);
    return result ? result->stdout_text : "";
  }
  Approver ssh_approver(const std::string& person) {
    const auto key = folder / person;
    run({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key});
    auto text = test::read_text(key + ".pub");
    return {person, KeyKind::ssh, text.substr(0, text.find('\n'))};
  }
  static Approval approval(const std::string& person, KeyKind kind) {
    return {std::string(64, 'a'), person, kind, "2026-01-30T12:00:00.000Z", "2026-02-05T12:00:00.000Z", ""};
  }

  test::TemporaryFolder folder;
  sys::SystemFileSystem files;
  sys::ExecProcessRunner processes{test::exec_path()};
  SigningPlace place{files, processes, folder.path()};
};

TEST_F(Signature, of_an_ssh_key_holds_for_its_text_and_its_key_only) {
  const auto alice = ssh_approver("alice");
  const auto bob = ssh_approver("bob");
  auto signed_one = approval("alice", KeyKind::ssh);
  ASSERT_TRUE(sign(signed_one, folder / "alice", place).has_value());
  EXPECT_TRUE(verify_signature(signed_one, alice, place));
  EXPECT_FALSE(verify_signature(signed_one, {"alice", KeyKind::ssh, bob.key}, place));
  for (auto change :
       {+[](Approval& one) { one.expires = "2027-02-05T12:00:00.000Z"; },
        +[](Approval& one) { one.patch[0] = 'b'; }, +[](Approval& one) { one.person = "carol"; },
        +[](Approval& one) { one.signature = "none"; }}) {
    auto changed = signed_one;
    change(changed);
    EXPECT_FALSE(verify_signature(changed, alice, place));
  }
}

TEST_F(Signature, of_a_gpg_key_holds_for_its_fingerprint_only) {
  const auto home = folder / "gnupg";
  std::filesystem::create_directory(home);
  std::filesystem::permissions(home, std::filesystem::perms::owner_all);
  ::setenv("GNUPGHOME", home.c_str(), 1);
  run({"gpg", "--batch", "--passphrase", "", "--quick-gen-key", "carol@localhost", "ed25519", "sign",
       "never"});
  const auto listed = run({"gpg", "--batch", "--with-colons", "--list-keys"});
  const auto fingerprint = listed.substr(listed.find("fpr:::::::::") + 12, 40);
  auto signed_one = approval("carol@localhost", KeyKind::gpg);
  const auto made = sign(signed_one, "carol@localhost", place);
  ASSERT_TRUE(made.has_value()) << made.error().message;
  EXPECT_TRUE(verify_signature(signed_one, {"carol@localhost", KeyKind::gpg, fingerprint}, place));
  EXPECT_FALSE(verify_signature(signed_one, {"carol@localhost", KeyKind::gpg, std::string(40, 'A')}, place));
  signed_one.patch[0] = 'b';
  EXPECT_FALSE(verify_signature(signed_one, {"carol@localhost", KeyKind::gpg, fingerprint}, place));
  run({"gpgconf", "--kill", "gpg-agent"});
  ::unsetenv("GNUPGHOME");
}

TEST_F(Signature, that_cannot_be_made_says_why) {
  auto one = approval("alice", KeyKind::ssh);
  const auto made = sign(one, folder / "no such key", place);
  ASSERT_FALSE(made.has_value());
  EXPECT_THAT(made.error().message, testing::HasSubstr("no such key"));
}

} // namespace
} // namespace aurora::gate
