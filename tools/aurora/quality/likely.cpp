#include "aurora/quality/likely.hpp"

#include <algorithm>
#include <map>

#include "aurora/base/sort.hpp"

namespace aurora::quality {
namespace {

std::set<std::string> without(const std::set<std::string>& these, const std::set<std::string>& those) {
  std::set<std::string> left;
  for (const auto& one : these)
    if (!those.contains(one))
      left.insert(one);
  return left;
}

/// What the steps tell of one file.
struct FileRecord {
  int changes = 0;
  std::map<std::string, int> broke; ///< by test
};

FileRecord record_of(const std::vector<Step>& steps, const std::string& file) {
  FileRecord record;
  for (const auto& step : steps) {
    if (!step.changed.contains(file))
      continue;
    ++record.changes;
    for (const auto& test : step.began_to_fail)
      ++record.broke[test];
  }
  return record;
}

void add_evidence(const std::string& file, const FileRecord& record,
                  std::map<std::string, LikelyFailure>& likely) {
  for (const auto& [test, times] : record.broke) {
    auto& entry = likely[test];
    const double share = static_cast<double>(times) / (record.changes + 1);
    const double best = entry.changes == 0 ? 0 : static_cast<double>(entry.failed) / (entry.changes + 1);
    entry.test = test;
    entry.probability = 1 - (1 - entry.probability) * (1 - share);
    if (share <= best)
      continue;
    entry.because = file;
    entry.failed = times;
    entry.changes = record.changes;
  }
}

} // namespace

std::vector<Step>
steps_of(const std::vector<PastRun>& runs,
         const std::function<std::set<std::string>(const std::string&, const std::string&)>& changed) {
  std::vector<Step> steps;
  const PastRun* before = nullptr;
  for (const auto& run : runs) {
    if (run.commit.empty())
      continue;
    if (before != nullptr && before->commit != run.commit)
      if (auto files = changed(before->commit, run.commit); !files.empty())
        steps.push_back({std::move(files), without(run.failing, before->failing)});
    before = &run;
  }
  return steps;
}

std::vector<LikelyFailure> likely_failures(const std::vector<Step>& steps,
                                           const std::set<std::string>& changed_now) {
  std::map<std::string, LikelyFailure> by_test;
  for (const auto& file : changed_now)
    add_evidence(file, record_of(steps, file), by_test);
  std::vector<LikelyFailure> likely;
  for (auto& [test, entry] : by_test)
    likely.push_back(std::move(entry));
  base::stable_sort(likely,
                    [](const auto& left, const auto& right) { return left.probability > right.probability; });
  return likely;
}

} // namespace aurora::quality
