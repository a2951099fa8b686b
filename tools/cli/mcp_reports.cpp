#include "mcp_reports.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "aurora/base/json_value.hpp"
#include "aurora/base/text.hpp"

namespace aurora::cli {
namespace {

constexpr std::uint64_t k_max_resource_bytes = 16UL << 20;
constexpr std::uint64_t k_max_events_bytes = 256UL << 20;
constexpr std::size_t k_max_resources = 1000;
constexpr std::size_t k_max_shown_tests = 20;
constexpr std::size_t k_max_shown_events = 3;
constexpr std::size_t k_max_shown_text = 8000;
constexpr std::string_view k_uri_prefix = "aurora://reports/";

/// What a client may read, by ending; anything else is no text.
std::string mime_type_of(const std::string& name) {
  static const std::map<std::string, std::string> known{
      {".json", "application/json"}, {".ndjson", "application/x-ndjson"},
      {".md", "text/markdown"},      {".html", "text/html"},
      {".xml", "application/xml"},   {".sarif", "application/sarif+json"},
      {".patch", "text/x-diff"},     {".txt", "text/plain"},
      {".svg", "image/svg+xml"},     {".info", "text/plain"},
      {".log", "text/plain"}};
  const auto found = known.find(sys::extension(name));
  return found == known.end() ? std::string() : found->second;
}

std::string help_for(const std::string& name) {
  static const std::map<std::string, std::string> known{
      {"events.ndjson", "every failure of the last run, one a line"},
      {"run.json", "the result document of the last run"},
      {"clusters.json", "failures by cause, in the order in which to look at them"},
      {"suspects.json", "suspicious places of each cause"},
      {"heal.json", "the last heal: every attempt, verdict and kept patch"},
      {"policy.json", "what the policy said last"},
      {"summary.md", "the last run in a page"},
      {"index.html", "the report for people"}};
  const auto found = known.find(name);
  if (found != known.end())
    return found->second;
  return name.starts_with("patches/") ? "a proposed or kept fix" : "report";
}

base::Result<Json::Value> json_report(Session& session, const std::string& name) {
  const auto text = session.files->read(sys::join_path(session.paths.reports, name), k_max_resource_bytes);
  if (!text && text.error().code == base::ErrorCode::not_found)
    return base::fail(base::ErrorCode::environment, "there is no " + name + " yet; call run_tests first");
  if (!text)
    return base::forward(text);
  auto root = base::parse_json_object(*text);
  if (!root)
    return base::fail(base::ErrorCode::invalid_input, "not a JSON object; call run_tests to write it anew",
                      name);
  return root;
}

Json::Value brief(const Json::Value& cluster) {
  Json::Value out = cluster;
  Json::Value tests(Json::arrayValue);
  for (const auto& test : cluster["tests"])
    if (tests.size() < k_max_shown_tests)
      tests.append(test);
  out["tests"] = tests;
  return out;
}

/// Long texts lose their end; the whole ones are in events.ndjson.
void shorten_texts(Json::Value& event) {
  for (const auto& key : event.getMemberNames())
    if (event[key].isString() && event[key].asString().size() > k_max_shown_text)
      event[key] = base::to_printable(event[key].asString().substr(0, k_max_shown_text)) + "…";
}

base::Result<Json::Value> events_of(Session& session, const std::string& signature) {
  const auto text =
      session.files->read(sys::join_path(session.paths.reports, "events.ndjson"), k_max_events_bytes);
  if (!text)
    return base::forward(text);
  Json::Value events(Json::arrayValue);
  for (const auto line : base::split_lines(*text)) {
    if (events.size() >= k_max_shown_events || !base::contains(line, signature))
      continue;
    auto event = base::parse_json_object(line);
    if (!event || (*event)["signature"] != signature)
      continue;
    shorten_texts(*event);
    events.append(*event);
  }
  return events;
}

Json::Value cluster_with(const Json::Value& root, const std::string& signature) {
  for (const auto& cluster : root["clusters"]) {
    if (cluster["signature"] == signature)
      return cluster;
    for (const auto& joined : cluster["signatures"])
      if (joined == signature)
        return cluster;
  }
  return {};
}

Json::Value recorded_suspects(Session& session, const std::string& signature) {
  const auto root = json_report(session, "suspects.json");
  if (root)
    for (const auto& cluster : (*root)["clusters"])
      if (cluster["signature"] == signature)
        return cluster["suspects"];
  return Json::Value(Json::arrayValue);
}

} // namespace

std::string report_uri(const std::string& name) {
  return std::string(k_uri_prefix) + name;
}

void ReportResources::add_folder(const std::string& folder, std::vector<mcp::Resource>& resources) {
  const auto entries = m_files.list(sys::join_path(m_reports, folder));
  if (!entries)
    return;
  for (const auto& entry : *entries) {
    const auto name = folder.empty() ? entry.name : sys::join_path(folder, entry.name);
    const auto type = mime_type_of(entry.name);
    if (entry.kind != sys::FileKind::regular || type.empty() || resources.size() >= k_max_resources)
      continue;
    const auto info = m_files.info(sys::join_path(m_reports, name));
    resources.push_back({report_uri(name), name, help_for(name), type, info ? info->size : 0});
  }
}

std::vector<mcp::Resource> ReportResources::list() {
  std::vector<mcp::Resource> resources;
  for (const auto* folder : {"", "patches", "proposals", "coverage"})
    add_folder(folder, resources);
  return resources;
}

base::Result<mcp::ResourceText> ReportResources::read(const std::string& uri) {
  const auto all = list();
  const auto found = std::ranges::find(all, uri, &mcp::Resource::uri);
  if (found == all.end())
    return base::fail(base::ErrorCode::not_found, "there is no such report; see resources/list");
  auto text = m_files.read(sys::join_path(m_reports, found->name), k_max_resource_bytes);
  if (!text)
    return base::forward(text);
  return mcp::ResourceText{found->mime_type, std::move(*text)};
}

base::Result<std::string> list_failures(const mcp::Call& call, Session& session) {
  const auto root = json_report(session, "clusters.json");
  if (!root)
    return base::forward(root);
  const auto limit = base::parse_integer(call.argument("limit")).value_or(50);
  const auto& clusters = (*root)["clusters"];
  Json::Value out;
  out["outcome"] = clusters.size() == 1 ? "1 cause" : fmt::format("{} causes", clusters.size());
  out["failures"] = Json::Value(Json::arrayValue);
  for (const auto& cluster : clusters)
    if (out["failures"].size() < static_cast<Json::ArrayIndex>(limit))
      out["failures"].append(brief(cluster));
  out["report_uri"] = report_uri("clusters.json");
  return base::json_line(out);
}

base::Result<std::string> explain_failure(const mcp::Call& call, Session& session) {
  const auto signature = call.argument("signature");
  const auto root = json_report(session, "clusters.json");
  if (!root)
    return base::forward(root);
  const auto cluster = cluster_with(*root, signature);
  if (cluster.isNull())
    return base::fail(base::ErrorCode::not_found,
                      "no failure of the last run has the signature " + signature + "; see list_failures");
  const auto events = events_of(session, signature);
  if (!events)
    return base::forward(events);
  Json::Value out;
  out["outcome"] = "explained";
  out["cause"] = brief(cluster);
  out["events"] = *events;
  out["suspects"] = recorded_suspects(session, signature);
  out["report_uri"] = report_uri("events.ndjson");
  return base::json_line(out);
}

} // namespace aurora::cli
