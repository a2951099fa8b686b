#include "aurora/schemata/output.hpp"

#include "aurora/base/json_value.hpp"
#include "aurora/base/text.hpp"

namespace aurora::schemata {
namespace {

Json::Value site_json(const Site& site) {
  Json::Value value;
  value["lo"] = site.lo;
  value["node"] = site.node;
  value["hi"] = site.hi;
  value["file"] = site.file;
  value["line"] = site.line;
  value["line_end"] = site.line_end;
  value["kind"] = site.role;
  value["function"] = base::to_printable(site.function);
  return value;
}

/// [begin, end, node] each.
Json::Value wrappings_json(const std::vector<Wrapping>& wrappings) {
  Json::Value list = Json::arrayValue;
  for (const auto& wrapping : wrappings) {
    Json::Value value = Json::arrayValue;
    value.append(static_cast<Json::UInt64>(wrapping.begin));
    value.append(static_cast<Json::UInt64>(wrapping.end));
    value.append(wrapping.node);
    list.append(std::move(value));
  }
  return list;
}

Json::Value candidate_json(const Candidate& candidate, int file) {
  Json::Value value;
  value["id"] = candidate.id;
  value["site"] = candidate.site;
  value["template"] = candidate.name;
  value["cost"] = candidate.cost;
  value["file"] = file;
  value["begin"] = static_cast<Json::UInt64>(candidate.edit.span.begin);
  value["end"] = static_cast<Json::UInt64>(candidate.edit.span.end);
  value["replacement"] = candidate.edit.text;
  value["title"] = base::to_printable(candidate.title);
  if (candidate.needs_rebuild())
    value["rebuild"] = true;
  if (candidate.is_deletion)
    value["deletion"] = true;
  if (candidate.is_probe)
    value["probe"] = true;
  for (const auto& input : candidate.inputs)
    value["inputs"].append(input);
  return value;
}

Json::Value check_json(const CompileCommand& unit) {
  Json::Value value;
  value["directory"] = unit.directory;
  for (const auto& word : checking_command(unit))
    value["command"].append(word);
  return value;
}

} // namespace

std::string to_json(const Plan& plan, const std::vector<RewrittenFile>& files,
                    const std::vector<CompileCommand>& headers_shown_by,
                    const std::vector<std::string>& notes) {
  Json::Value root;
  root["schema"] = "aurora.candidates/1";
  root["files"] = Json::arrayValue;
  for (const auto& file : files) {
    Json::Value value;
    value["path"] = file.path;
    value["rewritten"] = file.rewritten;
    value["wrappings"] = wrappings_json(file.wrappings);
    root["files"].append(std::move(value));
  }
  root["checks"] = Json::arrayValue;
  for (const auto& unit : headers_shown_by)
    root["checks"].append(check_json(unit));
  root["sites"] = Json::arrayValue;
  for (const auto& site : plan.sites)
    root["sites"].append(site_json(site));
  root["candidates"] = Json::arrayValue;
  for (std::size_t file = 0; file < plan.candidates.size(); ++file)
    for (const auto& candidate : plan.candidates[file])
      root["candidates"].append(candidate_json(candidate, static_cast<int>(file)));
  root["notes"] = Json::arrayValue;
  for (const auto& note : notes)
    root["notes"].append(base::to_printable(note));
  return base::json_line(root) + "\n";
}

} // namespace aurora::schemata
