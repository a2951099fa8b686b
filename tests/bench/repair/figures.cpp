#include "bench/repair/figures.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <json/json.h>

namespace aurora::bench {

namespace {

double quantile(std::vector<double> values, double part) {
  if (values.empty())
    return 0;
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

Result result_from(const Json::Value& value) {
  Result result;
  result.id = value["id"].asString();
  result.kind = value["kind"].asString();
  result.note = value["note"].asString();
  result.first_title = value["first_title"].asString();
  result.patches = value["patches"].asInt();
  result.plausible = value["plausible"].asInt();
  result.first_plausible = value["first_plausible"].asBool();
  result.first_correct = value["first_correct"].asBool();
  result.any_correct = value["any_correct"].asBool();
  result.seconds = value["seconds"].asDouble();
  result.tried = value["tried"].asDouble();
  result.search_seconds = value["search_seconds"].asDouble();
  return result;
}

void print_row(const std::string& name, const std::vector<const Result*>& rows, std::ostream& out) {
  int plausible = 0;
  int correct = 0;
  int top_five = 0;
  double tried = 0;
  double search_seconds = 0;
  std::vector<double> seconds;
  for (const auto* row : rows) {
    plausible += row->first_plausible ? 1 : 0;
    correct += row->first_correct ? 1 : 0;
    top_five += row->any_correct ? 1 : 0;
    tried += row->tried;
    search_seconds += row->search_seconds;
    seconds.push_back(row->seconds);
  }
  const auto percent = [&](int count) { return 100.0 * count / static_cast<double>(rows.size()); };
  out << fmt::format(
      "{:<16} {:>5} {:>5} {:>5.1f}% {:>5} {:>5.1f}% {:>5} {:>5.1f}% {:>7.1f} {:>7.1f} {:>9.0f}\n", name,
      rows.size(), plausible, percent(plausible), correct, percent(correct), top_five, percent(top_five),
      quantile(seconds, 0.5), quantile(seconds, 0.9), search_seconds > 0 ? tried / search_seconds : 0);
}

} // namespace

std::string to_json_line(const Result& result) {
  Json::Value value;
  value["schema"] = "aurora.bench-repair/1";
  value["id"] = result.id;
  value["kind"] = result.kind;
  value["note"] = result.note;
  value["first_title"] = result.first_title;
  for (const auto& standing : result.standings)
    value["standings"].append(standing);
  value["patches"] = result.patches;
  value["plausible"] = result.plausible;
  value["first_plausible"] = result.first_plausible;
  value["first_correct"] = result.first_correct;
  value["any_correct"] = result.any_correct;
  value["seconds"] = result.seconds;
  value["tried"] = result.tried;
  value["search_seconds"] = result.search_seconds;
  Json::StreamWriterBuilder builder;
  builder["indentation"] = "";
  return Json::writeString(builder, value);
}

std::vector<Result> read_results(const std::string& path) {
  std::vector<Result> results;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    Json::Value value;
    Json::CharReaderBuilder builder;
    std::istringstream text(line);
    std::string problem;
    if (Json::parseFromStream(builder, text, &value, &problem) && value.isObject())
      results.push_back(result_from(value));
  }
  return results;
}

void print_table(const std::vector<Result>& results, std::ostream& out) {
  out << fmt::format("{:<16} {:>5} {:>12} {:>12} {:>12} {:>7} {:>7} {:>9}\n", "class", "bugs", "plausible",
                     "top-1 ok", "top-5 ok", "med s", "p90 s", "cand/s");
  std::map<std::string, std::vector<const Result*>> by_kind;
  std::vector<const Result*> all;
  for (const auto& result : results) {
    by_kind[result.kind].push_back(&result);
    all.push_back(&result);
  }
  for (const auto& [kind, rows] : by_kind)
    print_row(kind, rows, out);
  if (!all.empty())
    print_row("all", all, out);
}

} // namespace aurora::bench
