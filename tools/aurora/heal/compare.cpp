#include "aurora/heal/compare.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

namespace aurora::heal {
namespace {

/// Every name that a test id may begin with: CTest's own names may hold "::", as "yaml::test" does.
std::vector<std::string> possible_names(const std::string& test_id) {
  std::vector<std::string> names;
  for (auto at = test_id.find("::"); at != std::string::npos; at = test_id.find("::", at + 2))
    names.push_back(test_id.substr(0, at));
  names.push_back(test_id);
  return names;
}

/// Worst status of each CTest test; a whole binary may stand for many cases.
std::map<std::string, model::TestStatus> statuses(const Snapshot& snapshot) {
  std::map<std::string, model::TestStatus> out;
  const auto rank = [](model::TestStatus status) {
    return status == model::TestStatus::failed    ? 3
           : status == model::TestStatus::not_run ? 2
           : status == model::TestStatus::passed  ? 1
                                                  : 0;
  };
  for (const auto& test : snapshot.run.cases) {
    const auto [entry, is_new] = out.emplace(test.ctest_name, test.status);
    if (!is_new && rank(test.status) > rank(entry->second))
      entry->second = test.status;
  }
  return out;
}

/// Test id → whether it only could not run.
std::map<std::string, bool> failing_ids(const Snapshot& snapshot) {
  std::map<std::string, bool> ids;
  for (const auto& event : snapshot.events)
    ids.emplace(event.test_id, event.error_class == "NotRun");
  return ids;
}

bool ran(const std::map<std::string, model::TestStatus>& statuses, const std::string& name) {
  const auto found = statuses.find(name);
  return found != statuses.end() && found->second != model::TestStatus::skipped &&
         found->second != model::TestStatus::not_run;
}

/// A red test that is no longer there, or skips itself, is not a healed one. Stand-ins for tests that could
/// not be built go with their cause.
std::set<std::string> vanished_causes(const model::Cluster& cluster,
                                      const std::map<std::string, model::TestStatus>& is) {
  std::set<std::string> names;
  for (const auto& event : cluster.events) {
    const bool seen = std::ranges::any_of(
        is, [&](const auto& test) { return names_test(test.first, event.test_id) && ran(is, test.first); });
    if (!seen && !is_build_failure(event) && event.error_class != "NotRun")
      names.insert(event.test_id);
  }
  return names;
}

void add_lost_cases(const model::CaseCensus& was, const model::CaseCensus& is,
                    std::vector<std::string>& lost) {
  if (was.names.empty() || is.names.empty()) {
    if (is.ran < was.ran)
      lost.push_back(fmt::format("{} ({} of its {} cases)", was.ctest_name, was.ran - is.ran, was.ran));
    return;
  }
  const std::set<std::string> names(is.names.begin(), is.names.end());
  for (const auto& name : was.names)
    if (!names.contains(name))
      lost.push_back(was.ctest_name + "::" + name);
}

/// Cases that ran inside a CTest test and do not any more, though the test itself passes.
std::vector<std::string> vanished_cases(const Snapshot& before, const Snapshot& after,
                                        const std::map<std::string, model::TestStatus>& is) {
  std::map<std::string, model::CaseCensus> now;
  for (const auto& census : after.census)
    now.emplace(census.ctest_name, census);
  std::vector<std::string> lost;
  for (const auto& was : before.census) {
    const auto status = is.find(was.ctest_name);
    if (status != is.end() && status->second == model::TestStatus::passed)
      add_lost_cases(was, now[was.ctest_name], lost);
  }
  return lost;
}

} // namespace

bool is_build_failure(const model::Event& event) {
  return event.test_id.starts_with("build::");
}

bool names_test(const std::string& name, const std::string& id) {
  const auto rest = id.starts_with(name) ? id.substr(name.size()) : "x";
  return rest.empty() || rest.starts_with("::") || rest.starts_with('#');
}

std::set<std::string> build_signatures(const Snapshot& snapshot) {
  std::set<std::string> signatures;
  for (const auto& event : snapshot.events)
    if (is_build_failure(event))
      signatures.insert(event.signature);
  return signatures;
}

std::vector<std::string> ctest_names(const std::vector<model::Event>& events) {
  std::vector<std::string> names;
  for (const auto& event : events) {
    if (is_build_failure(event))
      continue;
    for (auto& name : possible_names(event.test_id))
      if (std::ranges::find(names, name) == names.end())
        names.push_back(std::move(name));
  }
  return names;
}

Comparison compare(const Snapshot& before, const Snapshot& after, const model::Cluster& cluster) {
  Comparison result;
  const auto failing_now = failing_ids(after);
  const auto failed_before = failing_ids(before);
  const auto was = statuses(before);
  const auto is = statuses(after);
  for (const auto& event : cluster.events)
    if (failing_now.contains(event.test_id))
      result.still_failing.push_back(event.test_id);
  for (const auto& [id, cannot_run] : failing_now) {
    const auto known = failed_before.find(id);
    if (known != failed_before.end() && (!known->second || cannot_run))
      continue;
    const bool could_run = std::ranges::any_of(was, [&id = id](const auto& test) {
      return names_test(test.first, id) && test.second != model::TestStatus::not_run;
    });
    (could_run ? result.broken : result.revealed).push_back(id);
  }
  for (const auto& [name, status] : was)
    if (status == model::TestStatus::passed && !ran(is, name))
      result.vanished.push_back(name);
  for (const auto& name : vanished_causes(cluster, is))
    result.vanished.push_back(name);
  std::ranges::move(vanished_cases(before, after, is), std::back_inserter(result.vanished));
  return result;
}

} // namespace aurora::heal
