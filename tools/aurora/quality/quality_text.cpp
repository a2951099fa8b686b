#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/quality/quality.hpp"

namespace aurora::quality {
namespace {

constexpr std::size_t k_most_shown = 10;

/// A heading with its lines, and what they are good for.
struct Section {
  std::string title;
  std::string advice; ///< empty when there is nothing to do
  std::vector<std::string> lines;
};

std::string percent_of(double share) {
  return fmt::format("{:.0f} %", share * 100);
}

Section thin_section(const Quality& quality) {
  Section section{fmt::format("{} file{} below {:.0f} % of lines covered", quality.thin_files.size(),
                              quality.thin_files.size() == 1 ? "" : "s", quality.goal),
                  "Write tests that reach the lines named.",
                  {}};
  if (!quality.coverage_percent)
    section = {"coverage is not known", "", {}};
  for (const auto& file : quality.thin_files)
    section.lines.push_back(fmt::format("{}: {:.0f} % of {} lines; not reached: {}", file.path, file.percent,
                                        file.total_lines, line_ranges(file.missed)));
  return section;
}

Section written_section(const std::string& what, const std::string& advice,
                        const std::vector<WrittenTest>& tests, int all) {
  Section section{fmt::format("{} of {} tests {}", tests.size(), all, what), tests.empty() ? "" : advice, {}};
  for (const auto& test : tests)
    section.lines.push_back(fmt::format("{}:{} {}", test.file, test.line, name_of(test)));
  return section;
}

Section same_section(const Quality& quality) {
  Section section{fmt::format("{} groups with the same coverage among {} traced tests",
                              quality.same_coverage.size(), quality.traced_tests),
                  quality.mutants
                      ? "They reach the same lines; which of them are redundant, mutants tell below."
                      : "They reach the same lines, perhaps with other values; mutants were not tried "
                        "(--mutants), so none is proven redundant.",
                  {}};
  for (const auto& group : quality.same_coverage)
    section.lines.push_back(fmt::format("{} lines: {}", group.lines, base::join(group.tests, ", ")));
  if (section.lines.empty())
    section.advice.clear();
  return section;
}

Section likely_section(const Quality& quality) {
  Section section{fmt::format("{} tests likely to fail for the {} changed files", quality.likely.size(),
                              quality.changed.size()),
                  "Run these first.",
                  {}};
  for (const auto& likely : quality.likely)
    section.lines.push_back(fmt::format("{} {}: began to fail in {} of {} changes of {}",
                                        percent_of(likely.probability), likely.test, likely.failed,
                                        likely.changes, likely.because));
  if (section.lines.empty())
    section.advice.clear();
  return section;
}

std::string period_line(const char* name, const Period& period) {
  return fmt::format("{}: {} runs, {} green, {:.1f} % of tests passed, {:.1f} flaky a run, {:.1f} s a run{}",
                     name, period.runs, percent_of(period.green_share), period.pass_rate * 100,
                     period.flaky_per_run, period.median_seconds,
                     period.coverage ? fmt::format(", coverage {:.1f} %", *period.coverage) : "");
}

Section health_section(const Health& health) {
  Section section{"health over time", "", {period_line("all", health.all)}};
  if (health.older.runs > 0) {
    section.lines.push_back(period_line("older half", health.older));
    section.lines.push_back(period_line("newer half", health.newer));
  }
  for (const auto& count : health.most_failing)
    section.lines.push_back(fmt::format("failed in {} runs: {}", count.runs, count.test));
  for (const auto& count : health.most_flaky)
    section.lines.push_back(fmt::format("flaky in {} runs: {}", count.runs, count.test));
  return section;
}

/// "src/a.cpp: 81 % (17 of 21 killed; 3 survived, 1 not reached)"
std::string score_line(const FileScore& score) {
  auto line = fmt::format("{}: {:.0f} % ({} of {} killed; {} survived, {} not reached", score.file,
                          score.percent(), score.killed, score.mutants, score.survived, score.not_reached);
  return line + (score.not_tried > 0 ? fmt::format(", {} not tried)", score.not_tried) : ")");
}

Section score_section(const MutantRun& run) {
  Section section{
      fmt::format("{} mutants on {} tests in {:.1f} s", run.mutants.size(), run.tests.size(), run.seconds),
      "",
      {}};
  for (const auto& score : scores(run))
    section.lines.push_back(score_line(score));
  section.lines.insert(section.lines.end(), run.notes.begin(), run.notes.end());
  return section;
}

Section survivor_section(const MutantRun& run) {
  const auto alive = survivors(run);
  Section section{fmt::format("{} mutants that no test notices", alive.size()),
                  alive.empty() ? "" : "Write tests that notice them; a few may make no difference at all.",
                  {}};
  for (const auto& mutant : alive)
    section.lines.push_back(fmt::format("{}:{} {}{}", mutant.file, mutant.line, in_words(mutant),
                                        mutant.reached.empty() ? " (not reached)" : ""));
  return section;
}

Section redundant_section(const Quality& quality) {
  const auto& all = quality.mutants->mutants;
  const bool complete = std::ranges::all_of(all, &Mutant::complete);
  Section section{fmt::format("{} groups of redundant tests: the same coverage, the same mutants killed",
                              quality.redundant.size()),
                  quality.redundant.empty() ? ""
                                            : "One of each group would do, as far as these mutants tell.",
                  {}};
  if (!complete)
    section = {
        "redundant tests are not known: not all mutants were tried on all tests; give more --mutant-budget",
        "",
        {}};
  for (const auto& group : quality.redundant)
    section.lines.push_back(
        fmt::format("{} lines, {} mutants: {}", group.lines, group.mutants, base::join(group.tests, ", ")));
  return section;
}

std::vector<Section> sections_of(const Quality& quality) {
  std::vector<Section> sections{
      thin_section(quality),
      written_section("have no assertion", "Let each say what it expects, or remove it.",
                      quality.without_assertion, quality.written_tests),
      written_section("have a name that says nothing", "Name what is expected: refuses_an_empty_line.",
                      quality.without_meaning, quality.written_tests)};
  if (quality.traced_tests > 0)
    sections.push_back(same_section(quality));
  if (quality.mutants) {
    sections.push_back(score_section(*quality.mutants));
    sections.push_back(survivor_section(*quality.mutants));
    sections.push_back(redundant_section(quality));
  }
  if (!quality.changed.empty())
    sections.push_back(likely_section(quality));
  if (quality.health)
    sections.push_back(health_section(*quality.health));
  if (!quality.notes.empty())
    sections.push_back({"not looked at", "", quality.notes});
  return sections;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : base::to_printable(text)) {
    if (std::string_view("\\`*_[]<>#|").find(c) != std::string_view::npos)
      out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

} // namespace

bool has_findings(const Quality& quality) {
  return !quality.thin_files.empty() || !quality.without_assertion.empty() ||
         !quality.without_meaning.empty();
}

std::string name_of(const WrittenTest& test) {
  return test.suite.empty() ? test.name : test.suite + "." + test.name;
}

std::string line_ranges(const std::vector<std::pair<int, int>>& ranges) {
  constexpr std::size_t k_most_ranges = 8;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(ranges.size(), k_most_ranges); ++i)
    texts.push_back(ranges[i].first == ranges[i].second
                        ? std::to_string(ranges[i].first)
                        : fmt::format("{}-{}", ranges[i].first, ranges[i].second));
  return base::join(texts, ", ") + (ranges.size() > k_most_ranges ? ", …" : "");
}

std::string quality_text(const Quality& quality) {
  std::string out;
  for (const auto& section : sections_of(quality)) {
    out += section.title + "\n";
    for (std::size_t i = 0; i < section.lines.size() && i < k_most_shown; ++i)
      out += "  " + base::replace_all(base::to_printable(section.lines[i]), "\n", " ") + "\n";
    if (section.lines.size() > k_most_shown)
      out += fmt::format("  and {} more\n", section.lines.size() - k_most_shown);
    if (!section.advice.empty())
      out += "  " + section.advice + "\n";
  }
  return out;
}

std::string quality_markdown(const Quality& quality) {
  std::string out = "# Test quality\n";
  for (const auto& section : sections_of(quality)) {
    out += "\n## " + escaped(section.title) + "\n\n";
    if (!section.advice.empty())
      out += section.advice + "\n\n";
    for (const auto& line : section.lines)
      out += "- " + escaped(line) + "\n";
  }
  return out;
}

} // namespace aurora::quality
