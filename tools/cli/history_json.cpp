#include "history_json.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "aurora/base/json_value.hpp"
#include "aurora/base/text.hpp"

namespace aurora::cli {
namespace {

constexpr const char* k_history_schema = "aurora.history/1";

using base::json_list;
using base::json_number;
using base::json_text;
using base::json_texts;

std::string document(Json::Value root) {
  root["schema"] = k_history_schema;
  return base::json_document(root, 9);
}

Json::Value counts_value(const model::RunCounts& counts) {
  Json::Value out;
  out["passed"] = counts.passed;
  out["failed"] = counts.failed;
  out["skipped"] = counts.skipped;
  out["not_run"] = counts.not_run;
  out["flaky"] = counts.flaky;
  return out;
}

Json::Value run_line_value(const history::RunLine& run) {
  Json::Value out;
  out["id"] = Json::Int64(run.id);
  out["project"] = json_text(run.project);
  out["command"] = run.command;
  out["started"] = run.started;
  out["seconds"] = run.seconds;
  out["branch"] = json_text(run.branch);
  out["verdict"] = run.verdict;
  out["counts"] = counts_value(run.counts);
  out["coverage_percent"] = json_number(run.coverage_percent);
  out["events"] = run.events;
  out["clusters"] = run.clusters;
  out["landed"] = run.landed;
  return out;
}

Json::Value attempt_value(const history::AttemptRecord& attempt) {
  Json::Value out;
  out["provider"] = json_text(attempt.provider);
  out["rule"] = json_text(attempt.rule);
  out["title"] = json_text(attempt.title);
  out["stage"] = attempt.stage;
  out["reason"] = json_text(attempt.reason);
  out["evidence"] = json_texts(attempt.evidence);
  out["seconds"] = attempt.seconds;
  out["kept"] = attempt.kept;
  out["diff"] = json_text(attempt.diff);
  out["files"] = json_texts(attempt.files);
  out["commit"] = attempt.commit;
  return out;
}

Json::Value ask_value(const history::AskRecord& ask) {
  Json::Value out;
  out["provider"] = json_text(ask.provider);
  out["seconds"] = ask.seconds;
  out["candidates"] = ask.candidates;
  out["problem"] = json_text(ask.problem);
  return out;
}

Json::Value cluster_value(const history::ClusterRecord& cluster) {
  Json::Value out;
  out["signature"] = json_text(cluster.signature);
  out["category"] = cluster.category;
  out["title"] = json_text(cluster.title);
  out["risk"] = cluster.risk;
  out["events"] = cluster.events;
  out["flaky"] = cluster.flaky;
  out["ending"] = cluster.ending;
  out["reason"] = json_text(cluster.reason);
  out["seconds"] = cluster.seconds;
  out["iteration"] = cluster.iteration;
  out["asks"] = json_list(cluster.asks, ask_value);
  out["attempts"] = json_list(cluster.attempts, attempt_value);
  return out;
}

Json::Value event_value(const model::Event& event) {
  Json::Value out;
  out["ts"] = event.ts;
  out["signature"] = json_text(event.signature);
  out["test_id"] = json_text(event.test_id);
  out["suite"] = json_text(event.suite);
  out["file"] = json_text(event.file);
  out["line"] = event.line;
  out["category"] = std::string(model::to_string(event.category));
  out["error_class"] = json_text(event.error_class);
  out["message"] = json_text(event.message);
  out["flaky"] = event.flaky;
  return out;
}

Json::Value call_value(const history::ProviderCall& call) {
  Json::Value out;
  out["signature"] = json_text(call.signature);
  out["provider"] = json_text(call.provider);
  out["model"] = json_text(call.model);
  out["started"] = call.started;
  out["seconds"] = call.seconds;
  out["tokens_in"] = Json::Int64(call.tokens_in);
  out["tokens_out"] = Json::Int64(call.tokens_out);
  out["cost"] = call.cost;
  out["outcome"] = json_text(call.outcome);
  return out;
}

Json::Value brought_value(const history::ProviderFigures& one) {
  Json::Value out;
  out["provider"] = json_text(one.provider);
  out["rule"] = json_text(one.rule);
  out["asked"] = Json::Int64(one.asked);
  out["tried"] = Json::Int64(one.tried);
  out["accepted"] = Json::Int64(one.accepted);
  out["landed"] = Json::Int64(one.landed);
  out["reverted"] = Json::Int64(one.reverted);
  out["seconds"] = one.seconds;
  out["landed_per_second"] = json_number(one.landed_per_second());
  return out;
}

Json::Value repeats_value(const history::Repeats& repeats) {
  Json::Value out;
  out["count"] = Json::Int64(repeats.count);
  out["seconds_first"] = repeats.seconds_first;
  out["seconds_again"] = repeats.seconds_again;
  out["times_faster"] = json_number(repeats.times_faster());
  return out;
}

/// What was counted.
Json::Value counted_value(const history::Figures& figures) {
  const std::pair<const char*, long long> counted[] = {{"runs", figures.runs},
                                                       {"heals", figures.heals},
                                                       {"green_runs", figures.green_runs},
                                                       {"events", figures.events},
                                                       {"causes", figures.causes},
                                                       {"closed_by_aurora", figures.closed_by_aurora},
                                                       {"closed_by_people", figures.closed_by_people},
                                                       {"open", figures.open},
                                                       {"recurred", figures.recurred},
                                                       {"worked_on", figures.worked_on},
                                                       {"landed", figures.landed},
                                                       {"proposed", figures.proposed},
                                                       {"rolled_back", figures.rolled_back},
                                                       {"reverted", figures.reverted},
                                                       {"calls", figures.calls},
                                                       {"tokens", figures.tokens}};
  Json::Value out;
  for (const auto& [name, count] : counted)
    out[name] = Json::Int64(count);
  return out;
}

Json::Value cell_value(const history::Value& value) {
  if (const auto* integer = std::get_if<long long>(&value))
    return Json::Value(Json::Int64(*integer));
  if (const auto* real = std::get_if<double>(&value))
    return Json::Value(*real);
  if (const auto* text = std::get_if<std::string>(&value))
    return json_text(*text);
  return {};
}

std::string csv_cell(const history::Value& value) {
  if (const auto* integer = std::get_if<long long>(&value))
    return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value))
    return fmt::format("{}", *real);
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr)
    return {};
  const bool plain = text->find_first_of(",\"\r\n") == std::string::npos;
  return plain ? *text : "\"" + base::replace_all(*text, "\"", "\"\"") + "\"";
}

