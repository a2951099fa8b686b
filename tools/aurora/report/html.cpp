#include "aurora/report/html.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"
#include "aurora/report/escape.hpp"
#include "aurora/report/html_assets.hpp"
#include "aurora/report/html_cause.hpp"

namespace aurora::report {
namespace {

constexpr std::size_t k_listed_causes = 1000;
constexpr std::size_t k_shown_causes = 300;
constexpr std::size_t k_first_steps = 3;
constexpr std::size_t k_few_causes = 40; ///< are laid out at once
constexpr std::size_t k_covered_files = 50;

void write_head(std::ostream& out, const std::string& title) {
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      << policy_hash(page_style()) << "; script-src " << policy_hash(page_script())
      << "; base-uri 'none'; form-action 'none'\">\n<meta name=\"color-scheme\" content=\"light "
         "dark\">\n<title>"
      << escape_markup(one_line(title)) << "</title>\n<style>" << page_style()
      << "</style>\n</head>\n<body>\n"
      << "<a class=\"skip\" href=\"#causes\">To the causes</a>\n";
}

void write_tile(std::ostream& out, int count, std::string_view what, std::string_view kind) {
  out << fmt::format("<li><b{}>{}</b><span>{}</span></li>",
                     count > 0 && !kind.empty() ? fmt::format(" class=\"{}\"", kind) : "", count, what);
}

void write_tiles(std::ostream& out, const RunDocument& run, std::size_t causes) {
  out << "<ul class=\"tiles\">";
  write_tile(out, static_cast<int>(causes), causes == 1 ? "cause" : "causes", "bad");
  write_tile(out, run.counts.failed, "failed", "bad");
  write_tile(out, run.counts.not_run, "could not run", "bad");
  write_tile(out, run.counts.passed, "passed", "good");
  write_tile(out, run.counts.skipped, "skipped", "");
  write_tile(out, run.counts.flaky, "flaky", "");
  out << "</ul>\n";
}

bool is_red(const PageInput& input, const std::vector<Cause>& causes) {
  const auto* run = input.summary.run;
  return std::ranges::any_of(causes, [](const Cause& cause) { return !cause.cluster->flaky; }) ||
         (run != nullptr && causes.empty() && run->counts.failed + run->counts.not_run > 0);
}

void write_result(std::ostream& out, const PageInput& input, const std::vector<Cause>& causes) {
  const auto* run = input.summary.run;
  if (run == nullptr)
    return;
  const bool red = is_red(input, causes);
  out << fmt::format(
      "<p class=\"verdict\"><strong class=\"{}\">{}</strong> <span>{} of {} tests passed</span>",
      red ? "bad" : "good", red ? "Red" : "Green", run->counts.passed, run->counts.total());
  out << fmt::format(" <span class=\"soft\">{} · {:.1f} s · {}", escape_markup(run->timestamp), run->seconds,
                     escape_markup(run->environment.compiler));
  if (!run->branch.empty())
    out << " · " << escape_markup(one_line(run->branch)) << " at "
        << escape_markup(run->commit.substr(0, 12));
  out << "</span></p>\n";
  write_tiles(out, *run, causes.size());
}

/// To the first cause with a patch, or to the healed ones that are gone from the list.
std::string patches_link(const HealReport& heal, const std::vector<Cause>& causes) {
  const auto first = std::ranges::find_if(causes, [](const Cause& cause) { return !cause.kept.empty(); });
  const auto target = first == causes.end() ? std::string("healing") : fmt::format("cause-{}", first->rank);
  const auto what =
      heal.kept.size() == 1 ? std::string("the patch") : fmt::format("the {} patches", heal.kept.size());
  return fmt::format("<a href=\"#{}\">{}</a>", target, what) +
         (first == causes.end() ? "" : fmt::format(" for cause {}", first->rank));
}

std::vector<std::string> first_steps(const PageInput& input, const std::vector<Cause>& causes) {
  std::vector<std::string> steps;
  const auto* heal = input.summary.heal;
  if (heal == nullptr && !causes.empty() && !input.heal_command.empty())
    steps.push_back("Let Aurora try to heal it: <code>" + escape_markup(input.heal_command) + "</code>");
  if (heal != nullptr && !heal->kept.empty())
    steps.push_back("Review " + patches_link(*heal, causes) +
                    (input.undo_command.empty() ? ""
                                                : "; to take what was kept back: <code>" +
                                                      escape_markup(input.undo_command) + "</code>"));
  for (const auto& cause : causes)
    if (cause.kept.empty() && cause.rank <= k_first_steps)
      steps.push_back(fmt::format("<a href=\"#cause-{0}\">Cause {0}</a>: {1}", cause.rank,
                                  escape_markup(one_line(next_step(cause), 240))));
  return steps;
}

void write_next(std::ostream& out, const PageInput& input, const std::vector<Cause>& causes) {
  const auto steps = first_steps(input, causes);
  if (steps.empty())
    return;
  out << "<section class=\"todo\" aria-labelledby=\"next\"><h2 id=\"next\">What to do next</h2><ol>\n";
  for (const auto& step : steps)
    out << "<li>" << step << "</li>\n";
  out << "</ol></section>\n";
}

void write_overview(std::ostream& out, const std::vector<Cause>& causes) {
  out << fmt::format(
             "<section aria-labelledby=\"causes\"><h2 id=\"causes\">{} cause{}, most urgent first</h2>\n",
             causes.size(), causes.size() == 1 ? "" : "s")
      << "<ol class=\"overview\">\n";
  for (const auto& cause : causes)
    if (cause.rank <= k_listed_causes)
      write_overview_line(out, cause);
  out << "</ol>\n";
  if (causes.size() > k_listed_causes)
    out << "<p>and " << causes.size() - k_listed_causes << " more in clusters.json</p>\n";
  out << "</section>\n";
}

void write_causes(std::ostream& out, const std::vector<Cause>& causes) {
  if (causes.empty())
    return;
  write_overview(out, causes);
  out << (causes.size() > k_few_causes ? "<section class=\"many\"" : "<section")
      << " aria-labelledby=\"details\"><h2 id=\"details\">Each cause in full</h2>\n<div "
         "class=\"tools\" "
         "hidden><input type=\"search\" aria-label=\"Show only causes with this text\" placeholder=\"Filter "
         "causes\"><output aria-live=\"polite\"></output><button type=\"button\" value=\"open\">Open "
         "all</button><button "
         "type=\"button\" value=\"close\">Close all</button></div>\n";
  for (const auto& cause : causes)
    if (cause.rank <= k_shown_causes)
      write_cause(out, cause);
  if (causes.size() > k_shown_causes)
    out << "<p>The other " << causes.size() - k_shown_causes
        << " causes are in clusters.json, their failures in events.ndjson.</p>\n";
  out << "</section>\n";
}

/// Patches of causes that are gone since.
void write_healed(std::ostream& out, const PageInput& input, const std::vector<Cause>& causes) {
  const auto* heal = input.summary.heal;
  if (heal == nullptr)
    return;
  out << "<section aria-labelledby=\"healing\"><h2 id=\"healing\">Healing</h2>\n<p><b>"
      << escape_markup(one_line(heal->verdict)) << "</b> "
      << fmt::format("{} failure(s) before, {} after; {} iteration(s), {:.1f} s", heal->failures_before,
                     heal->failures_after, heal->iterations, heal->seconds)
      << "</p>\n<p class=\"soft\">isolation: " << escape_markup(one_line(heal->isolation)) << "</p>\n";
  for (const auto& kept : heal->kept) {
    const bool shown = std::ranges::any_of(
        causes, [&](const Cause& cause) { return std::ranges::find(cause.kept, &kept) != cause.kept.end(); });
    if (shown)
      continue;
    out << "<details class=\"cause\" open><summary><h3>" << escape_markup(one_line(kept.cluster_title))
        << "</h3> <span class=\"chip green\">" << model::to_string(kept.verdict.stage)
        << "</span></summary><div class=\"body\">\n";
    write_patch(out, kept);
    out << "</div></details>\n";
  }
  for (const auto& problem : heal->problems)
    out << "<p><span class=\"chip amber\">note</span> " << escape_markup(one_line(problem, 400)) << "</p>\n";
  out << "</section>\n";
}

void write_flaky(std::ostream& out, const std::vector<RerunVerdict>& reruns) {
  if (std::ranges::none_of(reruns, &RerunVerdict::flaky))
    return;
  out << "<section aria-labelledby=\"flaky\"><h2 id=\"flaky\">Flaky tests</h2>\n<dl>";
  for (const auto& verdict : reruns)
    if (verdict.flaky)
      out << "<dt>" << escape_markup(one_line(verdict.test)) << "</dt><dd>"
          << escape_markup(one_line(verdict.confidence, 600)) << "</dd>\n";
  out << "</dl></section>\n";
}

/// The least covered first.
void write_covered_files(std::ostream& out, const RunDocument& run) {
  auto files = run.coverage->files;
  base::stable_sort_by(files, &coverage::FileSummary::percent);
  out << "<details><summary>" << files.size()
      << " files, least covered first</summary><div class=\"scroll\" "
         "tabindex=\"0\" role=\"region\" aria-label=\"Coverage by file\"><table><tr><th "
         "scope=\"col\">file</th><th "
         "scope=\"col\">lines</th><th scope=\"col\">covered</th></tr>\n";
  for (std::size_t i = 0; i < files.size() && i < k_covered_files; ++i)
    out << fmt::format("<tr><td>{0}</td><td class=\"number\">{1} of {2}</td><td><meter min=\"0\" max=\"100\" "
                       "value=\"{3:.1f}\" aria-label=\"covered\"></meter> {3:.1f} %</td></tr>\n",
                       escape_markup(one_line(files[i].path)), files[i].covered_lines, files[i].total_lines,
                       files[i].percent);
  out << "</table></div></details>\n";
}

void write_coverage(std::ostream& out, const RunDocument* run) {
  if (run == nullptr || !run->coverage)
    return;
  const auto& coverage = *run->coverage;
  out << fmt::format(
      "<section aria-labelledby=\"coverage\"><h2 id=\"coverage\">Coverage</h2>\n<p><b>{:.1f} %</b> of "
      "{} lines, {:.1f} % of the branches",
      coverage.percent, coverage.total_lines, coverage.branch_percent);
  if (run->coverage_delta)
    out << fmt::format(" ({:+.1f} points since the last run)",
                       run->coverage_delta->percent_after - run->coverage_delta->percent_before);
  out << "</p>\n";
  if (run->coverage_delta)
    for (const auto& file : run->coverage_delta->files)
      out << fmt::format("<p>{}: {:.1f} % → {:.1f} %</p>\n", escape_markup(one_line(file.path)), file.before,
                         file.after);
  write_covered_files(out, *run);
  out << "</section>\n";
}

/// Only a plain relative path becomes a link: "javascript:" and the like stay text.
bool is_plain_link(std::string_view path) {
  return !path.empty() && path[0] != '/' && path.find(':') == std::string_view::npos &&
         path.find('\\') == std::string_view::npos;
}

std::string link_target(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const bool plain =
        base::is_identifier_char(c) || std::string_view("-./~").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

void write_links(std::ostream& out, const std::vector<ArtifactLink>& links) {
  if (links.empty())
    return;
  out << "<h2>Files</h2>\n<ul class=\"plain\">\n";
  for (const auto& link : links) {
    if (is_plain_link(link.path))
      out << fmt::format("<li><a href=\"{}\">{}</a> ", link_target(link.path), escape_markup(link.path));
    else
      out << "<li>" << escape_markup(link.path) << ' ';
    out << "<span class=\"soft\">" << escape_markup(link.what) << "</span></li>\n";
  }
  out << "</ul>\n";
}

} // namespace

void write_page(std::ostream& out, const PageInput& input) {
  const auto causes = causes_of(input);
  write_head(out, input.title);
  out << "<header><h1>" << escape_markup(one_line(input.title)) << "</h1>\n";
  write_result(out, input, causes);
  out << "</header>\n<main>\n";
  write_next(out, input, causes);
  write_causes(out, causes);
  write_healed(out, input, causes);
  write_flaky(out, input.reruns);
  write_coverage(out, input.summary.run);
  out << "</main>\n<footer>\n";
  write_links(out, input.links);
  out << "</footer>\n<script>" << page_script() << "</script>\n</body>\n</html>\n";
}

} // namespace aurora::report
