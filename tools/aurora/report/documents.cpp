#include "aurora/report/documents.hpp"

#include <map>

#include <fmt/format.h>
#include <json/json.h>

#include "aurora/base/text.hpp"
#include "aurora/model/json.hpp"

namespace aurora::report {
namespace {

Json::Value words(std::string_view text) {
  return Json::Value(base::to_printable(text));
}

template <class T>
Json::Value word_list(const T& texts) {
  Json::Value out(Json::arrayValue);
  for (const auto& text : texts)
    out.append(words(text));
  return out;
}

std::string write(const Json::Value& root, std::string_view indentation = " ") {
  Json::StreamWriterBuilder builder;
  builder["indentation"] = std::string(indentation);
  builder["emitUTF8"] = true;
  builder["precision"] = 9;
  return Json::writeString(builder, root) + "\n";
}

Json::Value failure_json(const model::Event& event) {
  Json::Value out;
  out["test_id"] = words(event.test_id);
  out["name"] = words(event.test_id);
  out["file"] = words(event.file);
  out["line"] = event.line;
  out["type"] = words(event.error_class);
  out["category"] = std::string(model::to_string(event.category));
  out["message"] = words(event.message);
  out["stack"] = words(event.stack);
  out["signature"] = event.signature;
  out["flaky"] = event.flaky;
  out["repro_cmd"] = words(event.repro_cmd);
  return out;
}

Json::Value coverage_json(const CoverageFigures& coverage) {
  Json::Value out;
  out["percent"] = coverage.percent;
  out["covered_lines"] = coverage.covered_lines;
  out["total_lines"] = coverage.total_lines;
  out["branch_percent"] = coverage.branch_percent;
  if (coverage.delta)
    out["delta"] = *coverage.delta;
  out["files"] = Json::Value(Json::arrayValue);
  for (const auto& file : coverage.files) {
    Json::Value item;
    item["path"] = words(file.path);
    item["percent"] = file.percent;
    item["covered_lines"] = file.covered_lines;
    item["total_lines"] = file.total_lines;
    out["files"].append(item);
  }
  return out;
}

Json::Value environment_json(const settings::Settings& settings) {
  Json::Value out;
  out["compiler"] = words(settings.cxx_compiler_id + " " + settings.cxx_compiler_version);
  out["generator"] = words(settings.generator);
  out["build_type"] = words(settings.config);
  out["os"] = "Linux";
  return out;
}

/// F2: a test may take 5 s, all tests of one file 30 s.
Json::Value slow_json(const model::TestRun& run) {
  constexpr double k_test_seconds = 5;
  constexpr double k_file_seconds = 30;
  Json::Value out(Json::arrayValue);
  std::map<std::string, double> by_file;
  for (const auto& test : run.cases) {
    by_file[test.file] += test.seconds;
    if (test.seconds > k_test_seconds)
      out.append(
          words(fmt::format("{}: {:.1f} s, over {} s", test.ctest_name, test.seconds, k_test_seconds)));
  }
  for (const auto& [file, seconds] : by_file)
    if (!file.empty() && seconds > k_file_seconds)
      out.append(words(fmt::format("{}: {:.1f} s, over {} s", file, seconds, k_file_seconds)));
  return out;
}

Json::Value attempt_json(const heal::Attempt& attempt) {
  Json::Value out;
  out["provider"] = words(attempt.patch.provider);
  out["rule"] = words(attempt.patch.rule);
  out["title"] = words(attempt.patch.title);
  out["stage"] = std::string(model::to_string(attempt.verdict.stage));
  out["reason"] = words(attempt.verdict.reason);
  out["evidence"] = word_list(attempt.verdict.evidence);
  out["seconds"] = attempt.verdict.seconds;
  out["changed_lines"] = model::changed_lines(attempt.patch);
  return out;
}

Json::Value attempt_counts(const heal::Outcome& outcome) {
  Json::Value counts(Json::objectValue);
  for (const auto& cluster : outcome.clusters)
    for (const auto& attempt : cluster.attempts) {
      auto& cell = counts[attempt.patch.provider][std::string(model::to_string(attempt.verdict.stage))];
      cell = cell.isInt() ? cell.asInt() + 1 : 1;
    }
  return counts;
}

Json::Value cluster_outcome_json(const heal::ClusterOutcome& cluster) {
  Json::Value out;
  out["signature"] = cluster.cluster.signature;
  out["title"] = words(cluster.cluster.title);
  out["category"] = std::string(model::to_string(cluster.cluster.category));
  out["ending"] = std::string(heal::to_string(cluster.ending));
  out["reason"] = words(cluster.reason);
  out["commit"] = cluster.commit;
  out["notes"] = word_list(cluster.provider_notes);
  out["attempts"] = Json::Value(Json::arrayValue);
  for (const auto& attempt : cluster.attempts)
    out["attempts"].append(attempt_json(attempt));
  return out;
}

Json::Value counts_json(const heal::Snapshot& snapshot) {
  const auto counts = model::count(snapshot.run);
  Json::Value out;
  out["passed"] = counts.passed;
  out["failed"] = counts.failed;
  out["skipped"] = counts.skipped;
  out["not_run"] = counts.not_run;
  int flaky = 0;
  for (const auto& event : snapshot.events)
    flaky += event.flaky ? 1 : 0;
  out["flaky"] = flaky;
  out["total"] = counts.total();
  return out;
}

bool was_accepted(const heal::ClusterOutcome& cluster) {
  return cluster.kept >= 0 && cluster.kept < static_cast<int>(cluster.attempts.size());
}

} // namespace

std::string run_json(const heal::Snapshot& snapshot, const settings::Settings& settings,
                     const std::optional<CoverageFigures>& coverage) {
  auto root = counts_json(snapshot);
  root["schema"] = "aurora.run/1";
  root["ts"] = snapshot.started;
  root["built"] = snapshot.built;
  root["ctest_exit_code"] = snapshot.ctest_exit;
  root["warning"] = words(snapshot.warning);
  root["duration_seconds"] = snapshot.test_seconds;
  root["build_seconds"] = snapshot.build_seconds;
  root["failures"] = Json::Value(Json::arrayValue);
  for (const auto& event : snapshot.events)
    root["failures"].append(failure_json(event));
  root["over_budget"] = slow_json(snapshot.run);
  root["environment"] = environment_json(settings);
  if (coverage)
    root["coverage"] = coverage_json(*coverage);
  return write(root);
}

std::string events_ndjson(const std::vector<model::Event>& events) {
  std::string out;
  for (const auto& event : events)
    out += model::to_json_line(event) + "\n";
  return out;
}

std::string tests_ndjson(const heal::Snapshot& snapshot) {
  std::string out;
  for (const auto& test : snapshot.run.cases) {
    Json::Value item;
    item["schema"] = "aurora.test/1";
    item["ts"] = snapshot.started;
    item["test"] = words(test.ctest_name);
    item["case"] = words(test.name);
    item["result"] = std::string(model::to_string(test.status));
    item["reason"] = words(test.status_reason);
    item["seconds"] = test.seconds;
    item["exit_code"] = test.exit_code ? Json::Value(*test.exit_code) : Json::Value();
    item["output"] = words(test.output);
    out += write(item, "");
  }
  return out;
}

std::string clusters_json(const std::vector<model::Cluster>& clusters) {
  Json::Value root;
  root["schema"] = "aurora.clusters/1";
  root["clusters"] = Json::Value(Json::arrayValue);
  for (const auto& cluster : clusters) {
    Json::Value item;
    item["signature"] = cluster.signature;
    item["title"] = words(cluster.title);
    item["category"] = std::string(model::to_string(cluster.category));
    item["risk"] = cluster.risk;
    item["risk_reasons"] = word_list(cluster.risk_reasons);
    item["flaky"] = cluster.flaky;
    item["tests"] = Json::Value(Json::arrayValue);
    for (const auto& event : cluster.events)
      item["tests"].append(words(event.test_id));
    root["clusters"].append(item);
  }
  return write(root);
}

std::string suspects_json(const heal::Outcome& outcome) {
  Json::Value root;
  root["schema"] = "aurora.suspects/1";
  root["clusters"] = Json::Value(Json::arrayValue);
  for (const auto& cluster : outcome.clusters) {
    Json::Value item;
    item["signature"] = cluster.cluster.signature;
    item["suspects"] = Json::Value(Json::arrayValue);
    for (const auto& suspect : cluster.suspects) {
      Json::Value place;
      place["file"] = words(suspect.file);
      place["line"] = suspect.line;
      place["score"] = suspect.score;
      place["reason"] = words(suspect.reason);
      item["suspects"].append(place);
    }
    root["clusters"].append(item);
  }
  return write(root);
}

std::string heal_json(const heal::Outcome& outcome, const settings::Settings& settings) {
  Json::Value root;
  root["schema"] = "aurora.heal/1";
  root["ts"] = outcome.before.started;
  root["mode"] = std::string(settings::to_string(settings.mode));
  root["iterations"] = outcome.iterations;
  root["stopped_because"] = words(outcome.stopped_because);
  root["isolation"] = words(outcome.shadow);
  root["before"] = counts_json(outcome.before);
  root["after"] = counts_json(outcome.after);
  root["candidates"] = attempt_counts(outcome);
  root["clusters"] = Json::Value(Json::arrayValue);
  for (const auto& cluster : outcome.clusters)
    root["clusters"].append(cluster_outcome_json(cluster));
  root["patches"] = Json::Value(Json::arrayValue);
  for (const auto& file : patch_files(outcome)) {
    auto item = attempt_json(*file.attempt);
    item["file"] = "patches/" + file.name;
    item["signature"] = file.cluster->cluster.signature;
    root["patches"].append(item);
  }
  return write(root);
}

std::string canary_json(const heal::Snapshot& snapshot, const std::vector<std::string>& restored,
                        std::string_view verdict) {
  auto root = counts_json(snapshot);
  root["schema"] = "aurora.canary/1";
  root["ts"] = snapshot.started;
  root["verdict"] = words(verdict);
  root["restored"] = word_list(restored);
  root["failures"] = Json::Value(Json::arrayValue);
  for (const auto& event : snapshot.events)
    root["failures"].append(failure_json(event));
  return write(root);
}

std::string policy_json(const std::vector<model::Finding>& findings, bool refused) {
  Json::Value root;
  root["schema"] = "aurora.policy/1";
  root["refused"] = refused;
  root["findings"] = Json::Value(Json::arrayValue);
  for (const auto& finding : findings) {
    Json::Value item;
    item["rule"] = finding.rule;
    item["severity"] = std::string(model::to_string(finding.severity));
    item["message"] = words(finding.message);
    item["file"] = words(finding.file);
    item["line"] = finding.line;
    root["findings"].append(item);
  }
  return write(root);
}

std::vector<PatchFile> patch_files(const heal::Outcome& outcome) {
  std::vector<PatchFile> files;
  const auto add = [&](const heal::ClusterOutcome& cluster, int index) {
    const auto name = fmt::format("{:03}-{}.patch", files.size() + 1, cluster.cluster.signature);
    files.push_back({name, &cluster, &cluster.attempts[static_cast<std::size_t>(index)]});
  };
  for (const auto& cluster : outcome.clusters) {
    if (!was_accepted(cluster))
      continue;
    add(cluster, cluster.kept);
    for (const int index : cluster.alternatives)
      add(cluster, index);
  }
  return files;
}

std::string patch_markdown(const PatchFile& patch, std::string_view risk) {
  const auto& attempt = *patch.attempt;
  std::string out = fmt::format("# {}\n\n", base::to_printable(attempt.patch.title));
  out += fmt::format("State: **{}**. {}\n\n", model::to_string(attempt.verdict.stage),
                     base::to_printable(attempt.verdict.reason));
  out += fmt::format("## What failed\n\n{}\n\n", base::to_printable(patch.cluster->cluster.title));
  for (const auto& event : patch.cluster->cluster.events)
    out += fmt::format("- `{}` at {}:{}: {}\n", base::to_printable(event.test_id), event.file, event.line,
                       base::to_printable(event.message));
  out +=
      fmt::format("\n## Why this fix\n\n{}\n\nFound by {} ({}).\n",
                  base::to_printable(attempt.patch.explanation), attempt.patch.provider, attempt.patch.rule);
  out += "\n## What was checked\n\n";
  for (const auto& evidence : attempt.verdict.evidence)
    out += fmt::format("- {}\n", base::to_printable(evidence));
  for (const auto& finding : attempt.findings)
    out += fmt::format("- {}: {}\n", model::to_string(finding.severity), base::to_printable(finding.message));
  out += fmt::format("\n## Risk\n\n{}\n\nA patch that passes the tests can still be wrong: read it.\n", risk);
  return out;
}

std::string summary_markdown(const heal::Outcome& outcome) {
  const auto before = model::count(outcome.before.run);
  const auto after = model::count(outcome.after.run);
  std::string out =
      "# Healing\n\n| | passed | failed | not run | skipped |\n| --- | --- | --- | --- | --- |\n";
  out += fmt::format("| before | {} | {} | {} | {} |\n", before.passed, before.failed, before.not_run,
                     before.skipped);
  out += fmt::format("| after | {} | {} | {} | {} |\n\n", after.passed, after.failed, after.not_run,
                     after.skipped);
  for (const auto& cluster : outcome.clusters) {
    out += fmt::format("## {}: {}\n\n{}\n\n", heal::to_string(cluster.ending),
                       base::to_printable(cluster.cluster.title), base::to_printable(cluster.reason));
    if (cluster.cluster.events.empty())
      continue;
    const auto& event = cluster.cluster.events.front();
    out += fmt::format("Cause: {}\n\n", base::to_printable(event.analysis.root_cause));
    if (was_accepted(cluster))
      out += fmt::format(
          "Fix: {}\n\n",
          base::to_printable(cluster.attempts[static_cast<std::size_t>(cluster.kept)].patch.title));
    else
      out += fmt::format("Next: {}\n\nRerun: `{}`\n\n", base::to_printable(event.analysis.suggestion),
                         base::to_printable(event.repro_cmd));
  }
  return out;
}

} // namespace aurora::report
