#include "aurora/report/documents.hpp"

#include <set>

#include "aurora/report/json_value.hpp"
#include "aurora/report/places.hpp"

namespace aurora::report {
namespace {

Json::Value owners_of(const model::Cluster& cluster) {
  std::set<std::string> owners;
  for (const auto& event : cluster.events)
    owners.insert(event.owner.begin(), event.owner.end());
  return json_texts({owners.begin(), owners.end()});
}

Json::Value cluster_to_json(const model::Cluster& cluster) {
  Json::Value out;
  out["signature"] = json_text(cluster.signature);
  out["category"] = std::string(model::to_string(cluster.category));
  out["title"] = json_text(cluster.title);
  out["risk"] = cluster.risk;
  out["risk_reasons"] = json_texts(cluster.risk_reasons);
  out["flaky"] = cluster.flaky;
  out["signatures"] = json_texts(cluster.signatures);
  out["first_seen"] = json_text(cluster.first_seen);
  out["owners"] = owners_of(cluster);
  out["count"] = static_cast<int>(cluster.events.size());
  out["tests"] = Json::Value(Json::arrayValue);
  for (const auto& event : cluster.events)
    out["tests"].append(json_text(event.test_id));
  return out;
}

Json::Value suspects_to_json(const ClusterSuspects& cluster) {
  Json::Value out;
  out["signature"] = json_text(cluster.signature);
  out["suspects"] = Json::Value(Json::arrayValue);
  for (const auto& place : places(cluster.suspects)) {
    Json::Value item;
    item["file"] = json_text(place.file);
    item["line"] = place.line;
    item["last_line"] = place.last_line;
    item["score"] = place.score;
    item["reason"] = json_text(place.reason);
    out["suspects"].append(item);
  }
  return out;
}

Json::Value finding_to_json(const model::Finding& finding) {
  Json::Value out;
  out["rule"] = json_text(finding.rule);
  out["severity"] = std::string(model::to_string(finding.severity));
  out["message"] = json_text(finding.message);
  out["file"] = json_text(finding.file);
  out["line"] = finding.line;
  return out;
}

} // namespace

void write_clusters(std::ostream& out, const std::vector<model::Cluster>& clusters) {
  Json::Value root;
  root["schema"] = "aurora.clusters/1";
  root["clusters"] = Json::Value(Json::arrayValue);
  for (const auto& cluster : clusters)
    root["clusters"].append(cluster_to_json(cluster));
  write_document(out, root);
}

base::Result<std::map<std::string, std::string>> read_first_seen(std::string_view text) {
  const auto root = parse_document(text, "aurora.clusters/1");
  if (!root)
    return base::forward(root);
  std::map<std::string, std::string> seen;
  for (const auto& cluster : list_in(*root, "clusters")) {
    const auto since = text_in(cluster, "first_seen");
    if (since.empty())
      continue;
    for (const auto& signature : list_in(cluster, "signatures"))
      if (signature.isString())
        seen.emplace(signature.asString(), since);
  }
  return seen;
}

void write_suspects(std::ostream& out, const std::vector<ClusterSuspects>& clusters) {
  Json::Value root;
  root["schema"] = "aurora.suspects/1";
  root["clusters"] = Json::Value(Json::arrayValue);
  for (const auto& cluster : clusters)
    root["clusters"].append(suspects_to_json(cluster));
  write_document(out, root);
}

void write_policy(std::ostream& out, const PolicyReport& report) {
  Json::Value root;
  root["schema"] = "aurora.policy-report/1";
  root["timestamp"] = json_text(report.timestamp);
  root["subject"] = json_text(report.subject);
  root["author"] = json_text(report.author);
  root["refused"] = report.refused;
  root["risk"] = json_text(report.risk);
  root["risk_reasons"] = json_texts(report.risk_reasons);
  root["findings"] = Json::Value(Json::arrayValue);
  for (const auto& finding : report.findings)
    root["findings"].append(finding_to_json(finding));
  write_document(out, root);
}

void write_canary(std::ostream& out, const CanaryReport& report) {
  Json::Value root;
  root["schema"] = "aurora.canary/1";
  root["timestamp"] = json_text(report.timestamp);
  root["label"] = json_text(report.label);
  root["passed"] = report.counts.passed;
  root["failed"] = report.counts.failed;
  root["skipped"] = report.counts.skipped;
  root["not_run"] = report.counts.not_run;
  root["total"] = report.counts.total();
  root["duration_seconds"] = report.seconds;
  root["failed_tests"] = json_texts(report.failed_tests);
  root["unhealthy_services"] = json_texts(report.unhealthy_services);
  root["rolled_back"] = report.rolled_back;
  root["restored_files"] = json_texts(report.restored_files);
  root["verdict"] = json_text(report.verdict);
  write_document(out, root);
}

} // namespace aurora::report
