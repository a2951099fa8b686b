#include "aurora/quality/mutants.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"

namespace aurora::quality {
namespace {

constexpr std::size_t k_longest_code = 80;

/// One line of it.
std::string shown(const std::string& code) {
  std::string flat;
  for (const char c : code)
    if (const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r'; !blank)
      flat += c;
    else if (!flat.empty() && flat.back() != ' ')
      flat += ' ';
  const auto cut = std::string(base::trim(flat)).substr(0, k_longest_code);
  return base::to_printable(cut) + (flat.size() > k_longest_code ? "…" : "");
}

bool is_finished(const MutantRun& run) {
  return std::ranges::all_of(run.mutants, [](const Mutant& mutant) { return mutant.complete; });
}

/// Indices of the mutants that each test kills.
std::vector<std::vector<std::size_t>> kills_by_test(const MutantRun& run) {
  std::vector<std::vector<std::size_t>> kills(run.tests.size());
  for (std::size_t i = 0; i < run.mutants.size(); ++i)
    for (const auto test : run.mutants[i].killed)
      kills[test].push_back(i);
  return kills;
}

} // namespace

double FileScore::percent() const {
  const int all = killed + survived + not_reached;
  return all == 0 ? 100 : 100.0 * killed / all;
}

std::vector<FileScore> scores(const MutantRun& run) {
  std::map<std::string, FileScore> by_file;
  for (const auto& mutant : run.mutants) {
    auto& score = by_file[mutant.file];
    score.file = mutant.file;
    ++score.mutants;
    ++(mutant.reached.empty()   ? score.not_reached
       : !mutant.tried          ? score.not_tried
       : !mutant.killed.empty() ? score.killed
                                : score.survived);
  }
  std::vector<FileScore> all;
  for (auto& [file, score] : by_file)
    all.push_back(std::move(score));
  return all;
}

std::vector<Mutant> survivors(const MutantRun& run) {
  std::vector<Mutant> all;
  for (const auto& mutant : run.mutants)
    if (mutant.killed.empty() && (mutant.tried || mutant.reached.empty()))
      all.push_back(mutant);
  base::stable_sort_by(all, [](const Mutant& mutant) { return std::tie(mutant.file, mutant.line); });
  return all;
}

std::vector<Redundant> redundant(const MutantRun& run, const std::vector<SameCoverage>& same) {
  if (!is_finished(run))
    return {};
  const auto kills = kills_by_test(run);
  std::vector<Redundant> all;
  for (const auto& group : same) {
    std::map<std::vector<std::size_t>, std::vector<std::string>> by_kills;
    for (const auto& name : group.tests)
      if (const auto test = std::ranges::find(run.tests, name); test != run.tests.end())
        by_kills[kills[static_cast<std::size_t>(test - run.tests.begin())]].push_back(name);
    for (auto& [killed, tests] : by_kills)
      if (!killed.empty() && tests.size() > 1)
        all.push_back({std::move(tests), group.lines, killed.size()});
  }
  return all;
}

std::string in_words(const Mutant& mutant) {
  const auto before = shown(mutant.before);
  const auto line = shown(mutant.source_line);
  const auto where = line.empty() || line == before ? "" : fmt::format(" in `{}`", line);
  if (before.empty())
    return fmt::format("`{}` put in{}", shown(mutant.after), where);
  const auto after = shown(mutant.after);
  return after.empty() || after == ";" ? fmt::format("`{}` taken away", before)
                                       : fmt::format("`{}` changed into `{}`{}", before, after, where);
}

} // namespace aurora::quality
