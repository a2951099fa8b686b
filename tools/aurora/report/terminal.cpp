#include "aurora/report/terminal.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/report/escape.hpp"

namespace aurora::report {
namespace {

constexpr std::string_view k_red = "31";
constexpr std::string_view k_green = "32";
constexpr std::string_view k_yellow = "33";
constexpr std::string_view k_cyan = "36";
constexpr std::string_view k_bold = "1";

std::string_view stage_colour(model::Stage stage) {
  switch (stage) {
  case model::Stage::landed:
  case model::Stage::validated:
  case model::Stage::plausible:
    return k_green;
  case model::Stage::rolled_back:
    return k_yellow;
  default:
    return k_red;
  }
}

std::string place_of(const std::string& file, int line) {
  if (file.empty())
    return {};
  return line > 0 ? fmt::format("{}:{}", one_line(file), line) : one_line(file);
}

std::string next_step(const HealReport& report) {
  if (report.kept.empty())
    return report.unhealed.empty() ? "" : "Next: look at the suggestions above, or at reports/suspects.json.";
  if (report.mode == "propose")
    return "Next: read the patches under reports/patches and `git apply` what you agree with.";
  return "Next: review the change; `aurora restore` takes it back.";
}

} // namespace

Colour choose_colour(const sys::Environment& environment, int fd) {
  const bool refused =
      !environment.get("NO_COLOR").value_or("").empty() || environment.get("TERM").value_or("") == "dumb";
  return environment.is_terminal(fd) && !refused ? Colour::on : Colour::off;
}

std::string Terminal::paint(std::string_view text, std::string_view code) const {
  if (m_colour == Colour::off)
    return std::string(text);
  return fmt::format("\x1B[{}m{}\x1B[0m", code, text);
}

void Terminal::iteration(int number, int maximum) {
  m_out << paint(fmt::format("Iteration {} of at most {}", number, maximum), k_bold) << '\n';
}

void Terminal::run(const RunDocument& run) {
  const auto& counts = run.counts;
  const auto bad = counts.failed + counts.not_run;
  m_out << paint(bad == 0 ? "green" : "red", bad == 0 ? k_green : k_red)
        << fmt::format(": {} of {} tests passed, {} failed, {} could not run, {} skipped ({:.1f} s)\n",
                       counts.passed, counts.total(), counts.failed, counts.not_run, counts.skipped,
                       run.seconds);
  if (run.coverage)
    m_out << fmt::format("coverage: {:.1f} % of the lines", run.coverage->percent);
  if (run.coverage && run.coverage_delta)
    m_out << fmt::format(" ({:+.1f})",
                         run.coverage_delta->percent_after - run.coverage_delta->percent_before);
  m_out << (run.coverage ? "\n" : "");
}

void Terminal::clusters(const std::vector<model::Cluster>& clusters) {
  for (const auto& cluster : clusters) {
    m_out << "  " << paint(cluster.flaky ? "flaky" : "failed", cluster.flaky ? k_yellow : k_red) << ' '
          << one_line(cluster.title);
    if (cluster.events.size() > 1)
      m_out << fmt::format(" ({} failures)", cluster.events.size());
    m_out << '\n';
  }
}

void Terminal::suspects(const model::Cluster& cluster, const std::vector<model::Suspect>& suspects) {
  m_out << "  suspected for " << one_line(cluster.title, 80) << ":";
  for (std::size_t i = 0; i < suspects.size() && i < 3; ++i)
    m_out << (i == 0 ? " " : ", ") << place_of(suspects[i].file, suspects[i].line);
  m_out << (suspects.empty() ? " nothing\n" : "\n");
}

void Terminal::trying(const model::Patch& patch) {
  m_out << "  " << paint("try", k_cyan) << ' ' << one_line(patch.title) << " [" << one_line(patch.provider)
        << (patch.rule.empty() ? "" : "/" + one_line(patch.rule)) << "]\n";
}

void Terminal::verdict(const model::Verdict& verdict) {
  const auto name = base::replace_all(std::string(model::to_string(verdict.stage)), "_", " ");
  m_out << "    " << paint(name, stage_colour(verdict.stage)) << (verdict.reason.empty() ? "" : ": ")
        << one_line(verdict.reason) << '\n';
}

void Terminal::kept(const KeptPatch& kept) {
  const bool landed = kept.verdict.stage == model::Stage::landed;
  m_out << "  " << paint(landed ? "kept" : "proposed", k_green) << ' ' << one_line(kept.patch.title)
        << " (risk " << model::to_string(kept.risk) << ")\n";
  diff(model::to_diff(kept.patch));
}

void Terminal::note(std::string_view text) {
  m_out << one_line(text, 2000) << '\n';
}

void Terminal::problem(std::string_view text) {
  m_out << paint("problem", k_red) << ": " << one_line(text, 2000) << '\n';
}

void Terminal::findings(const std::vector<model::Finding>& findings) {
  for (const auto& finding : findings) {
    const auto colour = finding.severity == model::Severity::error     ? k_red
                        : finding.severity == model::Severity::warning ? k_yellow
                                                                       : k_cyan;
    const auto place = place_of(finding.file, finding.line);
    m_out << place << (place.empty() ? "" : ": ") << paint(model::to_string(finding.severity), colour) << ": "
          << one_line(finding.message) << " [" << one_line(finding.rule) << "]\n";
  }
}

void Terminal::heal_summary(const HealReport& report) {
  m_out << '\n' << paint(one_line(report.verdict, 500), k_bold) << '\n';
  m_out << fmt::format("{} failure(s) before, {} after; {} iteration(s), {:.1f} s\n", report.failures_before,
                       report.failures_after, report.iterations, report.seconds);
  for (const auto& candidates : report.candidates)
    m_out << fmt::format("  {} candidate(s) of {}: {}\n", candidates.count, one_line(candidates.provider),
                         base::replace_all(std::string(model::to_string(candidates.outcome)), "_", " "));
  for (const auto& kept : report.kept)
    m_out << "  " << paint(model::to_string(kept.verdict.stage), k_green) << ' ' << one_line(kept.patch.title)
          << (kept.patch_file.empty() ? "" : "  " + one_line(kept.patch_file)) << '\n';
  for (const auto& cluster : report.unhealed)
    m_out << "  " << paint("not healed", k_red) << ' ' << one_line(cluster.title) << ": "
          << one_line(cluster.reason)
          << (cluster.suggestion.empty() ? "" : " " + one_line(cluster.suggestion)) << '\n';
  for (const auto& text : report.problems)
    problem(text);
  const auto next = next_step(report);
  m_out << next << (next.empty() ? "" : "\n");
}

void Terminal::diff(std::string_view unified_diff) {
  for (const auto line : base::split_lines(unified_diff)) {
    const auto text = one_line(line, 500);
    const bool header = line.starts_with("---") || line.starts_with("+++");
    const auto colour = header                  ? k_bold
                        : line.starts_with("+") ? k_green
                        : line.starts_with("-") ? k_red
                                                : k_cyan;
    const bool plain = !header && !line.starts_with("+") && !line.starts_with("-") && !line.starts_with("@@");
    m_out << "    " << (plain ? text : paint(text, colour)) << '\n';
  }
}

} // namespace aurora::report
