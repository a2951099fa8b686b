#include "aurora/report/sarif.hpp"

#include <set>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/report/escape.hpp"
#include "aurora/report/json_value.hpp"

namespace aurora::report {
namespace {

struct SarifItem {
  std::string rule;
  std::string level; ///< "note", "warning", "error"
  std::string message;
  std::string file;
  int line = 0;
  int column = 0;
  std::string fingerprint;
};

/// A relative URI reference (RFC 3986): everything but unreserved characters and "/" as %XX.
std::string to_uri(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const bool plain =
        base::is_identifier_char(c) || std::string_view("-.~/").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

/// An absolute path is a file: URI; only relative ones are resolved against the source root.
Json::Value artifact_location(const std::string& path) {
  Json::Value out;
  if (path.starts_with("/")) {
    out["uri"] = "file://" + to_uri(path);
  } else {
    out["uri"] = to_uri(path);
    out["uriBaseId"] = "SRCROOT";
  }
  return out;
}

Json::Value locations_of(const SarifItem& item) {
  Json::Value out(Json::arrayValue);
  if (item.file.empty())
    return out;
  Json::Value location;
  auto& physical = location["physicalLocation"];
  physical["artifactLocation"] = artifact_location(item.file);
  if (item.line > 0)
    physical["region"]["startLine"] = item.line;
  if (item.line > 0 && item.column > 0)
    physical["region"]["startColumn"] = item.column;
  out.append(location);
  return out;
}

Json::Value result_of(const SarifItem& item) {
  Json::Value out;
  out["ruleId"] = json_text(item.rule);
  out["level"] = item.level;
  out["message"]["text"] = json_text(item.message.empty() ? item.rule : item.message);
  out["locations"] = locations_of(item);
  if (!item.fingerprint.empty())
    out["partialFingerprints"]["auroraSignature/v1"] = json_text(item.fingerprint);
  return out;
}

void write_log(std::ostream& out, const std::vector<SarifItem>& items, const std::string& version) {
  Json::Value run;
  auto& driver = run["tool"]["driver"];
  driver["name"] = "Aurora";
  driver["version"] = json_text(version);
  driver["rules"] = Json::Value(Json::arrayValue);
  std::set<std::string> rules;
  for (const auto& item : items)
    rules.insert(base::to_printable(item.rule));
  for (const auto& rule : rules) {
    Json::Value entry;
    entry["id"] = rule;
    driver["rules"].append(entry);
  }
  run["columnKind"] = "utf16CodeUnits";
  run["results"] = Json::Value(Json::arrayValue);
  for (const auto& item : items)
    run["results"].append(result_of(item));
  Json::Value root;
  root["version"] = "2.1.0";
  root["$schema"] =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  root["runs"].append(run);
  write_document(out, root);
}

} // namespace

void write_sarif(std::ostream& out, const std::vector<model::Finding>& findings,
                 const std::string& tool_version) {
  std::vector<SarifItem> items;
  for (const auto& finding : findings)
    items.push_back({finding.rule, std::string(model::to_string(finding.severity)), finding.message,
                     finding.file, finding.line, 0, ""});
  write_log(out, items, tool_version);
}

void write_sarif(std::ostream& out, const std::vector<model::Event>& events,
                 const std::string& tool_version) {
  std::vector<SarifItem> items;
  for (const auto& event : events)
    items.push_back(
        {event.error_class.empty() ? std::string(model::to_string(event.category)) : event.error_class,
         event.flaky ? "warning" : "error", event.test_id + ": " + event.message, event.file, event.line,
         event.column, event.signature});
  write_log(out, items, tool_version);
}

} // namespace aurora::report
