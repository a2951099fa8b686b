#include "aurora/repair/search/candidates.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "aurora/base/json_value.hpp"
#include "aurora/base/sort.hpp"
#include "aurora/schemata/runtime/aurora_rt_layout.h"

namespace aurora::repair::search {

namespace {

constexpr std::string_view k_schema = "aurora.candidates/1";

unsigned number_of(const Json::Value& value) {
  return value.isUInt() ? value.asUInt() : 0;
}

std::string text_of(const Json::Value& value) {
  return value.isString() ? value.asString() : std::string{};
}

bool flag_of(const Json::Value& value) {
  return value.isBool() && value.asBool();
}

/// A file is named by its index in the list of files; empty when there is no such file.
std::string file_of(const Json::Value& value, const CandidateSet& set) {
  const auto index = value.isUInt() ? value.asUInt() : set.files.size();
  return index < set.files.size() ? set.files[index].path : std::string{};
}

Site site_from(const Json::Value& value, const CandidateSet& set) {
  Site site;
  site.lo = number_of(value["lo"]);
  site.hi = number_of(value["hi"]);
  site.file = file_of(value["file"], set);
  site.line = static_cast<int>(number_of(value["line"]));
  site.line_end = std::max(site.line, static_cast<int>(number_of(value["line_end"])));
  site.function = text_of(value["function"]);
  site.node = value["node"].isInt() ? value["node"].asInt() : -1;
  return site;
}

Candidate candidate_from(const Json::Value& value, const CandidateSet& set) {
  Candidate candidate;
  candidate.id = number_of(value["id"]);
  candidate.site = number_of(value["site"]);
  candidate.kind = text_of(value["template"]);
  candidate.cost = value["cost"].isNumeric() ? value["cost"].asDouble() : 5.0;
  candidate.file = file_of(value["file"], set);
  candidate.begin = number_of(value["begin"]);
  candidate.end = number_of(value["end"]);
  candidate.replacement = text_of(value["replacement"]);
  candidate.title = text_of(value["title"]);
  candidate.rebuild = flag_of(value["rebuild"]);
  candidate.deletion = flag_of(value["deletion"]);
  candidate.probe = flag_of(value["probe"]);
  for (const auto& input : value["inputs"])
    candidate.inputs.push_back(text_of(input));
  return candidate;
}

base::Result<Json::Value> parse(std::string_view json) {
  auto root = base::parse_json_object(json);
  if (!root)
    return base::fail(base::ErrorCode::invalid_input, "The list of candidates: " + root.error().message);
  return root;
}

std::vector<Wrapping> wrappings_from(const Json::Value& list) {
  std::vector<Wrapping> wrappings;
  for (const auto& value : list)
    if (value.isArray() && value.size() == 3 && value[2].isInt())
      wrappings.push_back({number_of(value[0]), number_of(value[1]), value[2].asInt()});
  return wrappings;
}

UnitCheck check_from(const Json::Value& value) {
  UnitCheck check{text_of(value["directory"]), {}};
  for (const auto& word : value["command"])
    check.command.push_back(text_of(word));
  return check;
}

bool is_usable(const Candidate& candidate, std::size_t sites) {
  return candidate.id > 0 && candidate.id < AURORA_RT_IDS && candidate.site < sites &&
         candidate.begin <= candidate.end && !candidate.file.empty();
}

base::Result<void> fill(const Json::Value& root, CandidateSet& set) {
  for (const auto& value : root["files"])
    set.files.push_back(
        {text_of(value["path"]), text_of(value["rewritten"]), wrappings_from(value["wrappings"])});
  for (const auto& value : root["checks"])
    set.checks.push_back(check_from(value));
  for (const auto& value : root["sites"])
    set.sites.push_back(site_from(value, set));
  for (const auto& value : root["candidates"]) {
    auto candidate = candidate_from(value, set);
    if (!is_usable(candidate, set.sites.size()))
      return base::fail(base::ErrorCode::invalid_input,
                        fmt::format("Candidate {} in the list of candidates is inconsistent", candidate.id));
    set.candidates.push_back(std::move(candidate));
  }
  base::stable_sort_by(set.candidates, &Candidate::id);
  return {};
}

} // namespace

base::Result<CandidateSet> read_candidates(std::string_view json) {
  const auto root = parse(json);
  if (!root)
    return forward(root);
  if (const auto schema = text_of((*root)["schema"]); schema != k_schema)
    return base::fail(
        base::ErrorCode::unsupported,
        fmt::format("The list of candidates has schema \"{}\", this version reads {}", schema, k_schema));
  CandidateSet set;
  try {
    if (auto filled = fill(*root, set); !filled)
      return forward(filled);
  } catch (const Json::Exception& problem) {
    return base::fail(base::ErrorCode::invalid_input,
                      std::string("The list of candidates is malformed: ") + problem.what());
  }
  return set;
}

base::Result<std::string> apply_edit(std::string_view text, const Candidate& candidate) {
  if (candidate.begin > candidate.end || candidate.end > text.size())
    return base::fail(base::ErrorCode::invalid_input,
                      fmt::format("Candidate {} does not fit into the file", candidate.id), candidate.file);
  std::string result(text.substr(0, candidate.begin));
  result += candidate.replacement;
  result += text.substr(candidate.end);
  return result;
}

base::Result<std::string> apply_edits(std::string_view text, const Candidate& one, const Candidate& other) {
  const auto& first = one.begin <= other.begin ? one : other;
  const auto& second = one.begin <= other.begin ? other : one;
  if (first.end > second.begin || (first.begin == second.begin && first.end == second.end))
    return base::fail(base::ErrorCode::conflict,
                      fmt::format("Candidates {} and {} overlap", first.id, second.id), first.file);
  auto later = apply_edit(text, second);
  return later ? apply_edit(*later, first) : later;
}

} // namespace aurora::repair::search
