#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "aurora/gate/policy.hpp"
#include "aurora/gate/rule.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::gate {
namespace {

constexpr int k_few_lines = 5;
constexpr int k_many_lines = 20;

constexpr std::array<std::string_view, 14> k_delicate{
    "mutex",  "atomic", "thread", "lock_guard",   "unique_lock",        "delete", "free",
    "malloc", "memcpy", "new",    "memory_order", "condition_variable", "detach", "reinterpret_cast"};

class Assessment {
public:
  void raise(model::Risk risk, std::string reason) {
    m_out.risk = std::max(m_out.risk, risk);
    m_out.reasons.push_back(std::move(reason));
  }
  RiskAssessment take() { return std::move(m_out); }

private:
  RiskAssessment m_out;
};

void assess_size(const model::Patch& patch, Assessment& out) {
  const auto lines = model::changed_lines(patch);
  if (lines > k_many_lines)
    out.raise(model::Risk::high, fmt::format("{} lines change", lines));
  else if (lines > k_few_lines)
    out.raise(model::Risk::medium, fmt::format("{} lines change", lines));
  if (patch.changes.size() > 1)
    out.raise(model::Risk::medium, fmt::format("{} files change", patch.changes.size()));
}

void assess_place(const model::FileChange& change, Assessment& out) {
  const auto kind = file_kind(change.path);
  if (!change.after)
    out.raise(model::Risk::high, change.path + " is removed");
  if (kind == FileKind::cmake)
    out.raise(model::Risk::medium, change.path + " decides how the project is built");
  if (kind == FileKind::cpp && sys::extension(change.path).starts_with(".h"))
    out.raise(model::Risk::medium, change.path + " is a header: other files see the change");
}

void assess_content(const model::FileChange& change, Assessment& out) {
  const auto lines = changed_lines(change);
  if (lines.removed.size() > lines.added.size() + 2)
    out.raise(model::Risk::medium, change.path + " loses more lines than it gains");
  for (const auto& line : lines.added)
    for (const auto& token : tokenize(line.text).code)
      if (token.kind == TokenKind::identifier &&
          std::ranges::find(k_delicate, token.text) != k_delicate.end()) {
        out.raise(model::Risk::medium,
                  fmt::format("{}:{} touches memory or threads ({})", change.path, line.number, token.text));
        return;
      }
}

void assess_findings(const Policy& policy, const model::Patch& patch, Assessment& out) {
  for (const auto& finding : check(policy, patch, Author::person)) {
    if (finding.severity == model::Severity::note)
      continue;
    const auto risk = finding.severity == model::Severity::error ? model::Risk::high : model::Risk::medium;
    out.raise(risk, finding.rule + ": " + finding.message);
  }
}

} // namespace

RiskAssessment assess_risk(const Policy& policy, const model::Patch& patch) {
  Assessment out;
  assess_size(patch, out);
  for (const auto& change : patch.changes) {
    assess_place(change, out);
    assess_content(change, out);
  }
  assess_findings(policy, patch, out);
  if (patch.provider == "model" || patch.provider == "agent")
    out.raise(model::Risk::medium, "written by a " + patch.provider);
  auto result = out.take();
  if (result.reasons.empty())
    result.reasons.push_back("a few lines of one source file");
  return result;
}

} // namespace aurora::gate
