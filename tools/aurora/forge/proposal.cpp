#include "aurora/forge/proposal.hpp"

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::forge {
namespace {

constexpr std::size_t k_longest_title = 72;

std::string title_of(const Fix& fix) {
  auto line = std::string(base::split(fix.explanation, '\n').front());
  if (line.starts_with("# "))
    line = line.substr(2);
  line = base::to_printable(base::replace_all(line, "\\", ""));
  if (line.empty())
    return "Repair " + fix.signature;
  return line.size() <= k_longest_title ? line
                                        : base::to_printable(line.substr(0, k_longest_title - 1)) + "…";
}

/// Markdown between two headings.
std::string section_of(const std::string& text, const std::string& heading) {
  const auto at = text.find("## " + heading + "\n");
  if (at == std::string::npos)
    return {};
  const auto begin = text.find('\n', at) + 1;
  const auto end = text.find("\n## ", begin);
  return std::string(
      base::trim(std::string_view(text).substr(begin, end == std::string::npos ? end : end - begin)));
}

std::string fix_message(const Fix& fix, const std::string& title) {
  std::string message = title + "\n";
  for (const char* heading : {"Why this fix", "What was checked", "Risk"})
    if (const auto text = section_of(fix.explanation, heading); !text.empty())
      message += fmt::format("\n{}:\n{}\n", heading, text);
  return message + fmt::format("\nSignature: {}\n", fix.signature);
}

} // namespace

Proposal make_proposal(const Fix& fix) {
  const auto title = title_of(fix);
  const auto failed = section_of(fix.explanation, "What failed");
  const model::FileChange event{fmt::format(".aurora/events/{}.json", fix.signature), std::nullopt,
                                fix.event + "\n"};
  Proposal proposal;
  proposal.branch.name = "aurora/fix-" + fix.signature;
  proposal.branch.commits = {{fmt::format("Record failure {}\n\n{}\n", fix.signature, failed), {event}},
                             {fix_message(fix, title), fix.patch.changes}};
  proposal.pull_request = {proposal.branch.name, title, fix.explanation};
  proposal.issue = {fmt::format("Test failure {}", fix.signature),
                    fmt::format("{}\n\n```json\n{}\n```\n\nA fix is proposed on the branch `{}`.\n", failed,
                                fix.event, proposal.branch.name)};
  return proposal;
}

} // namespace aurora::forge
