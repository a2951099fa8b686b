#include "aurora/report/heal_report.hpp"

#include "aurora/report/json_value.hpp"

namespace aurora::report {
namespace {

Json::Value verdict_to_json(const model::Verdict& verdict) {
  Json::Value out;
  out["stage"] = std::string(model::to_string(verdict.stage));
  out["reason"] = json_text(verdict.reason);
  out["evidence"] = json_texts(verdict.evidence);
  out["seconds"] = verdict.seconds;
  return out;
}

Json::Value attempt_to_json(const HealAttempt& attempt) {
  Json::Value out;
  out["iteration"] = attempt.iteration;
  out["signature"] = json_text(attempt.signature);
  out["provider"] = json_text(attempt.provider);
  out["rule"] = json_text(attempt.rule);
  out["title"] = json_text(attempt.title);
  out["verdict"] = verdict_to_json(attempt.verdict);
  return out;
}

Json::Value kept_to_json(const KeptPatch& kept) {
  Json::Value out;
  out["signature"] = json_text(kept.signature);
  out["cluster"] = json_text(kept.cluster_title);
  out["provider"] = json_text(kept.patch.provider);
  out["rule"] = json_text(kept.patch.rule);
  out["title"] = json_text(kept.patch.title);
  out["explanation"] = json_text(kept.patch.explanation);
  out["changed_lines"] = model::changed_lines(kept.patch);
  out["files"] = Json::Value(Json::arrayValue);
  for (const auto& change : kept.patch.changes)
    out["files"].append(json_text(change.path));
  out["verdict"] = verdict_to_json(kept.verdict);
  out["risk"] = std::string(model::to_string(kept.risk));
  out["risk_reasons"] = json_texts(kept.risk_reasons);
  out["patch_file"] = json_text(kept.patch_file);
  out["commit"] = json_text(kept.commit);
  return out;
}

Json::Value unhealed_to_json(const UnhealedCluster& cluster) {
  Json::Value out;
  out["signature"] = json_text(cluster.signature);
  out["title"] = json_text(cluster.title);
  out["failures"] = cluster.failures;
  out["flaky"] = cluster.flaky;
  out["reason"] = json_text(cluster.reason);
  out["suggestion"] = json_text(cluster.suggestion);
  return out;
}

Json::Value candidate_to_json(const CandidateCount& candidate) {
  Json::Value out;
  out["provider"] = json_text(candidate.provider);
  out["outcome"] = std::string(model::to_string(candidate.outcome));
  out["count"] = candidate.count;
  return out;
}

template <class T>
Json::Value list_of(const std::vector<T>& items, Json::Value (*convert)(const T&)) {
  Json::Value out(Json::arrayValue);
  for (const auto& item : items)
    out.append(convert(item));
  return out;
}

} // namespace

void write_heal(std::ostream& out, const HealReport& report) {
  Json::Value root;
  root["schema"] = "aurora.heal/1";
  root["timestamp"] = json_text(report.timestamp);
  root["mode"] = json_text(report.mode);
  root["isolation"] = json_text(report.isolation);
  root["shadow"] = json_text(report.shadow);
  root["iterations"] = report.iterations;
  root["max_iterations"] = report.max_iterations;
  root["stopped_because"] = json_text(report.stopped_because);
  root["failures_before"] = report.failures_before;
  root["failures_after"] = report.failures_after;
  root["duration_seconds"] = report.seconds;
  root["candidates"] = list_of(report.candidates, candidate_to_json);
  root["attempts"] = list_of(report.attempts, attempt_to_json);
  root["kept"] = list_of(report.kept, kept_to_json);
  root["unhealed"] = list_of(report.unhealed, unhealed_to_json);
  root["problems"] = json_texts(report.problems);
  root["verdict"] = json_text(report.verdict);
  write_document(out, root);
}

} // namespace aurora::report
