#pragma once

#include <string>

#include "aurora/gate/approval.hpp"
#include "aurora/sys/file_system.hpp"
#include "aurora/sys/process.hpp"

namespace aurora::gate {

/// Where signatures are made and checked: ssh-keygen and gpg work on files.
struct SigningPlace {
  sys::FileSystem& files;
  sys::ProcessRunner& processes;
  std::string scratch; ///< a folder that this may write to
};

/// Fills in the signature with an SSH key file (private, or public when an agent holds the private one) or a
/// GPG key id. environment error with the program's own words when that fails.
base::Result<void> sign(Approval& approval, const std::string& key, const SigningPlace& place);

/// Whether ssh-keygen, or gpg with exactly this fingerprint, accepts the signature.
bool verify_signature(const Approval& approval, const Approver& approver, const SigningPlace& place);

} // namespace aurora::gate
