#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/model/finding.hpp"
#include "aurora/model/patch.hpp"

namespace aurora::gate {

enum class KeyKind { ssh, gpg };

/// One person's signature over a patch: a file of `.aurora/approvals/<patch>/` (schema aurora.approval/1).
struct Approval {
  std::string patch; ///< patch_id()
  std::string person;
  KeyKind kind = KeyKind::ssh;
  std::string approved; ///< RFC 3339, UTC
  std::string expires;  ///< likewise
  std::string signature;
};

/// Who may approve: a line of `.aurora/approvers`, either as ssh-keygen's allowed signers have it ("person
/// key-type key") or "person gpg fingerprint".
struct Approver {
  std::string person;
  KeyKind kind = KeyKind::ssh;
  std::string key; ///< "ssh-ed25519 AAAA…", or forty hex digits
};

/// SHA-256 of the patch as a diff: any other byte, any other patch.
std::string patch_id(const model::Patch& patch);

/// What is signed: patch, person and expiry, so that none of them can be changed afterwards.
std::string signed_text(const Approval& approval);

std::string to_yaml(const Approval& approval);
/// invalid_input with path and line for missing, unknown or malformed keys.
base::Result<Approval> parse_approval(std::string_view yaml, const std::string& path);
/// invalid_input with the line for what is neither form.
base::Result<std::vector<Approver>> parse_approvers(std::string_view text, const std::string& path);

/// Whether the signature is this approver's; asked of ssh-keygen or gpg (see signature.hpp).
using Verify = std::function<bool(const Approval& approval, const Approver& approver)>;

/// Different people with different keys whose approvals hold at a time, and why others do not.
struct ApprovalState {
  std::vector<std::string> people;
  std::vector<std::string> problems;
};
ApprovalState approval_state(const std::string& patch, const std::vector<Approval>& approvals,
                             const std::vector<Approver>& approvers, const std::string& now,
                             const Verify& verify);

constexpr std::size_t k_needed_people = 2;

/// Turns the objection "protected-file" into a note where two people have approved; says who has otherwise.
void apply_approvals(const ApprovalState& state, std::vector<model::Finding>& findings);

} // namespace aurora::gate
