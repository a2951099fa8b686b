#pragma once

#include <string>

#include "aurora/playbook/entry.hpp"
#include "session.hpp"

namespace aurora::cli {

/// Whether what the entry changes stands in the sources.
bool is_in_place(Session& session, const playbook::Entry& entry);

/// The commit that took back what the entry had changed, after it had landed, as `git revert` says it in its
/// message; empty when there is none, or the change is in the sources again.
std::string revert_of(Session& session, const playbook::Entry& entry);

} // namespace aurora::cli
