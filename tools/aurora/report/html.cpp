#include "aurora/report/html.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/report/escape.hpp"

namespace aurora::report {
namespace {

constexpr std::string_view k_head = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
)";

constexpr std::string_view k_style = R"(<style>
:root { --text: #1b1f24; --soft: #57606a; --back: #ffffff; --card: #f6f8fa; --line: #d0d7de;
  --good: #116329; --bad: #a40e26; --add: #dafbe1; --gone: #ffebe9; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #9198a1; --back: #0d1117; --card: #161b22;
  --line: #3d444d; --good: #56d364; --bad: #ff7b72; --add: #12361f; --gone: #46161b; } }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--back); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; }
section, details { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem;
  margin: 1rem 0; overflow-wrap: anywhere; }
summary { cursor: pointer; font-weight: 600; }
pre { overflow-x: auto; font: .85rem/1.4 ui-monospace, monospace; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .2rem .5rem; border-bottom: 1px solid var(--line); }
.good { color: var(--good); } .bad { color: var(--bad); } .soft { color: var(--soft); }
.add, .gone { display: block; } .add { background: var(--add); } .gone { background: var(--gone); }
</style>
)";

std::string element(std::string_view name, std::string_view text) {
  return fmt::format("<{0}>{1}</{0}>\n", name, escape_markup(text));
}

void html_result(std::ostream& out, const RunDocument& run) {
  const auto& counts = run.counts;
  const bool green = counts.failed + counts.not_run == 0;
  out << fmt::format(
      "<section><p><strong class=\"{}\">{}</strong> {} of {} tests passed, {} failed, {} could not run, "
      "{} skipped, {} flaky</p>\n",
      green ? "good" : "bad", green ? "Green" : "Red", counts.passed, counts.total(), counts.failed,
      counts.not_run, counts.skipped, counts.flaky);
  out << fmt::format("<p class=\"soft\">{} · {:.1f} s · {}</p>\n", escape_markup(run.timestamp), run.seconds,
                     escape_markup(run.environment.compiler));
  if (run.coverage)
    out << fmt::format("<p>Coverage: {:.1f} % of {} lines", run.coverage->percent, run.coverage->total_lines);
  if (run.coverage && run.coverage_delta)
    out << fmt::format(" ({:+.1f} points)",
                       run.coverage_delta->percent_after - run.coverage_delta->percent_before);
  out << (run.coverage ? "</p>" : "") << "</section>\n";
}

void html_event(std::ostream& out, const model::Event& event) {
  out << "<tr><td>" << escape_markup(event.test_id) << "</td><td>"
      << escape_markup(event.file.empty() ? "" : fmt::format("{}:{}", event.file, event.line)) << "</td><td>"
      << escape_markup(one_line(event.message)) << "</td></tr>\n";
}

void html_cluster(std::ostream& out, const model::Cluster& cluster) {
  constexpr std::size_t shown = 50;
  out << "<details open><summary>" << escape_markup(one_line(cluster.title))
      << fmt::format(" <span class=\"soft\">{} · {} failure(s){}</span></summary>\n",
                     model::to_string(cluster.category), cluster.events.size(),
                     cluster.flaky ? " · flaky" : "");
  if (!cluster.events.empty() && !cluster.events.front().analysis.suggestion.empty())
    out << element("p", cluster.events.front().analysis.suggestion);
  out << "<table><tr><th>test</th><th>place</th><th>message</th></tr>\n";
  for (std::size_t i = 0; i < cluster.events.size() && i < shown; ++i)
    html_event(out, cluster.events[i]);
  out << "</table>\n";
  if (cluster.events.size() > shown)
    out << element("p", fmt::format("and {} more", cluster.events.size() - shown));
  out << "</details>\n";
}

void html_diff(std::ostream& out, std::string_view diff) {
  out << "<pre>";
  for (const auto line : base::split_lines(diff)) {
    const bool header = line.starts_with("---") || line.starts_with("+++");
    const std::string_view kind = header                  ? "soft"
                                  : line.starts_with("+") ? "add"
                                  : line.starts_with("-") ? "gone"
                                                          : "";
    if (kind.empty())
      out << escape_markup(line) << '\n';
    else
      out << fmt::format("<span class=\"{}\">{}</span>{}", kind, escape_markup(line), header ? "\n" : "");
  }
  out << "</pre>\n";
}

void html_kept(std::ostream& out, const KeptPatch& kept) {
  out << "<details><summary><span class=\"good\">" << model::to_string(kept.verdict.stage) << "</span> "
      << escape_markup(one_line(kept.patch.title))
      << fmt::format(" <span class=\"soft\">risk {}</span></summary>\n", model::to_string(kept.risk));
  out << element("p", kept.patch.explanation) << "<ul>\n";
  for (const auto& evidence : kept.verdict.evidence)
    out << element("li", evidence);
  out << "</ul>\n";
  html_diff(out, model::to_diff(kept.patch));
  out << "</details>\n";
}

void html_heal(std::ostream& out, const HealReport& heal) {
  out << "<h2>Healing</h2>\n<section>" << element("p", heal.verdict)
      << fmt::format("<p class=\"soft\">{} failure(s) before, {} after · isolation: {}</p></section>\n",
                     heal.failures_before, heal.failures_after, escape_markup(heal.isolation));
  for (const auto& kept : heal.kept)
    html_kept(out, kept);
  for (const auto& cluster : heal.unhealed)
    out << "<section><p><strong class=\"bad\">not healed</strong> " << escape_markup(one_line(cluster.title))
        << "</p>" << element("p", cluster.reason + " " + cluster.suggestion) << "</section>\n";
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

void html_links(std::ostream& out, const std::vector<ArtifactLink>& links) {
  if (links.empty())
    return;
  out << "<h2>Files</h2>\n<ul>\n";
  for (const auto& link : links) {
    if (is_plain_link(link.path))
      out << fmt::format("<li><a href=\"{}\">{}</a> ", link_target(link.path), escape_markup(link.path));
    else
      out << "<li>" << escape_markup(link.path) << ' ';
    out << escape_markup(link.what) << "</li>\n";
  }
  out << "</ul>\n";
}

} // namespace

void write_page(std::ostream& out, const PageInput& input) {
  out << k_head << element("title", input.title) << k_style << "</head>\n<body>\n"
      << element("h1", input.title);
  if (input.summary.run != nullptr)
    html_result(out, *input.summary.run);
  if (input.summary.clusters != nullptr && !input.summary.clusters->empty()) {
    out << "<h2>Problems</h2>\n";
    for (const auto& cluster : *input.summary.clusters)
      html_cluster(out, cluster);
  }
  if (input.summary.heal != nullptr)
    html_heal(out, *input.summary.heal);
  html_links(out, input.links);
  out << "</body>\n</html>\n";
}

} // namespace aurora::report
