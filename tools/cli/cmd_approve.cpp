#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "approvals.hpp"
#include "aurora/base/text.hpp"
#include "aurora/gate/signature.hpp"
#include "aurora/model/json_text.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "memory.hpp"
#include "patch_source.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

struct ApproveOptions {
  ProjectOptions project;
  std::string patch;
  std::string person;
  std::string ssh_key;
  std::string gpg_key;
  std::size_t days = 7;
  bool list = false;
};

constexpr std::size_t k_most_days = 90;

/// "alice@example.org" → "alice_example.org.yml"
std::string approval_file_name(const std::string& person) {
  std::string name = person;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '.' && c != '-')
      c = '_';
  return name + ".yml";
}

void add_texts(model::JsonText& out, std::string_view key, const std::vector<std::string>& texts) {
  out.key(key).begin('[');
  for (const auto& text : texts)
    out.text(text);
  out.end(']');
}

void print_approvals_json(const gate::ApprovalState& state, const model::Patch& patch) {
  model::JsonText out;
  out.begin('{').key("schema").text("aurora.approvals/1").key("patch").text(gate::patch_id(patch));
  add_texts(out, "people", state.people);
  add_texts(out, "problems", state.problems);
  out.key("needed").number(static_cast<int>(gate::k_needed_people));
  put(stdout, out.end('}').take() + "\n");
}

void print_approvals(Session& session, const model::Patch& patch) {
  const auto state = approvals_of(session, patch);
  if (session.options.json)
    print_approvals_json(state, patch);
  session.say(
      fmt::format("patch    {} ({} changed lines)", gate::patch_id(patch), model::changed_lines(patch)));
  for (const auto& person : state.people)
    session.say("approved " + person);
  for (const auto& problem : state.problems)
    session.say("refused  " + problem);
  session.say(fmt::format("result   {} of {} needed approvals", state.people.size(), gate::k_needed_people));
}

base::Result<const gate::Approver*> find_approver(const std::vector<gate::Approver>& approvers,
                                                  const gate::Approval& approval) {
  for (const auto& one : approvers)
    if (one.person == approval.person && one.kind == approval.kind)
      return &one;
  return base::fail(
      base::ErrorCode::permission,
      fmt::format("{} is not listed there with {} key; add a line \"{} {}\" and have it reviewed",
                  approval.person, approval.kind == gate::KeyKind::ssh ? "an SSH" : "a GPG", approval.person,
                  approval.kind == gate::KeyKind::ssh ? "ssh-ed25519 …" : "gpg …"),
      ".aurora/approvers");
}

gate::Approval new_approval(Session& session, const ApproveOptions& options, const model::Patch& patch) {
  const auto now = session.clock.now();
  gate::Approval approval;
  approval.patch = gate::patch_id(patch);
  approval.person = options.person;
  approval.kind = options.gpg_key.empty() ? gate::KeyKind::ssh : gate::KeyKind::gpg;
  approval.approved = sys::to_rfc3339(now);
  approval.expires = sys::to_rfc3339(now + std::chrono::hours(24 * options.days));
  return approval;
}

base::Result<void> add_approval(Session& session, const ApproveOptions& options, const model::Patch& patch) {
  const auto approvers = read_approvers(session);
  if (!approvers)
    return base::forward(approvers);
  auto approval = new_approval(session, options, patch);
  const auto approver = find_approver(*approvers, approval);
  if (!approver)
    return base::forward(approver);
  const gate::SigningPlace place{*session.files, *session.processes, session.paths.scratch};
  const auto& key = approval.kind == gate::KeyKind::ssh ? options.ssh_key : options.gpg_key;
  if (auto made = gate::sign(approval, key, place); !made)
    return made;
  if (!verify_with_programs(session, approval, **approver))
    return base::fail(base::ErrorCode::permission,
                      "the key that signed is not the one listed for " + approval.person,
                      ".aurora/approvers");
  const auto folder = approvals_folder(session, approval.patch);
  if (auto folders = session.files->make_directories(folder); !folders)
    return folders;
  auto written = session.files->write(sys::join_path(folder, approval_file_name(approval.person)),
                                      gate::to_yaml(approval));
  if (written)
    Memory(session, history::Purpose::write).remember(approval);
  return written;
}

base::Result<void> check_approve_options(const ApproveOptions& options) {
  if (options.list)
    return {};
  if (options.person.empty() || (options.ssh_key.empty() == options.gpg_key.empty()))
    return base::fail(base::ErrorCode::usage,
                      "name yourself with --person and your key with --ssh-key or --gpg-key");
  if (options.days < 1 || options.days > k_most_days)
    return base::fail(base::ErrorCode::usage, fmt::format("--days is a number from 1 to {}", k_most_days));
  return {};
}

base::Result<ExitCode> approve(Session& session, const ApproveOptions& options) {
  if (auto good = check_approve_options(options); !good)
    return base::forward(good);
  const auto patch = read_patch_file(session, options.patch);
  if (!patch)
    return base::forward(patch);
  if (!options.list)
    if (auto added = add_approval(session, options, *patch); !added)
      return base::forward(added);
  print_approvals(session, *patch);
  const bool enough = approvals_of(session, *patch).people.size() >= gate::k_needed_people;
  return options.list && !enough ? ExitCode::findings : ExitCode::done;
}

int run_approve(const ApproveOptions& options) {
  const auto session = open_session(options.project, Locking::none);
  if (!session)
    return report_error("approve", session.error());
  const auto code = approve(**session, options);
  return code ? static_cast<int>(*code) : report_error("approve", code.error());
}

} // namespace

void add_approve(flags::Command command, int& exit_code) {
  auto options = std::make_shared<ApproveOptions>();
  add_project_options(command, options->project, Wishes::none);
  command.option("patch", options->patch, "the patch file (- is standard input)").required();
  command.option("--person", options->person, "who you are, as .aurora/approvers says");
  command.option("--ssh-key", options->ssh_key, "your SSH key file");
  command.option("--gpg-key", options->gpg_key, "your GPG key id");
  command.option("--days", options->days, "how long the approval holds");
  command.flag("--list", options->list,
               "only tell who has approved; exit code 1 when more approvals are needed");
  command.action([options, &exit_code] { exit_code = run_approve(*options); });
}

} // namespace aurora::cli
