#include "aurora/gate/signature.hpp"

#include "aurora/base/text.hpp"

namespace aurora::gate {
namespace {

using base::ErrorCode;

constexpr const char* k_namespace = "aurora";

/// The files of one signature, gone with it.
class SignatureFiles {
public:
  explicit SignatureFiles(const SigningPlace& place)
      : m_files(place.files), text(sys::join_path(place.scratch, "approval.txt")), signature(text + ".sig"),
        signers(sys::join_path(place.scratch, "approval.signers")) {
    clear();
  }
  SignatureFiles(const SignatureFiles&) = delete;
  SignatureFiles& operator=(const SignatureFiles&) = delete;
  ~SignatureFiles() { clear(); }

private:
  void clear() {
    for (const auto& path : {text, signature, signers})
      if (!m_files.remove_file(path))
        continue; // a left-over does no harm: it is overwritten
  }
  sys::FileSystem& m_files;

public:
  const std::string text;
  const std::string signature;
  const std::string signers;
};

sys::ProcessSpec command(std::vector<std::string> argv) {
  sys::ProcessSpec spec;
  spec.argv = std::move(argv);
  spec.timeout = std::chrono::minutes(2);
  spec.output_limit = 64 * 1024;
  return spec;
}

/// "[GNUPG:] VALIDSIG <fingerprint> …": the only line that says that the signature is good.
bool has_valid_signature(std::string_view status, const std::string& fingerprint) {
  const auto wanted = base::to_lower(fingerprint);
  for (const auto line : base::split_lines(status)) {
    if (!line.starts_with("[GNUPG:] VALIDSIG "))
      continue;
    const auto words = base::split(line, ' ');
    return base::to_lower(words[2]) == wanted || base::to_lower(words.back()) == wanted;
  }
  return false;
}

bool verify_gpg(const Approver& approver, const SignatureFiles& files, const SigningPlace& place) {
  const auto result = place.processes.run(
      command({"gpg", "--batch", "--status-fd", "1", "--verify", files.signature, files.text}));
  return result && result->outcome.succeeded() && has_valid_signature(result->stdout_text, approver.key);
}

bool verify_ssh(const Approval& approval, const Approver& approver, const SignatureFiles& files,
                const SigningPlace& place) {
  if (!place.files.write(files.signers, approver.person + " " + approver.key + "\n"))
    return false;
  auto spec = command({"ssh-keygen", "-Y", "verify", "-f", files.signers, "-I", approver.person, "-n",
                       k_namespace, "-s", files.signature});
  spec.stdin_text = signed_text(approval);
  const auto result = place.processes.run(spec);
  return result && result->outcome.succeeded();
}

} // namespace

base::Result<void> sign(Approval& approval, const std::string& key, const SigningPlace& place) {
  const SignatureFiles files(place);
  if (auto written = place.files.write(files.text, signed_text(approval)); !written)
    return written;
  auto spec = approval.kind == KeyKind::ssh
                  ? command({"ssh-keygen", "-Y", "sign", "-f", key, "-n", k_namespace, files.text})
                  : command({"gpg", "--batch", "--yes", "--armor", "--local-user", key, "--output",
                             files.signature, "--detach-sign", files.text});
  const auto result = place.processes.run(spec);
  if (!result)
    return base::forward(result);
  if (!result->outcome.succeeded())
    return base::fail(ErrorCode::environment, "cannot sign (" + sys::to_string(result->outcome) + "): " +
                                                  base::to_printable(base::trim(result->stderr_text)));
  auto signature = place.files.read(files.signature, 64 * 1024);
  if (!signature)
    return base::forward(signature);
  approval.signature = std::move(*signature);
  return {};
}

bool verify_signature(const Approval& approval, const Approver& approver, const SigningPlace& place) {
  const SignatureFiles files(place);
  if (!place.files.write(files.text, signed_text(approval)) ||
      !place.files.write(files.signature, approval.signature))
    return false;
  return approver.kind == KeyKind::ssh ? verify_ssh(approval, approver, files, place)
                                       : verify_gpg(approver, files, place);
}

} // namespace aurora::gate
