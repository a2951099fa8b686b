#include <json/json.h>

#include "aurora/base/text.hpp"
#include "aurora/quality/quality.hpp"

namespace aurora::quality {
namespace {

Json::Value text_value(const std::string& text) {
  return base::to_printable(text);
}

Json::Value number_or_null(const std::optional<double>& number) {
  return number ? Json::Value(*number) : Json::Value();
}

Json::Value thin_value(const ThinFile& file) {
  Json::Value out;
  out["file"] = text_value(file.path);
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
  out["test"] = text_value(name_of(test));
  out["framework"] = test.framework;
  out["file"] = text_value(test.file);
  out["line"] = test.line;
  return out;
}

Json::Value same_value(const SameCoverage& group) {
  Json::Value out;
  out["lines"] = Json::UInt64(group.lines);
  out["tests"] = Json::arrayValue;
  for (const auto& test : group.tests)
    out["tests"].append(text_value(test));
  return out;
}

Json::Value likely_value(const LikelyFailure& likely) {
  Json::Value out;
  out["test"] = text_value(likely.test);
  out["probability"] = likely.probability;
  out["because"] = text_value(likely.because);
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
  out["coverage_percent"] = number_or_null(period.coverage);
  return out;
}

Json::Value counts_value(const std::vector<TestCount>& counts) {
  Json::Value out(Json::arrayValue);
  for (const auto& count : counts) {
    Json::Value item;
    item["test"] = text_value(count.test);
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

template <class Range, class Convert>
Json::Value list_value(const Range& items, Convert convert) {
  Json::Value out(Json::arrayValue);
  for (const auto& item : items)
    out.append(convert(item));
  return out;
}

} // namespace

std::string quality_json(const Quality& quality) {
  Json::Value root;
  root["schema"] = "aurora.quality/1";
  root["goal"] = quality.goal;
  root["coverage_percent"] = number_or_null(quality.coverage_percent);
  root["below_goal"] = list_value(quality.thin_files, thin_value);
  root["written_tests"] = quality.written_tests;
  root["no_assertion"] = list_value(quality.without_assertion, written_value);
  root["vague_name"] = list_value(quality.without_meaning, written_value);
  root["traced_tests"] = quality.traced_tests;
  root["same_coverage"] = list_value(quality.same_coverage, same_value);
  root["changed"] = list_value(quality.changed, text_value);
  root["likely_failures"] = list_value(quality.likely, likely_value);
  root["health"] = quality.health ? health_value(*quality.health) : Json::Value();
  root["notes"] = list_value(quality.notes, text_value);
  Json::StreamWriterBuilder builder;
  builder["indentation"] = "  ";
  builder["emitUTF8"] = true;
  return Json::writeString(builder, root) + "\n";
}

} // namespace aurora::quality
