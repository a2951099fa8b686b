#include <map>
#include <memory>
#include <set>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <json/json.h>

#include "aurora/base/text.hpp"
#include "aurora/model/json.hpp"
#include "aurora/report/html.hpp"
#include "aurora/report/sarif.hpp"
#include "aurora/triage/cluster.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

constexpr std::uint64_t k_max_file_bytes = 512UL << 20;

std::string words_for(const std::string& path) {
  static const std::map<std::string, std::string> known{
      {"reports/events.ndjson", "every failure, one a line (aurora.event/1)"},
      {"reports/events.sarif", "every failure as SARIF 2.1.0"},
      {"reports/run.json", "the result document (aurora.run/1)"},
      {"reports/junit.xml", "CTest's own JUnit report"},
      {"reports/clusters.json", "failures by cause, most urgent first"},
      {"reports/suspects.json", "suspicious places of each cause"},
      {"reports/heal.json", "what was tried, and how each cause ended"},
      {"reports/summary.md", "the heal in words"},
      {"reports/policy.json", "the gate's findings"},
      {"reports/policy.sarif", "the gate's findings as SARIF 2.1.0"},
      {"reports/canary.json", "the canary"},
      {"logs/build.log", "what the build printed"},
      {"logs/tests.ndjson", "every run of every test with exit code and output"},
  };
  if (const auto found = known.find(path); found != known.end())
    return found->second;
  if (path.ends_with(".patch"))
    return "a fix, for git apply";
  return path.ends_with(".md") ? "the fix beside it, in words" : "";
}

/// Copies a folder's files, and those of its folders, into the artifacts.
base::Result<void> copy_folder(Session& session, const std::string& relative,
                               std::vector<report::ArtifactFile>& copied) {
  const auto from = sys::join_path(session.paths.root, relative);
  const auto entries = session.files->list(from);
  if (!entries)
    return {}; // that step has not run yet
  for (const auto& entry : *entries) {
    const auto path = sys::join_path(relative, entry.name);
    if (entry.kind == sys::FileKind::directory) {
      if (auto done = copy_folder(session, path, copied); !done)
        return done;
    } else if (entry.kind == sys::FileKind::regular) {
      const auto text = session.files->read(sys::join_path(session.paths.root, path), k_max_file_bytes);
      if (!text)
        return base::forward(text);
      const auto target = sys::join_path(session.paths.artifacts, path);
      if (auto made = session.files->make_directories(sys::parent_path(target)); !made)
        return made;
      if (auto written = session.files->write(target, *text); !written)
        return written;
      copied.push_back({path, words_for(path), text->size()});
    }
  }
  return {};
}

std::string text_or_empty(Session& session, const std::string& name) {
  const auto text = session.files->read(sys::join_path(session.paths.reports, name), k_max_file_bytes);
  return text ? *text : std::string();
}

Json::Value parse(const std::string& text) {
  Json::Value root;
  Json::CharReaderBuilder builder;
  const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
  std::string errors;
  try {
    if (reader->parse(text.data(), text.data() + text.size(), &root, &errors) && root.isObject())
      return root;
  } catch (const Json::Exception&) {
    return {};
  }
  return {};
}

std::vector<model::Event> read_events(const std::string& ndjson) {
  std::vector<model::Event> events;
  for (const auto line : base::split_lines(ndjson))
    if (auto event = model::event_from_json(line))
      events.push_back(std::move(*event));
  return events;
}

report::ArtifactCause cause_of(const model::Cluster& cluster) {
  const auto& event = cluster.events.front();
  report::ArtifactCause cause{cluster.title,
                              std::string(model::to_string(cluster.category)),
                              cluster.flaky ? "flaky" : "red",
                              "",
                              event.analysis.root_cause,
                              event.analysis.suggestion,
                              event.repro_cmd,
                              {}};
  for (const auto& one : cluster.events)
    cause.tests.push_back(one.test_id);
  return cause;
}

/// Causes as the last heal left them, and what is red now beside them.
std::vector<report::ArtifactCause> causes(const Json::Value& heal, const std::vector<model::Event>& events) {
  std::vector<report::ArtifactCause> out;
  std::set<std::string> told;
  const auto red = triage::cluster(events);
  for (const auto& item : heal["clusters"]) {
    const auto signature = item["signature"].asString();
    report::ArtifactCause cause;
    for (const auto& cluster : red)
      if (cluster.signature == signature)
        cause = cause_of(cluster);
    cause.title = item["title"].asString();
    cause.category = item["category"].asString();
    cause.ending = item["ending"].asString();
    cause.reason = item["reason"].asString();
    told.insert(signature);
    out.push_back(std::move(cause));
  }
  for (const auto& cluster : red)
    if (!told.contains(cluster.signature))
      out.push_back(cause_of(cluster));
  return out;
}

report::ArtifactIndex make_index(Session& session, std::vector<report::ArtifactFile> files) {
  const auto run = parse(text_or_empty(session, "run.json"));
  const auto heal = parse(text_or_empty(session, "heal.json"));
  report::ArtifactIndex index;
  index.project = sys::file_name(session.settings.source_dir);
  index.result = run.isNull()
                     ? "No test run yet: build the target test-heal first."
                     : fmt::format("{} passed, {} failed, {} not run, {} skipped", run["passed"].asInt(),
                                   run["failed"].asInt(), run["not_run"].asInt(), run["skipped"].asInt());
  index.causes = causes(heal, read_events(text_or_empty(session, "events.ndjson")));
  for (const auto& file : files)
    if (file.path.ends_with(".patch"))
      index.patches.push_back(
          {file.path, text_or_empty(session, sys::relative_path("/" + file.path, "/reports"))});
  index.files = std::move(files);
  return index;
}

base::Result<ExitCode> artifacts(Session& session) {
  const auto events = read_events(text_or_empty(session, "events.ndjson"));
  const auto sarif_path = sys::join_path(session.paths.reports, "events.sarif");
  if (auto written = session.files->write(sarif_path, report::sarif(events)); !written)
    return base::forward(written);
  if (auto removed = session.files->remove_tree(session.paths.artifacts); !removed)
    return base::forward(removed);
  std::vector<report::ArtifactFile> files;
  for (const auto* folder : {"reports", "coverage-reports", "logs"})
    if (auto copied = copy_folder(session, folder, files); !copied)
      return base::forward(copied);
  const auto page = sys::join_path(session.paths.artifacts, "index.html");
  if (auto made = session.files->make_directories(session.paths.artifacts); !made)
    return base::forward(made);
  const auto count = files.size();
  if (auto written = session.files->write(page, report::index_html(make_index(session, std::move(files))));
      !written)
    return base::forward(written);
  session.say(fmt::format("artifacts {} files, start at {}", count + 1, page));
  if (session.options.json)
    fmt::print("{{\"schema\":\"aurora.artifacts/1\",\"files\":{}}}\n", count + 1);
  return ExitCode::done;
}

int run(const ProjectOptions& options) {
  const auto session = open_session(options, Locking::exclusive);
  if (!session)
    return report_error("artifacts", session.error());
  const auto code = artifacts(**session);
  return code ? static_cast<int>(*code) : report_error("artifacts", code.error());
}

} // namespace

void add_artifacts(CLI::App& command, int& exit_code) {
  auto options = std::make_shared<ProjectOptions>();
  add_project_options(command, *options, Wishes::none);
  command.callback([options, &exit_code] { exit_code = run(*options); });
}

} // namespace aurora::cli
