#include "aurora/base/json_value.hpp"
#include "aurora/quality/quality.hpp"

namespace aurora::quality {
namespace {

using base::json_list;
using base::json_number;
using base::json_text;
using base::json_texts;

Json::Value thin_value(const ThinFile& file) {
  Json::Value out;
  out["file"] = json_text(file.path);
  out["covered_lines"] = file.covered_lines;
  out["total_lines"] = file.total_lines;
  out["percent"] = file.percent;
  out["missed"] = Json::arrayValue;
  for (const auto& [first, last] : file.missed) {
    Json::Value range(Json::arrayValue);
    range.append(first);
    range.append(last);
    out["missed"].append(range);
  }
  return out;
}

Json::Value written_value(const WrittenTest& test) {
  Json::Value out;
  out["test"] = json_text(name_of(test));
  out["framework"] = test.framework;
  out["file"] = json_text(test.file);
  out["line"] = test.line;
  return out;
}

Json::Value same_value(const SameCoverage& group) {
  Json::Value out;
  out["lines"] = Json::UInt64(group.lines);
  out["tests"] = json_texts(group.tests);
  return out;
}

Json::Value likely_value(const LikelyFailure& likely) {
  Json::Value out;
  out["test"] = json_text(likely.test);
  out["probability"] = likely.probability;
  out["because"] = json_text(likely.because);
  out["failed"] = likely.failed;
  out["changes"] = likely.changes;
  return out;
}

Json::Value period_value(const Period& period) {
  Json::Value out;
  out["runs"] = period.runs;
  out["green_share"] = period.green_share;
  out["pass_rate"] = period.pass_rate;
  out["median_seconds"] = period.median_seconds;
  out["flaky_per_run"] = period.flaky_per_run;
  out["coverage_percent"] = json_number(period.coverage);
  return out;
}

Json::Value counts_value(const std::vector<TestCount>& counts) {
  Json::Value out(Json::arrayValue);
  for (const auto& count : counts) {
    Json::Value item;
    item["test"] = json_text(count.test);
    item["runs"] = count.runs;
    out.append(item);
  }
  return out;
}

Json::Value health_value(const Health& health) {
  Json::Value out;
  out["all"] = period_value(health.all);
  out["older"] = period_value(health.older);
  out["newer"] = period_value(health.newer);
  out["most_failing"] = counts_value(health.most_failing);
  out["most_flaky"] = counts_value(health.most_flaky);
  return out;
}

Json::Value mutant_value(const Mutant& mutant) {
  Json::Value out;
  out["file"] = json_text(mutant.file);
  out["line"] = mutant.line;
  out["kind"] = json_text(mutant.kind);
  out["change"] = json_text(in_words(mutant));
  out["reached_by"] = Json::UInt64(mutant.reached.size());
  return out;
}

Json::Value score_value(const FileScore& score) {
  Json::Value out;
  out["file"] = json_text(score.file);
  out["mutants"] = score.mutants;
  out["killed"] = score.killed;
  out["survived"] = score.survived;
  out["not_reached"] = score.not_reached;
  out["not_tried"] = score.not_tried;
  out["percent"] = score.percent();
  return out;
}

Json::Value redundant_value(const Redundant& group) {
  Json::Value out;
  out["lines"] = Json::UInt64(group.lines);
  out["mutants"] = Json::UInt64(group.mutants);
  out["tests"] = base::json_texts(group.tests);
  return out;
}

Json::Value mutants_value(const Quality& quality) {
  const auto& run = *quality.mutants;
  Json::Value out;
  out["tests"] = Json::UInt64(run.tests.size());
  out["mutants"] = Json::UInt64(run.mutants.size());
  out["seconds"] = run.seconds;
  out["files"] = json_list(scores(run), score_value);
  out["survivors"] = json_list(survivors(run), mutant_value);
  out["redundant"] = json_list(quality.redundant, redundant_value);
  out["notes"] = base::json_texts(run.notes);
  return out;
}

} // namespace

std::string quality_json(const Quality& quality) {
  Json::Value root;
  root["schema"] = "aurora.quality/1";
  root["goal"] = quality.goal;
  root["coverage_percent"] = json_number(quality.coverage_percent);
  root["below_goal"] = json_list(quality.thin_files, thin_value);
  root["written_tests"] = quality.written_tests;
  root["no_assertion"] = json_list(quality.without_assertion, written_value);
  root["vague_name"] = json_list(quality.without_meaning, written_value);
  root["traced_tests"] = quality.traced_tests;
  root["same_coverage"] = json_list(quality.same_coverage, same_value);
  root["mutants"] = quality.mutants ? mutants_value(quality) : Json::Value();
  root["changed"] = json_list(quality.changed, json_text);
  root["likely_failures"] = json_list(quality.likely, likely_value);
  root["health"] = quality.health ? health_value(*quality.health) : Json::Value();
  root["notes"] = json_texts(quality.notes);
  return base::json_document(root, 17);
}

} // namespace aurora::quality
