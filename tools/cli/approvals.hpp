#pragma once

#include <string>
#include <vector>

#include "aurora/gate/approval.hpp"
#include "session.hpp"

namespace aurora::cli {

/// `.aurora/approvals/<patch>`: an approval a file.
std::string approvals_folder(const Session& session, const std::string& patch_id);

/// `.aurora/approvers`; empty when there is none.
base::Result<std::vector<gate::Approver>> read_approvers(Session& session);

/// Who has approved a patch. Files that cannot be read are among the problems.
gate::ApprovalState approvals_of(Session& session, const model::Patch& patch);

/// Lays what people have approved over the gate's findings about a patch.
void lay_over_approvals(Session& session, const model::Patch& patch, std::vector<model::Finding>& findings);

bool verify_with_programs(Session& session, const gate::Approval& approval, const gate::Approver& approver);

} // namespace aurora::cli