const history::Table& table_named(const std::string& name) {
  return *std::ranges::find(history::tables(), name, &history::Table::name);
}

void print(std::FILE* out, const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), out);
}

} // namespace

std::string runs_json(const std::vector<history::RunLine>& runs) {
  Json::Value root;
  root["runs"] = json_list(runs, run_line_value);
  return document(std::move(root));
}

std::string run_json(const history::RunRecord& run) {
  Json::Value root;
  root["id"] = Json::Int64(run.id);
  root["project"] = json_text(run.project);
  root["command"] = run.command;
  root["started"] = run.started;
  root["ended"] = run.ended;
  root["seconds"] = run.seconds;
  root["commit"] = run.commit;
  root["branch"] = json_text(run.branch);
  root["mode"] = run.mode;
  root["verdict"] = run.verdict;
  root["stopped_because"] = json_text(run.stopped_because);
  root["built"] = run.built;
  root["counts"] = counts_value(run.counts);
  root["coverage_percent"] = json_number(run.coverage_percent);
  root["clusters"] = json_list(run.clusters, cluster_value);
  root["events"] = json_list(run.events, event_value);
  root["calls"] = json_list(run.calls, call_value);
  return document(std::move(root));
}

std::string figures_json(const history::Figures& figures) {
  auto root = counted_value(figures);
  root["mean_seconds_to_fix"] = json_number(figures.mean_seconds_to_fix);
  root["mean_seconds_to_fix_people"] = json_number(figures.mean_seconds_to_fix_people);
  root["mean_heal_seconds"] = json_number(figures.mean_heal_seconds);
  root["fix_success_rate"] = json_number(figures.fix_success_rate());
  root["recurrence_rate"] = json_number(figures.recurrence_rate());
  root["human_intervention_rate"] = json_number(figures.human_intervention_rate());
  root["coverage_first"] = json_number(figures.coverage_first);
  root["coverage_last"] = json_number(figures.coverage_last);
  root["cost"] = figures.cost;
  root["cost_per_fix"] = json_number(figures.cost_per_fix());
  root["repeats"] = repeats_value(figures.repeats);
  root["providers"] = json_list(figures.providers, brought_value);
  root["rules"] = json_list(figures.rules, brought_value);
  return document(std::move(root));
}

base::Result<void> export_json(history::Store& store, const Export& what, std::FILE* out) {
  print(out, fmt::format("{{\"schema\":\"{}\",\"tables\":{{", k_history_schema));
  for (const auto& name : what.tables) {
    const auto& columns = table_named(name).columns;
    print(out, fmt::format("{}\n\"{}\":[", name == what.tables.front() ? "" : ",", name));
    std::string separator = "\n";
    const auto done = store.each_row(what.filter, name, [&](const history::Row& row) {
      Json::Value value;
      for (std::size_t i = 0; i < row.size(); ++i)
        value[columns[i]] = cell_value(row[i]);
      print(out, std::exchange(separator, ",\n") + base::json_line(value));
    });
    if (!done)
      return done;
    print(out, "]");
  }
  print(out, "}}\n");
  return {};
}

base::Result<void> export_csv(history::Store& store, const Export& what, std::FILE* out) {
  for (const auto& name : what.tables) {
    print(out, base::join(table_named(name).columns, ",") + "\r\n");
    const auto done = store.each_row(what.filter, name, [&](const history::Row& row) {
      std::vector<std::string> cells;
      for (const auto& value : row)
        cells.push_back(csv_cell(value));
      print(out, base::join(cells, ",") + "\r\n");
    });
    if (!done)
      return done;
  }
  return {};
}

std::string benchmarks_json(const std::string& setup, const std::vector<BenchmarkLine>& lines) {
  Json::Value root;
  root["setup"] = json_text(setup);
  root["benchmarks"] = Json::Value(Json::arrayValue);
  for (const auto& line : lines) {
    Json::Value item;
    item["name"] = json_text(line.name);
    item["level_seconds"] = line.baseline_runs > 0 ? Json::Value(line.baseline) : Json::Value();
    item["level_runs"] = static_cast<Json::UInt64>(line.baseline_runs);
    item["level_accepted_at"] = line.accepted_at;
    item["level_commit"] = json_text(line.baseline_commit);
    item["newest_seconds"] = line.newest;
    item["newest_finding"] = json_text(line.finding);
    item["newest_at"] = line.newest_at;
    root["benchmarks"].append(item);
  }
  return document(std::move(root));
}

std::string level_changes_json(const std::string& command, bool dry_run,
                               const std::vector<LevelChangeLine>& lines) {
  Json::Value root;
  root["command"] = command;
  root["dry_run"] = dry_run;
  root["benchmarks"] = Json::Value(Json::arrayValue);
  for (const auto& line : lines) {
    Json::Value item;
    item["name"] = json_text(line.name);
    item["changed"] = line.changed;
    root["benchmarks"].append(item);
  }
  return document(std::move(root));
}

} // namespace aurora::cli
