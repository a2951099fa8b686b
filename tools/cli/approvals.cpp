#include "approvals.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"
#include "aurora/gate/signature.hpp"

namespace aurora::cli {
namespace {

constexpr std::uint64_t k_max_approval_bytes = 1UL << 20;

/// Every approval in the folder; what is wrong with the others goes to problems.
std::vector<gate::Approval> read_approvals(Session& session, const std::string& folder,
                                           std::vector<std::string>& problems) {
  std::vector<gate::Approval> approvals;
  const auto entries = session.files->list(folder);
  if (!entries)
    return approvals;
  for (const auto& entry : *entries) {
    if (!entry.name.ends_with(".yml"))
      continue;
    const auto path = sys::join_path(folder, entry.name);
    const auto text = session.files->read(path, k_max_approval_bytes);
    auto approval =
        text ? gate::parse_approval(*text, path) : base::Result<gate::Approval>(base::forward(text));
    if (approval)
      approvals.push_back(std::move(*approval));
    else
      problems.push_back(base::to_string(approval.error()));
  }
  return approvals;
}

} // namespace

std::string approvals_folder(const Session& session, const std::string& patch_id) {
  return sys::join_path(session.settings.source_dir, ".aurora/approvals/" + patch_id);
}

base::Result<std::vector<gate::Approver>> read_approvers(Session& session) {
  const auto path = sys::join_path(session.settings.source_dir, ".aurora/approvers");
  const auto text = session.files->read(path, k_max_approval_bytes);
  if (text)
    return gate::parse_approvers(*text, path);
  if (text.error().code == base::ErrorCode::not_found)
    return std::vector<gate::Approver>{};
  return base::forward(text);
}

bool verify_with_programs(Session& session, const gate::Approval& approval, const gate::Approver& approver) {
  return gate::verify_signature(approval, approver,
                                {*session.files, *session.processes, session.paths.scratch});
}

gate::ApprovalState approvals_of(Session& session, const model::Patch& patch) {
  const auto approvers = read_approvers(session);
  if (!approvers)
    return {{}, {base::to_string(approvers.error())}};
  const auto id = gate::patch_id(patch);
  std::vector<std::string> problems;
  const auto approvals = read_approvals(session, approvals_folder(session, id), problems);
  auto state = gate::approval_state(id, approvals, *approvers, sys::to_rfc3339(session.clock.now()),
                                    [&](const auto& approval, const auto& approver) {
                                      return verify_with_programs(session, approval, approver);
                                    });
  state.problems.insert(state.problems.end(), problems.begin(), problems.end());
  return state;
}

void lay_over_approvals(Session& session, const model::Patch& patch, std::vector<model::Finding>& findings) {
  const bool needed =
      std::ranges::any_of(findings, [](const auto& one) { return one.rule == "protected-file"; });
  if (needed)
    gate::apply_approvals(approvals_of(session, patch), findings);
}

} // namespace aurora::cli
