#include "history_text.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/history/time.hpp"

namespace aurora::cli {
namespace {

/// "2026-03-01 10:00".
std::string minute_of(const std::string& time) {
  return base::replace_all(time.substr(0, 16), "T", " ");
}

std::string percent_text(const std::optional<double>& value) {
  return value ? fmt::format("{:.1f} %", *value) : "-";
}

std::string share_text(const std::optional<double>& share) {
  return share ? fmt::format("{:.0f} %", *share * 100) : "-";
}

std::string seconds_text(const std::optional<double>& seconds) {
  return seconds ? history::format_seconds(*seconds) : "-";
}

std::string counts_text(const model::RunCounts& counts) {
  return fmt::format("{} passed, {} failed, {} not run, {} skipped", counts.passed, counts.failed,
                     counts.not_run, counts.skipped);
}

std::string line_of_text(const std::string& text) {
  return base::to_printable(text.substr(0, text.find('\n')));
}

std::string fact(std::string_view name, const std::string& text) {
  return fmt::format("{:<17} {}\n", name, text);
}

std::string attempt_lines(const history::AttemptRecord& attempt) {
  auto text = fmt::format("    {:<16} {}/{}: {} ({:.1f} s)\n", attempt.stage, attempt.provider,
                          line_of_text(attempt.rule), line_of_text(attempt.title), attempt.seconds);
  if (!attempt.reason.empty())
    text += fmt::format("    {:<16} {}\n", "", line_of_text(attempt.reason));
  for (const auto& evidence : attempt.evidence)
    text += fmt::format("    {:<16} {}\n", "", line_of_text(evidence));
  if (!attempt.commit.empty())
    text += fmt::format("    {:<16} commit {}\n", "", attempt.commit);
  for (const auto line : base::split_lines(attempt.diff))
    text += "      " + base::to_printable(line) + "\n";
  return text;
}

std::string cluster_lines(const history::ClusterRecord& cluster) {
  auto text =
      fmt::format("\n  {:<18} {} [{}] {} failure{}, {:.1f} s\n", cluster.ending, line_of_text(cluster.title),
                  cluster.signature, cluster.events, cluster.events == 1 ? "" : "s", cluster.seconds);
  if (!cluster.reason.empty())
    text += fmt::format("  {:<18} {}\n", "", line_of_text(cluster.reason));
  for (const auto& ask : cluster.asks)
    text += fmt::format("    {:<16} {} candidate{} in {:.1f} s{}\n", ask.provider, ask.candidates,
                        ask.candidates == 1 ? "" : "s", ask.seconds,
                        ask.problem.empty() ? "" : ": " + line_of_text(ask.problem));
  for (const auto& attempt : cluster.attempts)
    text += attempt_lines(attempt);
  return text;
}

std::string brought_line(const history::ProviderFigures& one, const std::string& name) {
  const auto rate = one.landed_per_second();
  return fmt::format("{:<40} {:>6} {:>6} {:>8} {:>7} {:>8} {:>9.1f} {:>9}\n", name.substr(0, 40), one.asked,
                     one.tried, one.accepted, one.landed, one.reverted, one.seconds,
                     rate ? fmt::format("{:.4f}", *rate) : "-");
}

std::string table_head(std::string_view name) {
  return fmt::format("\n{:<40} {:>6} {:>6} {:>8} {:>7} {:>8} {:>9} {:>9}\n", name, "asked", "tried",
                     "accepted", "landed", "reverted", "seconds", "landed/s");
}

std::string causes_text(const history::Figures& figures) {
  return fmt::format("{} in {} causes: {} closed by Aurora, {} by people, {} open", figures.events,
                     figures.causes, figures.closed_by_aurora, figures.closed_by_people, figures.open);
}

std::string cost_text(const history::Figures& figures) {
  if (figures.calls == 0)
    return "nothing: no model was asked";
  auto text = fmt::format("{:.4f} for {} calls and {} tokens", figures.cost, figures.calls, figures.tokens);
  if (const auto each = figures.cost_per_fix())
    text += fmt::format("; {:.4f} a fix", *each);
  return text;
}

std::string repeats_text(const history::Repeats& repeats) {
  const auto faster = repeats.times_faster();
  return fmt::format("{} by the playbook: {} instead of {}{}", repeats.count,
                     history::format_seconds(repeats.seconds_again),
                     history::format_seconds(repeats.seconds_first),
                     faster ? fmt::format(", {:.1f} times faster", *faster) : "");
}

} // namespace

std::string runs_page(const std::vector<history::RunLine>& runs) {
  if (runs.empty())
    return "no runs\n";
  auto text = fmt::format("{:>6} {:<16} {:<10} {:<8} {:>9} {:>7} {:>7} {:>7} {:>7} {:>8} {}\n", "id",
                          "started", "command", "verdict", "seconds", "passed", "failed", "causes", "landed",
                          "coverage", "branch");
  for (const auto& run : runs)
    text += fmt::format("{:>6} {:<16} {:<10} {:<8} {:>9.1f} {:>7} {:>7} {:>7} {:>7} {:>8} {}\n", run.id,
                        minute_of(run.started), run.command, run.verdict, run.seconds, run.counts.passed,
                        run.counts.failed + run.counts.not_run, run.clusters, run.landed,
                        percent_text(run.coverage_percent), line_of_text(run.branch));
  return text;
}

std::string run_page(const history::RunRecord& run) {
  auto text =
      fmt::format("run {}: {} of {}, {}\n", run.id, run.command, line_of_text(run.project), run.verdict);
  text += fact("started", fmt::format("{}, {} long", run.started, history::format_seconds(run.seconds)));
  text +=
      fact("commit", run.commit.empty() ? "-" : fmt::format("{} ({})", run.commit, line_of_text(run.branch)));
  text +=
      fact("tests", run.built ? counts_text(run.counts) : "the build was red; " + counts_text(run.counts));
  text += fact("failures", std::to_string(run.events.size()));
  if (!run.mode.empty())
    text += fact("mode", run.mode);
  if (!run.stopped_because.empty())
    text += fact("ended because", line_of_text(run.stopped_because));
  if (run.coverage_percent)
    text += fact("coverage", percent_text(run.coverage_percent));
  for (const auto& cluster : run.clusters)
    text += cluster_lines(cluster);
  return text;
}

std::string figures_page(const history::Figures& figures) {
  auto text = fact(
      "runs", fmt::format("{}: {} green, {} of them heals", figures.runs, figures.green_runs, figures.heals));
  text += fact("failures", causes_text(figures));
  text += fact("mean time to fix", fmt::format("{} by Aurora, {} by people (from first red to green)",
                                               seconds_text(figures.mean_seconds_to_fix),
                                               seconds_text(figures.mean_seconds_to_fix_people)));
  text += fact("fix success",
               fmt::format("{} ({} of {} causes landed, {} proposed, {} rolled back, {} reverted)",
                           share_text(figures.fix_success_rate()), figures.landed, figures.worked_on,
                           figures.proposed, figures.rolled_back, figures.reverted));
  text += fact("healing takes", seconds_text(figures.mean_heal_seconds));
  if (figures.repeats.count > 0)
    text += fact("healed again", repeats_text(figures.repeats));
  text +=
      fact("recurrence", fmt::format("{} ({} of {} causes came back)", share_text(figures.recurrence_rate()),
                                     figures.recurred, figures.causes));
  text +=
      fact("people needed", share_text(figures.human_intervention_rate()) + " of the causes that are closed");
  text +=
      fact("coverage", percent_text(figures.coverage_first) + " → " + percent_text(figures.coverage_last));
  text += fact("cost", cost_text(figures));
  if (figures.providers.empty())
    return text;
  text += table_head("provider");
  for (const auto& provider : figures.providers)
    text += brought_line(provider, provider.provider);
  text += table_head("provider/rule");
  for (const auto& rule : figures.rules)
    text += brought_line(rule, rule.provider + "/" + line_of_text(rule.rule));
  return text;
}

} // namespace aurora::cli
