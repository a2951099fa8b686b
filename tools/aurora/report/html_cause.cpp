#include "aurora/report/html_cause.hpp"

#include <algorithm>
#include <ostream>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/report/escape.hpp"
#include "aurora/report/html_code.hpp"

namespace aurora::report {
namespace {

constexpr std::size_t k_open_causes = 3;
constexpr std::size_t k_shown_failures = 200; ///< of a cause
constexpr std::size_t k_shown_attempts = 100;
constexpr std::size_t k_shown_bytes = 6000; ///< of a failure's own text

std::string escaped(std::string_view text, std::size_t limit = 300) {
  return escape_markup(one_line(text, limit));
}

std::string place_text(const std::string& file, int line) {
  return file.empty() || line <= 0 ? file : fmt::format("{}:{}", file, line);
}

/// The suspected place, else the one where it was noticed.
std::string where(const model::Event& event) {
  return event.analysis.suspect_file.empty()
             ? place_text(event.file, event.line)
             : place_text(event.analysis.suspect_file, event.analysis.suspect_line);
}

const model::Event& telling_event(const model::Cluster& cluster) {
  return *std::ranges::max_element(cluster.events, {}, [](const model::Event& event) {
    return event.analysis.suggestion.empty() ? -1.0 : event.analysis.confidence;
  });
}

std::string_view chip_colour(const Cause& cause) {
  if (cause.cluster->flaky)
    return "amber";
  return cause.cluster->risk >= 0.75 ? "red" : cause.cluster->risk >= 0.5 ? "amber" : "blue";
}

std::string kind_of(const model::Cluster& cluster) {
  return cluster.flaky ? "flaky" : std::string(model::to_string(cluster.category));
}

std::string failures_text(std::size_t count) {
  return fmt::format("{} failure{}", count, count == 1 ? "" : "s");
}

void definition(std::ostream& out, std::string_view name, const std::string& text) {
  if (!text.empty())
    out << "<dt>" << name << "</dt><dd>" << escaped(text, 600) << "</dd>\n";
}

void write_facts(std::ostream& out, const Cause& cause) {
  const auto& cluster = *cause.cluster;
  const auto& event = telling_event(cluster);
  std::set<std::string> owners;
  for (const auto& one : cluster.events)
    owners.insert(one.owner.begin(), one.owner.end());
  out << "<dl>";
  definition(out, "Why", event.analysis.root_cause);
  definition(out, "Do next", next_step(cause));
  definition(out, "Where", where(event));
  definition(out, "First test", cluster.events.front().test_id);
  definition(out, "Expected", event.expected);
  definition(out, "Actual", event.actual);
  definition(out, "Owner", base::join({owners.begin(), owners.end()}, ", "));
  definition(out, "Known since", cluster.first_seen);
  definition(out, "Reruns", cause.confidence);
  definition(out, "Rank",
             fmt::format("risk {:.2f}: {}", cluster.risk, base::join(cluster.risk_reasons, "; ")));
  if (cause.unhealed != nullptr)
    definition(out, "Not healed", cause.unhealed->reason);
  out << "</dl>\n";
}

void write_command(std::ostream& out, const std::string& command) {
  if (!command.empty())
    out << "<h4>See it fail</h4>\n<div class=\"command\"><pre>" << escape_markup(command) << "</pre></div>\n";
}

void write_message(std::ostream& out, const model::Event& event) {
  const auto& text = event.details.empty() ? event.message : event.details;
  if (!base::trim(text).empty())
    out << "<h4>What it said</h4>\n<pre class=\"wrap\" tabindex=\"0\">"
        << escape_markup(std::string_view(text).substr(0, k_shown_bytes))
        << (text.size() > k_shown_bytes ? "\n…" : "") << "</pre>\n";
  if (event.frames.empty())
    return;
  out << "<details><summary>Stack</summary><ol class=\"plain\">";
  for (const auto& frame : event.frames)
    out << "<li>" << (frame.in_project ? "<b>" : "") << escaped(frame.function)
        << (frame.in_project ? "</b>" : "") << " <span class=\"soft\">"
        << escaped(frame.file.empty() ? frame.module : place_text(frame.file, frame.line)) << "</span></li>";
  out << "</ol></details>\n";
}

void write_sources(std::ostream& out, const Cause& cause) {
  if (cause.sources == nullptr || cause.sources->empty())
    return;
  out << "<h4>Suspected source</h4>\n<p class=\"soft\">Line, how often the tests ran it, how suspicious it "
         "is.</p>\n";
  for (const auto& excerpt : *cause.sources) {
    out << "<p><code>" << escaped(excerpt.file) << "</code></p>\n";
    write_excerpt(out, excerpt);
  }
}

void write_attempts(std::ostream& out, const Cause& cause) {
  if (cause.attempts.empty())
    return;
  out << "<details><summary>Tried: " << cause.attempts.size()
      << "</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" "
         "aria-label=\"Attempts at cause "
      << cause.rank
      << "\"><table><tr><th "
         "scope=\"col\">outcome</th><th scope=\"col\">by</th><th scope=\"col\">candidate</th><th "
         "scope=\"col\">verdict</th></tr>\n";
  for (std::size_t i = 0; i < cause.attempts.size() && i < k_shown_attempts; ++i) {
    const auto& attempt = *cause.attempts[i];
    out << "<tr><td>" << base::replace_all(std::string(model::to_string(attempt.verdict.stage)), "_", " ")
        << "</td><td>" << escaped(attempt.provider + (attempt.rule.empty() ? "" : "/" + attempt.rule))
        << "</td><td>" << escaped(attempt.title) << "</td><td>" << escaped(attempt.verdict.reason)
        << "</td></tr>\n";
  }
  out << "</table></div>";
  if (cause.attempts.size() > k_shown_attempts)
    out << "<p>and " << cause.attempts.size() - k_shown_attempts << " more in heal.json</p>";
  out << "</details>\n";
}

void write_failures(std::ostream& out, const Cause& cause) {
  const auto& cluster = *cause.cluster;
  if (cluster.events.size() < 2)
    return;
  out << "<details><summary>All " << failures_text(cluster.events.size())
      << "</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" "
         "aria-label=\"Failures of cause "
      << cause.rank
      << "\"><table><tr><th "
         "scope=\"col\">test</th><th scope=\"col\">place</th><th scope=\"col\">message</th></tr>\n";
  for (std::size_t i = 0; i < cluster.events.size() && i < k_shown_failures; ++i) {
    const auto& event = cluster.events[i];
    out << "<tr><td>" << escaped(event.test_id) << "</td><td>" << escaped(place_text(event.file, event.line))
        << "</td><td>" << escaped(event.message, 160) << "</td></tr>\n";
  }
  out << "</table></div>";
  if (cluster.events.size() > k_shown_failures)
    out << "<p>and " << cluster.events.size() - k_shown_failures << " more in events.ndjson</p>";
  out << "</details>\n";
}

std::string state_chip(const Cause& cause) {
  if (cause.kept.empty())
    return cause.unhealed != nullptr && !cause.cluster->flaky ? "<span class=\"chip\">not healed</span>" : "";
  const auto stage = cause.kept.front()->verdict.stage;
  return fmt::format("<span class=\"chip green\">{}{}</span>", stage == model::Stage::landed ? "" : "patch ",
                     model::to_string(stage));
}

using ByName = std::unordered_map<std::string, std::size_t>;

/// Any signature that is part of a cause → its index.
ByName causes_by_signature(const std::vector<Cause>& causes) {
  ByName index;
  for (std::size_t i = 0; i < causes.size(); ++i) {
    index.emplace(causes[i].cluster->signature, i);
    for (const auto& signature : causes[i].cluster->signatures)
      index.emplace(signature, i);
  }
  return index;
}

void add_healing(const HealReport& heal, std::vector<Cause>& causes) {
  const auto index = causes_by_signature(causes);
  const auto cause_of = [&](const std::string& signature) {
    const auto found = index.find(signature);
    return found == index.end() ? nullptr : &causes[found->second];
  };
  for (const auto& attempt : heal.attempts)
    if (auto* cause = cause_of(attempt.signature))
      cause->attempts.push_back(&attempt);
  for (const auto& kept : heal.kept)
    if (auto* cause = cause_of(kept.signature))
      cause->kept.push_back(&kept);
  for (const auto& unhealed : heal.unhealed)
    if (auto* cause = cause_of(unhealed.signature))
      cause->unhealed = &unhealed;
}

} // namespace

std::vector<Cause> causes_of(const PageInput& input) {
  std::vector<Cause> causes;
  if (input.summary.clusters == nullptr)
    return causes;
  std::unordered_map<std::string, const RerunVerdict*> reruns;
  for (const auto& verdict : input.reruns)
    reruns.emplace(verdict.test, &verdict);
  for (const auto& cluster : *input.summary.clusters) {
    if (cluster.events.empty())
      continue;
    Cause cause{causes.size() + 1, &cluster};
    if (const auto source = input.sources.find(cluster.signature); source != input.sources.end())
      cause.sources = &source->second;
    if (const auto rerun = reruns.find(cluster.events.front().test_id); rerun != reruns.end())
      cause.confidence = rerun->second->confidence;
    causes.push_back(std::move(cause));
  }
  if (input.summary.heal != nullptr)
    add_healing(*input.summary.heal, causes);
  return causes;
}

std::string headline(const model::Cluster& cluster) {
  const auto& event = cluster.events.front();
  const auto& what = event.assertion.empty() ? event.message : event.assertion;
  const bool plain = event.error_class == "AssertionFailure" || event.error_class.empty();
  const auto kind = event.error_class.substr(event.error_class.find(':') + 1);
  return plain || base::contains(what, kind) ? what : kind + ": " + what;
}

std::string next_step(const Cause& cause) {
  if (!cause.kept.empty()) {
    const auto& kept = *cause.kept.front();
    return kept.verdict.stage == model::Stage::landed
               ? "review the kept patch: " + kept.patch.title
               : fmt::format("read the proposed patch and `git apply` it: {}", kept.patch_file);
  }
  if (cause.cluster->flaky)
    return "find what it depends on (clock, order, threads, network); until then put it into "
           ".aurora/quarantine.yml "
           "with a day on which that ends";
  const auto& event = telling_event(*cause.cluster);
  if (!event.analysis.suggestion.empty())
    return event.analysis.suggestion;
  const auto place = where(event);
  return place.empty() ? "run it alone and read what it says" : "look at " + place;
}

void write_overview_line(std::ostream& out, const Cause& cause) {
  const auto& cluster = *cause.cluster;
  const auto place = where(telling_event(cluster));
  out << fmt::format(
      "<li data-cause=\"{0}\"><span class=\"rank\">{0}</span><span class=\"kind\"><span class=\"chip "
      "{1}\">{2}</span></span><span class=\"what\"><a href=\"#cause-{0}\"><code>{3}</code></a>",
      cause.rank, chip_colour(cause), kind_of(cluster), escaped(headline(cluster), 160));
  if (!place.empty())
    out << " <span class=\"soft\">" << escaped(place) << "</span>";
  out << "</span><span class=\"count\">" << failures_text(cluster.events.size())
      << "</span><span class=\"step\"><b>Next:"
      << "</b> " << escaped(next_step(cause)) << ' ' << state_chip(cause) << "</span></li>\n";
}

void write_cause(std::ostream& out, const Cause& cause) {
  const auto& cluster = *cause.cluster;
  out << fmt::format(
      "<details class=\"cause\" data-cause=\"{0}\"{1}><summary><h3>{0}. <code>{2}</code></h3> <span "
      "class=\"chip {3}\">{4}</span> <span class=\"chip\">{5}</span> {6}</summary><div "
      "class=\"body\" id=\"cause-{0}\">\n",
      cause.rank, cause.rank <= k_open_causes ? " open" : "", escaped(headline(cluster)), chip_colour(cause),
      kind_of(cluster), failures_text(cluster.events.size()), state_chip(cause));
  write_facts(out, cause);
  for (const auto* kept : cause.kept)
    write_patch(out, *kept);
  write_sources(out, cause);
  write_message(out, telling_event(cluster));
  write_command(out, cluster.events.front().repro_cmd);
  write_attempts(out, cause);
  write_failures(out, cause);
  out << "</div></details>\n";
}

void write_patch(std::ostream& out, const KeptPatch& kept) {
  out << "<h4>Patch: " << base::replace_all(std::string(model::to_string(kept.verdict.stage)), "_", " ")
      << "</h4>\n<p><b>" << escaped(kept.patch.title) << "</b> " << escaped(kept.patch.explanation, 800)
      << "</p>\n<ul class=\"plain\">";
  for (const auto& evidence : kept.verdict.evidence)
    out << "<li>" << escaped(evidence) << "</li>";
  out << "<li>risk " << model::to_string(kept.risk) << ": " << escaped(base::join(kept.risk_reasons, "; "))
      << "</li><li>by "
      << escaped(kept.patch.provider + (kept.patch.rule.empty() ? "" : "/" + kept.patch.rule)) << "</li>";
  if (!kept.commit.empty())
    out << "<li>commit " << escaped(kept.commit) << "</li>";
  out << "</ul>\n";
  write_diff(out, model::to_diff(kept.patch));
}

} // namespace aurora::report
