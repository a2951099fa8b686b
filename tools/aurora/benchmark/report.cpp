#include "aurora/benchmark/report.hpp"

#include <ostream>

#include "aurora/base/json_value.hpp"

namespace aurora::benchmark {
namespace {

using base::json_text;

Json::Value judged_value(const Judged& judged) {
  const auto& found = judged.comparison;
  Json::Value out;
  out["name"] = json_text(found.name);
  out["finding"] = std::string(to_string(found.finding));
  out["words"] = json_text(in_words(judged));
  out["median_seconds"] = found.now;
  out["spread"] = found.spread;
  out["tolerated_ratio"] = judged.tolerance.ratio;
  out["alpha"] = judged.tolerance.alpha;
  for (const double sample : judged.samples)
    out["seconds"].append(sample);
  if (judged.baseline.samples.empty())
    return out;
  out["ratio"] = found.ratio;
  out["p"] = found.p;
  auto& baseline = out["baseline"];
  baseline["median_seconds"] = found.before;
  baseline["repetitions"] = static_cast<Json::UInt64>(judged.baseline.samples.size());
  baseline["at"] = judged.baseline.at;
  baseline["commit"] = json_text(judged.baseline.commit);
  return out;
}

} // namespace

void write_report(std::ostream& out, const Report& report) {
  Json::Value root;
  root["schema"] = "aurora.benchmarks/1";
  root["timestamp"] = report.timestamp;
  root["setup"] = json_text(report.setup);
  root["benchmarks"] = Json::Value(Json::arrayValue);
  for (const auto& judged : report.benchmarks)
    root["benchmarks"].append(judged_value(judged));
  root["failed"] = Json::Value(Json::arrayValue);
  for (const auto& failure : report.failed) {
    Json::Value item;
    item["name"] = json_text(failure.name);
    item["why"] = json_text(failure.why);
    root["failed"].append(item);
  }
  out << base::json_document(root, 9);
}

} // namespace aurora::benchmark
