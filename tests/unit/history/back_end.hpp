#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "aurora/history/database.hpp"
#include "aurora/history/records.hpp"
#include "aurora/history/store.hpp"

namespace aurora::history {

/// Where the conformance tests run: the same sources are linked with SQLite and with PostgreSQL.
class BackEnd {
public:
  virtual ~BackEnd() = default;
  /// A database that nothing is in.
  virtual DatabaseOptions empty() = 0;
  /// One with the newest schema and no rows; the one before may be gone then.
  virtual DatabaseOptions without_rows() { return empty(); }
};

std::unique_ptr<BackEnd> make_back_end();

inline std::unique_ptr<Database> connected(const DatabaseOptions& options) {
  auto database = connect(options);
  if (!database) {
    ADD_FAILURE() << base::to_string(database.error());
    return nullptr;
  }
  return std::move(*database);
}

/// Also usable in a process that the test has forked.
inline std::unique_ptr<Store> store_at(const DatabaseOptions& options) {
  auto database = connect(options);
  if (!database) {
    ADD_FAILURE() << base::to_string(database.error());
    return nullptr;
  }
  auto store = make_store(std::move(*database));
  if (!store) {
    ADD_FAILURE() << base::to_string(store.error());
    return nullptr;
  }
  return std::move(*store);
}

inline model::Event failure(const std::string& signature, const std::string& test_id) {
  model::Event event;
  event.ts = "2026-03-01T10:00:00.000Z";
  event.signature = signature;
  event.test_id = test_id;
  event.suite = "unit";
  event.file = "src/a.cpp";
  event.line = 7;
  event.category = model::Category::assertion;
  event.error_class = "AssertionFailure";
  event.message = "expected 1, got 2";
  event.outcome = "failed";
  return event;
}

/// A run on a day of March 2026 that takes a minute and sees these causes.
inline RunRecord run_of(const std::string& command, int day, const std::vector<std::string>& signatures) {
  RunRecord run;
  run.project = "shop";
  run.command = command;
  const std::string date = "2026-03-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
  run.started = date + "T10:00:00.000Z";
  run.ended = date + "T10:01:00.000Z";
  run.seconds = 60;
  run.branch = "main";
  run.verdict = signatures.empty() ? "green" : "red";
  run.counts.passed = 10;
  for (const auto& signature : signatures)
    run.events.push_back(failure(signature, "suite." + signature));
  run.signatures_left = signatures;
  return run;
}

/// A heal of these causes by one provider, all of which landed.
inline RunRecord heal_of(int day, const std::vector<std::string>& signatures, const std::string& provider) {
  auto run = run_of("heal", day, signatures);
  run.verdict = "green";
  run.signatures_left.clear();
  for (const auto& signature : signatures) {
    ClusterRecord cluster;
    cluster.signature = signature;
    cluster.category = "assertion";
    cluster.title = "title of " + signature;
    cluster.events = 1;
    cluster.ending = "landed";
    cluster.seconds = 20;
    cluster.asks = {{provider, 5, 2, ""}};
    AttemptRecord refused{provider, "rule-a", "first", "fails", "still red", {}, 2, false, "", {}, ""};
    AttemptRecord landed{provider,
                         "rule-b",
                         "second",
                         "landed",
                         "",
                         {"10 of 10 tests pass"},
                         3,
                         true,
                         "--- a/src/a.cpp\n",
                         {"src/a.cpp"},
                         "abc"};
    cluster.attempts = {refused, landed};
    run.clusters.push_back(cluster);
  }
  return run;
}

} // namespace aurora::history
