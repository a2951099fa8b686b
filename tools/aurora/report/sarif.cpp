#include "aurora/report/sarif.hpp"

#include <set>

#include <json/json.h>

#include "aurora/base/text.hpp"

namespace aurora::report {
namespace {

struct Row {
  std::string rule;
  std::string level;
  std::string message;
  std::string file;
  int line = 0;
  std::string fingerprint;
};

/// A URI reference (RFC 3986) of a relative path: everything but unreserved characters and "/" is escaped.
std::string to_uri(const std::string& path) {
  constexpr std::string_view k_hex = "0123456789ABCDEF";
  std::string uri;
  for (const char c : path) {
    if (base::is_identifier_char(c) || std::string_view("-.~/").find(c) != std::string_view::npos) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += '%';
    uri += k_hex[byte >> 4];
    uri += k_hex[byte & 15];
  }
  return uri;
}

Json::Value location(const Row& row) {
  Json::Value physical;
  physical["artifactLocation"]["uri"] = to_uri(row.file);
  physical["artifactLocation"]["uriBaseId"] = "SRCROOT";
  if (row.line > 0)
    physical["region"]["startLine"] = row.line;
  Json::Value out;
  out["physicalLocation"] = physical;
  return out;
}

Json::Value result(const Row& row) {
  Json::Value out;
  out["ruleId"] = row.rule;
  out["level"] = row.level;
  out["message"]["text"] = base::to_printable(row.message);
  if (!row.file.empty())
    out["locations"].append(location(row));
  if (!row.fingerprint.empty())
    out["partialFingerprints"]["auroraSignature/v1"] = row.fingerprint;
  return out;
}

std::string log_of(const std::vector<Row>& rows) {
  Json::Value run;
  run["tool"]["driver"]["name"] = "Aurora";
  run["tool"]["driver"]["rules"] = Json::Value(Json::arrayValue);
  run["results"] = Json::Value(Json::arrayValue);
  std::set<std::string> rules;
  for (const auto& row : rows) {
    rules.insert(row.rule);
    run["results"].append(result(row));
  }
  for (const auto& rule : rules) {
    Json::Value item;
    item["id"] = rule;
    run["tool"]["driver"]["rules"].append(item);
  }
  Json::Value root;
  root["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  root["version"] = "2.1.0";
  root["runs"].append(run);
  Json::StreamWriterBuilder builder;
  builder["indentation"] = " ";
  builder["emitUTF8"] = true;
  return Json::writeString(builder, root) + "\n";
}

} // namespace

std::string sarif(const std::vector<model::Finding>& findings) {
  std::vector<Row> rows;
  for (const auto& finding : findings)
    rows.push_back({finding.rule, std::string(model::to_string(finding.severity)), finding.message,
                    finding.file, finding.line, ""});
  return log_of(rows);
}

std::string sarif(const std::vector<model::Event>& events) {
  std::vector<Row> rows;
  for (const auto& event : events)
    rows.push_back({event.error_class, event.flaky ? "warning" : "error", event.message, event.file,
                    event.line, event.signature});
  return log_of(rows);
}

} // namespace aurora::report
