#include "aurora/gate/approval.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "aurora/base/hash.hpp"
#include "aurora/base/text.hpp"

namespace aurora::gate {
namespace {

using base::ErrorCode;

constexpr std::string_view k_schema = "aurora.approval/1";
constexpr std::size_t k_most_bytes = 64 * 1024;

bool is_hex(std::string_view text, std::size_t size) {
  return text.size() == size && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// "2026-01-31T13:45:06.789Z": of this form texts compare like times.
bool is_time(std::string_view text) {
  constexpr std::string_view k_form = "dddd-dd-ddTdd:dd:dd.dddZ";
  if (text.size() != k_form.size())
    return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = std::isdigit(static_cast<unsigned char>(text[i])) != 0;
    if (k_form[i] == 'd' ? !digit : text[i] != k_form[i])
      return false;
  }
  return true;
}

bool is_person(std::string_view text) {
  return !text.empty() && text.size() <= 200 &&
         std::ranges::all_of(text, [](unsigned char c) { return c > 32 && c < 127 && c != '"' && c != ','; });
}

/// What is wrong with an approval, or nothing.
std::string fault_of(const Approval& approval) {
  if (!is_hex(approval.patch, 64))
    return "\"patch\" must be 64 hex digits";
  if (!is_person(approval.person))
    return "\"person\" must be one word";
  if (!is_time(approval.approved) || !is_time(approval.expires))
    return "\"approved\" and \"expires\" must be times such as 2026-01-31T13:45:06.000Z";
  return approval.signature.empty() ? "\"signature\" is missing" : "";
}

using Texts = std::map<std::string, std::string Approval::*, std::less<>>;
const Texts& approval_texts() {
  static const Texts table{{"patch", &Approval::patch},
                           {"person", &Approval::person},
                           {"approved", &Approval::approved},
                           {"expires", &Approval::expires},
                           {"signature", &Approval::signature}};
  return table;
}

base::Result<void> read_entry(const YAML::Node& key, const YAML::Node& value, Approval& approval) {
  const auto name = key.IsScalar() ? key.Scalar() : std::string();
  const auto text = value.IsScalar() ? value.Scalar() : std::string();
  if (const auto found = approval_texts().find(name); found != approval_texts().end())
    approval.*(found->second) = text;
  else if (name == "kind" && (text == "ssh" || text == "gpg"))
    approval.kind = text == "ssh" ? KeyKind::ssh : KeyKind::gpg;
  else if (name != "schema" || text != k_schema)
    return base::fail(ErrorCode::invalid_input,
                      "unexpected: " + base::to_printable(name + ": " + text.substr(0, 80)), "",
                      key.Mark().line + 1);
  return {};
}

/// The key that the approval must have been signed with, or null.
const Approver* approver_of(const Approval& approval, const std::vector<Approver>& approvers) {
  const auto found = std::ranges::find_if(
      approvers, [&](const auto& one) { return one.person == approval.person && one.kind == approval.kind; });
  return found == approvers.end() ? nullptr : &*found;
}

std::string objection_to(const Approval& approval, const std::string& now, const Approver* approver,
                         const Verify& verify) {
  if (approver == nullptr)
    return "is not listed in .aurora/approvers";
  if (approval.expires <= now)
    return "expired on " + approval.expires;
  if (approval.approved > now)
    return "lies in the future";
  return verify(approval, *approver) ? "" : "has a signature that is not theirs";
}

} // namespace

std::string patch_id(const model::Patch& patch) {
  return base::sha256_hex(model::to_diff(patch));
}

std::string signed_text(const Approval& approval) {
  return fmt::format("{}\npatch {}\nperson {}\nexpires {}\n", k_schema, approval.patch, approval.person,
                     approval.expires);
}

std::string to_yaml(const Approval& approval) {
  std::string out = fmt::format(
      "schema: {}\npatch: {}\nperson: \"{}\"\nkind: {}\napproved: {}\nexpires: {}\nsignature: |\n", k_schema,
      approval.patch, approval.person, approval.kind == KeyKind::ssh ? "ssh" : "gpg", approval.approved,
      approval.expires);
  for (const auto line : base::split_lines(approval.signature))
    out += line.empty() ? "\n" : fmt::format("  {}\n", line);
  return out;
}

base::Result<Approval> parse_approval(std::string_view yaml, const std::string& path) {
  if (yaml.size() > k_most_bytes)
    return base::fail(ErrorCode::invalid_input, "is too large for an approval", path);
  Approval approval;
  try {
    const auto root = YAML::Load(std::string(yaml));
    if (!root.IsMap())
      return base::fail(ErrorCode::invalid_input, "is no approval: expected \"key: value\" lines", path, 1);
    for (const auto& entry : root)
      if (auto read = read_entry(entry.first, entry.second, approval); !read)
        return base::fail(ErrorCode::invalid_input, read.error().message, path, read.error().line);
  } catch (const YAML::Exception& error) {
    return base::fail(ErrorCode::invalid_input, "not valid YAML: " + base::to_printable(error.msg), path,
                      error.mark.line + 1);
  }
  if (const auto fault = fault_of(approval); !fault.empty())
    return base::fail(ErrorCode::invalid_input, fault, path);
  return approval;
}

base::Result<std::vector<Approver>> parse_approvers(std::string_view text, const std::string& path) {
  std::vector<Approver> approvers;
  int number = 0;
  for (const auto line : base::split_lines(text)) {
    ++number;
    const auto entry = base::trim(line);
    if (entry.empty() || entry.starts_with('#'))
      continue;
    const auto gap = entry.find_first_of(" \t");
    const auto rest = gap == std::string_view::npos ? std::string_view() : base::trim(entry.substr(gap));
    const auto type = rest.substr(0, rest.find_first_of(" \t"));
    Approver approver{std::string(entry.substr(0, gap)), type == "gpg" ? KeyKind::gpg : KeyKind::ssh, ""};
    approver.key = type == "gpg" ? base::trim(rest.substr(3)) : rest;
    const bool known =
        type == "gpg" ? is_hex(approver.key, 40)
                      : type.starts_with("ssh-") || type.starts_with("ecdsa-") || type.starts_with("sk-");
    if (!is_person(approver.person) || !known)
      return base::fail(
          ErrorCode::invalid_input,
          "expected \"person ssh-ed25519 key\" or \"person gpg fingerprint\" (forty hex digits)", path,
          number);
    approvers.push_back(std::move(approver));
  }
  return approvers;
}

ApprovalState approval_state(const std::string& patch, const std::vector<Approval>& approvals,
                             const std::vector<Approver>& approvers, const std::string& now,
                             const Verify& verify) {
  ApprovalState state;
  std::vector<std::string> keys;
  for (const auto& approval : approvals) {
    if (approval.patch != patch)
      continue;
    const auto* approver = approver_of(approval, approvers);
    auto objection = objection_to(approval, now, approver, verify);
    if (objection.empty() && std::ranges::find(keys, approver->key) != keys.end())
      objection = "uses a key that another approval was made with";
    if (!objection.empty()) {
      state.problems.push_back(fmt::format("the approval of {} {}", approval.person, objection));
      continue;
    }
    keys.push_back(approver->key);
    if (std::ranges::find(state.people, approval.person) == state.people.end())
      state.people.push_back(approval.person);
  }
  return state;
}

void apply_approvals(const ApprovalState& state, std::vector<model::Finding>& findings) {
  const auto people = base::join(state.people, ", ");
  for (auto& finding : findings) {
    if (finding.rule != "protected-file")
      continue;
    if (state.people.size() >= k_needed_people) {
      finding.severity = model::Severity::note;
      finding.message += "; approved by " + people;
      continue;
    }
    if (!people.empty())
      finding.message += "; approved so far by " + people;
    for (const auto& problem : state.problems)
      finding.message += "; " + problem;
  }
}

} // namespace aurora::gate
