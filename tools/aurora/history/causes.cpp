#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "aurora/history/run_writer.hpp"
#include "aurora/history/time.hpp"

namespace aurora::history {
namespace {

struct SeenCause {
  std::string category;
  std::string title;
};

struct OpenCause {
  long long id = 0;
  std::string category;
  std::string opened_at;
};

using Seen = std::map<std::string, SeenCause>;
using Open = std::map<std::string, OpenCause>;

/// What was red when the run began; flaky failures are no causes.
Seen seen_at_start(const RunRecord& run) {
  Seen seen;
  for (const auto& event : run.events)
    if (!event.flaky)
      seen.emplace(event.signature, SeenCause{std::string(model::to_string(event.category)), event.message});
  for (const auto& cluster : run.clusters)
    if (const auto known = seen.find(cluster.signature); known != seen.end())
      known->second.title = cluster.title;
  return seen;
}

base::Result<Open> open_causes(Database& database, const RunRecord& run) {
  const auto rows =
      database.query("SELECT id, signature, category, opened_at FROM causes WHERE project = ? AND "
                     "branch = ? AND closed_at IS NULL",
                     {run.project, run.branch}, {Column::integer, Column::text, Column::text, Column::text});
  if (!rows)
    return base::forward(rows);
  Open open;
  for (const auto& row : *rows)
    open[text_at(row, 1)] = {integer_at(row, 0), text_at(row, 2), text_at(row, 3)};
  return open;
}

base::Result<void> open_cause(Database& database, const RunRecord& run, const std::string& signature,
                              const SeenCause& cause) {
  return database.execute(
      "INSERT INTO causes (project, branch, signature, category, title, opened_at, seen_at, "
      "recurrence) SELECT ?, ?, ?, ?, ?, ?, ?, CASE WHEN EXISTS (SELECT 1 FROM causes WHERE "
      "project = ? AND branch = ? AND signature = ?) THEN 1 ELSE 0 END",
      {run.project, run.branch, signature, cause.category, cause.title.substr(0, 4000), run.started,
       run.started, run.project, run.branch, signature});
}

base::Result<void> close_cause(Database& database, const OpenCause& cause, const std::string& at,
                               const std::string& by) {
  const double seconds = seconds_between(cause.opened_at, at).value_or(0);
  return database.execute("UPDATE causes SET closed_at = ?, closed_by = ?, open_seconds = ? WHERE id = ?",
                          {at, by, std::max(0.0, seconds), cause.id});
}

/// Many at a time: a server is asked over a network.
base::Result<void> note_seen(Database& database, std::span<const long long> ids, const std::string& at) {
  constexpr std::size_t k_most_ids = 500;
  while (!ids.empty()) {
    const auto part = ids.first(std::min(ids.size(), k_most_ids));
    std::string places = "?";
    Row parameters{at};
    for (const auto id : part) {
      places += parameters.size() > 1 ? ", ?" : "";
      parameters.emplace_back(id);
    }
    if (auto done = database.execute("UPDATE causes SET seen_at = ? WHERE id IN (" + places + ")",
                                     std::move(parameters));
        !done)
      return done;
    ids = ids.subspan(part.size());
  }
  return {};
}

/// While the build is red nothing is known of the tests.
bool could_be_seen(const RunRecord& run, const OpenCause& cause) {
  const bool of_build = cause.category == "build" || cause.category == "link";
  const bool of_benchmark = cause.category == "performance";
  return run.scope == Scope::all_tests && (run.built || of_build) && (run.measured || !of_benchmark);
}

base::Result<void> settle_with_start(Database& database, const RunRecord& run, const Seen& seen) {
  const auto open = open_causes(database, run);
  if (!open)
    return base::forward(open);
  std::vector<long long> red;
  for (const auto& [signature, cause] : *open) {
    if (seen.contains(signature))
      red.push_back(cause.id);
    else if (could_be_seen(run, cause))
      if (auto done = close_cause(database, cause, run.started, "people"); !done)
        return done;
  }
  if (auto done = note_seen(database, red, run.started); !done)
    return done;
  for (const auto& [signature, cause] : seen)
    if (!open->contains(signature))
      if (auto done = open_cause(database, run, signature, cause); !done)
        return done;
  return {};
}

bool has_landed(const RunRecord& run) {
  return std::ranges::any_of(run.clusters, [](const auto& cluster) { return cluster.ending == "landed"; });
}

base::Result<void> settle_with_end(Database& database, const RunRecord& run, const Seen& seen) {
  const std::set<std::string> left(run.signatures_left.begin(), run.signatures_left.end());
  const bool shown_more = std::ranges::any_of(left, [&](const auto& one) { return !seen.contains(one); });
  if (!has_landed(run) && !shown_more)
    return {}; // as it began: what is seen is open already
  const auto open = open_causes(database, run);
  if (!open)
    return base::forward(open);
  for (const auto& [signature, cause] : *open)
    if (seen.contains(signature) && !left.contains(signature) && has_landed(run))
      if (auto done = close_cause(database, cause, run.ended, "aurora"); !done)
        return done;
  for (const auto& signature : left)
    if (!open->contains(signature))
      if (auto done = open_cause(database, run, signature, {"", "shown by a fix"}); !done)
        return done;
  return {};
}

} // namespace

base::Result<void> account_for_causes(Database& database, const RunRecord& run) {
  const auto seen = seen_at_start(run);
  if (auto done = settle_with_start(database, run, seen); !done)
    return done;
  return settle_with_end(database, run, seen);
}

} // namespace aurora::history
