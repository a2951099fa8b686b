#include "aurora/report/markdown.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "aurora/report/escape.hpp"

namespace aurora::report {
namespace {

constexpr std::size_t k_tests_named = 5;

std::string signed_points(double change) {
  return fmt::format("{:+.1f} points", change);
}

void markdown_run(std::ostream& out, const RunDocument& run) {
  const auto& counts = run.counts;
  const bool green = counts.failed + counts.not_run == 0;
  out << fmt::format("**{}** — {} of {} tests passed", green ? "Green" : "Red", counts.passed,
                     counts.total());
  out << fmt::format(", {} failed, {} could not run, {} skipped, {} flaky, in {:.1f} s.\n\n", counts.failed,
                     counts.not_run, counts.skipped, counts.flaky, run.seconds);
}

void markdown_coverage(std::ostream& out, const RunDocument& run) {
  if (!run.coverage)
    return;
  out << "## Coverage\n\n"
      << fmt::format("{:.1f} % of the lines ({} of {}), {:.1f} % of the branches", run.coverage->percent,
                     run.coverage->covered_lines, run.coverage->total_lines, run.coverage->branch_percent);
  if (run.coverage_delta)
    out << ", " << signed_points(run.coverage_delta->percent_after - run.coverage_delta->percent_before)
        << " since the last run";
  out << ".\n\n";
  if (!run.coverage_delta || run.coverage_delta->files.empty())
    return;
  out << "| file | before | after |\n| --- | ---: | ---: |\n";
  for (const auto& file : run.coverage_delta->files)
    out << fmt::format("| {} | {} | {} |\n", escape_markdown(file.path),
                       file.is_new ? "new" : fmt::format("{:.1f} %", file.before),
                       file.is_gone ? "gone" : fmt::format("{:.1f} %", file.after));
  out << '\n';
}

/// The most confident of the analyses made for the cluster's failures.
const model::Analysis* best_analysis(const model::Cluster& cluster) {
  const model::Analysis* best = nullptr;
  for (const auto& event : cluster.events)
    if (!event.analysis.suggestion.empty() &&
        (best == nullptr || event.analysis.confidence > best->confidence))
      best = &event.analysis;
  return best;
}

void markdown_tests(std::ostream& out, const model::Cluster& cluster) {
  for (std::size_t i = 0; i < cluster.events.size() && i < k_tests_named; ++i) {
    const auto& event = cluster.events[i];
    out << "- " << escape_markdown(event.test_id);
    if (!event.file.empty())
      out << " at " << escape_markdown(fmt::format("{}:{}", event.file, event.line));
    out << '\n';
  }
  if (cluster.events.size() > k_tests_named)
    out << fmt::format("- and {} more\n", cluster.events.size() - k_tests_named);
}

void markdown_cluster(std::ostream& out, const model::Cluster& cluster) {
  out << fmt::format("### {}\n\n{} failure(s), {}, risk {:.2f}{}.\n\n",
                     escape_markdown(one_line(cluster.title)), cluster.events.size(),
                     model::to_string(cluster.category), cluster.risk,
                     cluster.flaky ? ", flaky: reruns of the same program disagree" : "");
  markdown_tests(out, cluster);
  if (const auto* analysis = best_analysis(cluster)) {
    out << "\nCause: " << escape_markdown(analysis->root_cause) << "\n\n**Recommendation:** "
        << escape_markdown(analysis->suggestion)
        << fmt::format(" (confidence {:.0f} %)\n", analysis->confidence * 100);
  }
  if (!cluster.events.empty() && !cluster.events.front().repro_cmd.empty())
    out << '\n' << fenced(cluster.events.front().repro_cmd, "sh");
  out << '\n';
}

void markdown_heal(std::ostream& out, const HealReport& heal) {
  out << "## Healing\n\n" << escape_markdown(heal.verdict) << "\n\n";
  out << fmt::format("{} failure(s) before, {} after, {} iteration(s), {:.1f} s, mode {}, isolation: {}.\n\n",
                     heal.failures_before, heal.failures_after, heal.iterations, heal.seconds,
                     escape_markdown(heal.mode), escape_markdown(heal.isolation));
  for (const auto& kept : heal.kept)
    out << fmt::format("- **{}** {} ({}, risk {})\n", model::to_string(kept.verdict.stage),
                       escape_markdown(one_line(kept.patch.title)), escape_markdown(kept.patch.provider),
                       model::to_string(kept.risk));
  for (const auto& cluster : heal.unhealed)
    out << fmt::format("- **not healed** {}: {} {}\n", escape_markdown(one_line(cluster.title)),
                       escape_markdown(cluster.reason), escape_markdown(cluster.suggestion));
  for (const auto& problem : heal.problems)
    out << "- note: " << escape_markdown(problem) << '\n';
  out << '\n';
}

} // namespace

void write_markdown(std::ostream& out, const SummaryInput& input) {
  out << "# Test report\n\n";
  if (input.run != nullptr)
    markdown_run(out, *input.run);
  if (input.clusters != nullptr && !input.clusters->empty()) {
    out << "## Problems\n\n";
    for (const auto& cluster : *input.clusters)
      markdown_cluster(out, cluster);
  }
  if (input.heal != nullptr)
    markdown_heal(out, *input.heal);
  if (input.run != nullptr)
    markdown_coverage(out, *input.run);
}

void write_patch_explanation(std::ostream& out, const KeptPatch& kept) {
  out << "# " << escape_markdown(one_line(kept.patch.title)) << "\n\n## What failed\n\n"
      << escape_markdown(kept.cluster_title) << " (signature " << escape_markdown(kept.signature)
      << ")\n\n## Why this fix\n\n"
      << (kept.patch.explanation.empty() ? "The provider gave no explanation."
                                         : escape_markdown(kept.patch.explanation))
      << fmt::format("\n\nProposed by {}{}.\n\n## What was checked\n\n", escape_markdown(kept.patch.provider),
                     kept.patch.rule.empty() ? "" : ", rule " + escape_markdown(kept.patch.rule));
  out << "Stage: **" << model::to_string(kept.verdict.stage) << "**. " << escape_markdown(kept.verdict.reason)
      << "\n\n";
  for (const auto& evidence : kept.verdict.evidence)
    out << "- " << escape_markdown(evidence) << '\n';
  out << "\n## Risk\n\n" << model::to_string(kept.risk) << "\n\n";
  for (const auto& reason : kept.risk_reasons)
    out << "- " << escape_markdown(reason) << '\n';
  out << "\n## The change\n\n" << fenced(model::to_diff(kept.patch), "diff");
}

} // namespace aurora::report
