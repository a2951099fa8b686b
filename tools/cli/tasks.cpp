#include "tasks.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/forge/related_docs.hpp"
#include "aurora/forge/task_index.hpp"
#include "aurora/gate/secrets.hpp"
#include "aurora/task/task_yaml.hpp"
#include "aurora/triage/cluster.hpp"
#include "memory.hpp"
#include "outside_providers.hpp"
#include "reports.hpp"
#include "triage_facts.hpp"

namespace aurora::cli {
namespace {

constexpr std::size_t k_most_tasks = 500;
constexpr std::size_t k_most_documents = 200;
constexpr std::size_t k_most_tried = 10;
constexpr std::uint64_t k_max_document_bytes = 256U << 10;
constexpr std::uint64_t k_max_index_bytes = 256UL << 20;
constexpr std::uint64_t k_max_issue_bytes = 1UL << 20;

/// What the tasks of one run are made of.
struct TaskInput {
  Session& session;
  const heal::Snapshot& snapshot;
  const heal::Outcome* outcome = nullptr;
};

bool is_document(std::string_view name) {
  const auto extension = sys::extension(name);
  return extension == ".md" || extension == ".rst" || extension == ".adoc";
}

/// Folders that may hold a text on a file: those above it, and the usual ones of the project.
std::set<std::string> document_folders(const std::vector<model::Cluster>& clusters) {
  std::set<std::string> folders{"", "doc", "docs"};
  for (const auto& cluster : clusters)
    for (const auto& event : cluster.events)
      for (const auto& file : {event.file, event.analysis.suspect_file})
        for (auto folder = sys::parent_path(file); !folder.empty() && folder != "." && folder != "/" &&
                                                   !folder.starts_with("..") &&
                                                   folders.insert(folder).second;)
          folder = sys::parent_path(folder);
  return folders;
}

std::vector<forge::Document> read_documents(Session& session, const std::vector<model::Cluster>& clusters) {
  std::vector<forge::Document> documents;
  const auto& root = session.settings.source_dir;
  for (const auto& folder : document_folders(clusters)) {
    const auto path = sys::normalize_path(sys::join_path(root, folder));
    const auto entries = session.files->list(path);
    if (!entries || !sys::is_below(path, root))
      continue;
    for (const auto& entry : *entries) {
      if (entry.kind != sys::FileKind::regular || !is_document(entry.name) ||
          documents.size() == k_most_documents)
        continue;
      if (auto text = session.files->read(sys::join_path(path, entry.name), k_max_document_bytes))
        documents.push_back(
            {folder.empty() ? entry.name : sys::join_path(folder, entry.name), std::move(*text)});
    }
  }
  return documents;
}

const heal::ClusterOutcome* outcome_of(const model::Cluster& cluster, const heal::Outcome* outcome) {
  if (outcome == nullptr)
    return nullptr;
  const auto found = std::ranges::find_if(outcome->clusters, [&](const auto& one) {
    return std::ranges::find(cluster.signatures, one.cluster.signature) != cluster.signatures.end();
  });
  return found == outcome->clusters.end() ? nullptr : &*found;
}

std::vector<std::string> tried_for(const heal::ClusterOutcome& outcome) {
  std::vector<std::string> lines;
  for (const auto& attempt : outcome.attempts) {
    auto line = fmt::format("{}: {} ({})", attempt.patch.provider, attempt.patch.title,
                            model::to_string(attempt.verdict.stage));
    if (lines.size() < k_most_tried && std::ranges::find(lines, line) == lines.end())
      lines.push_back(std::move(line));
  }
  return lines;
}

/// The patch that this heal has just left for a cause.
std::string patch_for(Session& session, const std::string& signature) {
  const auto entries = session.files->list(session.paths.patches);
  if (!entries)
    return {};
  for (const auto& entry : *entries)
    if (entry.name.ends_with("-" + signature + ".patch"))
      return "reports/patches/" + entry.name;
  return {};
}

forge::TaskFacts task_facts(const TaskInput& input, const model::Cluster& cluster) {
  forge::TaskFacts facts;
  facts.suspects = suspects_of(cluster, input.outcome);
  if (const auto* const outcome = outcome_of(cluster, input.outcome)) {
    facts.ending = heal::to_string(outcome->ending);
    facts.tried = tried_for(*outcome);
    facts.patch = patch_for(input.session, outcome->cluster.signature);
  }
  return facts;
}

std::set<std::string> registered_names(const heal::Snapshot& snapshot) {
  std::set<std::string> names;
  for (const auto& test : snapshot.registered)
    names.insert(test.name);
  for (const auto& test : snapshot.run.cases)
    names.insert(test.ctest_name);
  names.erase("");
  return names;
}

/// Tests none of whose cases is red and some of which ran.
std::vector<std::string> passed_tests(const heal::Snapshot& snapshot) {
  std::map<std::string, bool> green;
  for (const auto& test : snapshot.run.cases) {
    const bool passed = test.status == model::TestStatus::passed;
    if (test.status == model::TestStatus::skipped)
      continue;
    const auto [place, is_new] = green.emplace(test.ctest_name.empty() ? test.name : test.ctest_name, passed);
    place->second = place->second && passed;
  }
  std::vector<std::string> names;
  if (snapshot.built)
    names.emplace_back(forge::k_the_build);
  for (const auto& [name, passed] : green)
    if (passed)
      names.push_back(name);
  return names;
}

/// Whether what was built and tested is what the commit holds, as far as git knows the files.
bool is_commit(Session& session, const std::string& commit, bool may_have_changed) {
  if (commit.empty())
    return false;
  return !may_have_changed && session.unchanged.valid()
             ? session.unchanged.get()
             : heal::is_unchanged(session.settings.source_dir, *session.processes);
}

forge::RunFacts run_facts(const TaskInput& input) {
  auto& session = input.session;
  const bool may_have_committed = input.outcome != nullptr;
  const auto git =
      may_have_committed ? heal::git_facts(session.settings.source_dir, *session.processes) : session.git();
  const auto counts = model::count(input.snapshot.run);
  forge::RunFacts run;
  run.id = session.memory ? session.memory->last_run() : 0;
  run.command = input.outcome == nullptr ? "test-heal" : "heal";
  run.started = input.snapshot.started;
  run.commit = git.commit;
  run.branch = git.branch;
  run.verdict = heal::is_green(input.snapshot) ? "green" : "red";
  run.all_tests = session.settings.labels.empty() && session.settings.exclude_labels.empty();
  run.built = input.snapshot.built;
  run.is_commit = is_commit(session, git.commit, may_have_committed);
  run.passed = counts.passed;
  run.failed = counts.failed + counts.not_run;
  return run;
}

bool is_task_file(const std::string& name) {
  const auto dot = name.find('.');
  return dot == 16 && name.find_first_not_of("0123456789abcdef") == dot &&
         (name.ends_with(".yml") || name.ends_with(".md"));
}

base::Result<void> remove_old_tasks(Session& session, const std::string& folder) {
  const auto entries = session.files->list(folder);
  if (!entries)
    return base::forward(entries);
  for (const auto& entry : *entries)
    if (is_task_file(entry.name))
      if (auto removed = session.files->remove_file(sys::join_path(folder, entry.name)); !removed)
        return removed;
  return {};
}

base::Result<void> write_task(Session& session, const forge::Task& task, forge::TaskIndex& index) {
  const auto path = sys::join_path(tasks_folder(session), task.signature);
  if (auto written = session.report_files->write(path + ".yml", task::to_yaml(task, index.run)); !written)
    return written;
  index.tasks.push_back(forge::issue_task(task, index.run));
  return session.report_files->write(path + ".md", index.tasks.back().body);
}

base::Result<void> write(const TaskInput& input) {
  auto& session = input.session;
  const auto folder = tasks_folder(session);
  if (auto made = session.files->make_directories(folder); !made)
    return made;
  if (auto removed = remove_old_tasks(session, folder); !removed)
    return removed;
  const auto clusters = causes_of(session, input.snapshot.events);
  const auto documents =
      clusters.empty() ? std::vector<forge::Document>{} : read_documents(session, clusters);
  const auto names = registered_names(input.snapshot);
  const auto secrets = secrets_of_environment();
  forge::TaskIndex index{run_facts(input), {}, passed_tests(input.snapshot)};
  for (std::size_t i = 0; i < clusters.size() && i < k_most_tasks; ++i) {
    auto facts = task_facts(input, clusters[i]);
    facts.related_docs = forge::related_docs(documents, clusters[i], facts.suspects);
    facts.ctest_names = &names;
    facts.masked = [&](std::string_view text) { return gate::mask_secrets(text, secrets).text; };
    if (auto written = write_task(session, forge::make_task(clusters[i], facts), index); !written)
      return written;
  }
  return session.report_files->write(sys::join_path(folder, "index.json"), forge::to_json(index));
}

} // namespace

base::Result<void> write_tasks(Session& session, const heal::Snapshot& snapshot) {
  return write({session, snapshot});
}

base::Result<void> write_tasks(Session& session, const heal::Outcome& outcome) {
  return write({session, outcome.after, &outcome});
}

base::Result<forge::TaskIndex> read_tasks(Session& session) {
  const auto path = sys::join_path(tasks_folder(session), "index.json");
  const auto text = session.files->read(path, k_max_index_bytes);
  if (!text)
    return base::fail(base::ErrorCode::environment,
                      "there are no tasks yet; run `aurora test-heal` or `aurora heal` first", path);
  auto index = forge::task_index_from_json(*text);
  if (!index)
    return base::fail(index.error().code, index.error().message, path);
  for (auto& task : index->tasks) {
    auto body =
        session.files->read(sys::join_path(tasks_folder(session), task.signature + ".md"), k_max_issue_bytes);
    if (!body)
      return base::forward(body);
    task.body = std::move(*body);
  }
  return index;
}

std::string tasks_folder(const Session& session) {
  return sys::join_path(session.paths.root, "tasks");
}

} // namespace aurora::cli
