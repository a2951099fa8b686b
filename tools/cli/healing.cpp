#include "healing.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "approvals.hpp"
#include "aurora/base/text.hpp"
#include "aurora/ctest/file_api.hpp"
#include "aurora/locate/suspects.hpp"
#include "aurora/playbook/provider.hpp"
#include "aurora/repair/fixit_provider.hpp"
#include "aurora/repair/rules_provider.hpp"
#include "aurora/repair/search/provider.hpp"
#include "aurora/repair/validate.hpp"
#include "aurora/triage/cluster.hpp"
#include "aurora/workspace/path_map.hpp"
#include "memory.hpp"
#include "outside_providers.hpp"
#include "patch_provider.hpp"
#include "tracing.hpp"
#include "triage_facts.hpp"

namespace aurora::cli {
namespace {

constexpr std::size_t k_max_sources = 5000;
constexpr std::uint64_t k_max_source_bytes = 4UL << 20;

bool is_source(std::string_view path) {
  static const std::set<std::string> known{".c",   ".cc",  ".cpp", ".cxx", ".h",  ".hh",
                                           ".hpp", ".hxx", ".inl", ".ipp", ".tpp"};
  return known.contains(sys::extension(path));
}

/// The folders of a compiler call's -I flags, below the source root and outside the build folder.
void add_include_folders(const model::Project& project, const model::CompileCommand& command,
                         std::set<std::string>& folders) {
  for (std::size_t i = 1; i < command.argv.size(); ++i) {
    std::string_view folder = command.argv[i];
    if (!folder.starts_with("-I"))
      continue;
    folder.remove_prefix(2);
    if (folder.empty() && i + 1 < command.argv.size())
      folder = command.argv[++i];
    const auto absolute = sys::normalize_path(sys::join_path(command.directory, folder));
    const bool ours =
        sys::is_below(absolute, project.source_dir) && absolute != project.source_dir &&
        (project.build_dir == project.source_dir || !sys::is_below(absolute, project.build_dir));
    if (ours)
      folders.insert(sys::relative_path(absolute, project.source_dir));
  }
}

/// The folders right below the include folders: "include" holds "include/name" as a rule.
void add_children(const std::string& source_dir, sys::FileSystem& files, std::set<std::string>& folders) {
  for (const auto& folder : std::set(folders)) {
    const auto entries = files.list(sys::join_path(source_dir, folder));
    if (!entries)
      continue;
    for (const auto& entry : *entries)
      if (entry.kind == sys::FileKind::directory && !entry.name.starts_with('.'))
        folders.insert(sys::join_path(folder, entry.name));
  }
}

/// Folders that hold the project's own code: those of its targets' sources, and its include folders.
std::set<std::string> source_folders(const model::Project& project, sys::FileSystem& files) {
  std::set<std::string> folders;
  for (const auto& command : project.compile_commands)
    add_include_folders(project, command, folders);
  add_children(project.source_dir, files, folders);
  for (const auto& target : project.targets) {
    if (target.imported_from_elsewhere)
      continue;
    for (const auto& source : target.sources)
      if (!source.starts_with('/') && is_source(source))
        folders.insert(sys::parent_path(source));
  }
  return folders;
}

/// Beside this one, in a build folder as in an installation.
repair::search::Tools programs_of_the_search(const Session& session) {
  const auto bin = session.environment.executable_directory();
  const auto prefix = sys::parent_path(bin);
  return {sys::join_path(bin, "aurora-schemata"),
          sys::join_path(prefix, "share/aurora/runtime"),
          sys::join_path(prefix, "lib/aurora/libaurora_preload.so"),
          sys::join_path(bin, "aurora-run-server"),
          "",
          sys::join_path(bin, "aurora-trace")};
}

void tell_progress(const Session& session, const repair::search::Progress& progress) {
  session.progress(
      fmt::format("search   {} places, {} of {} candidates tried, {:.0f}/s, {} plausible, {:.0f} s left",
                  progress.suspects, progress.tried, progress.total, progress.per_second, progress.plausible,
                  progress.seconds_left));
}

/// What the providers of one cause work on.
struct Search {
  workspace::Shadow& shadow;
  const model::Project& project;
  const gate::Policy& policy;
  OutsideProviders& outside;
};

/// The commands as they run in the shadow, whose folders are others where it is a copy.
model::Project as_seen_in(const workspace::Shadow& shadow, model::Project project) {
  workspace::PathMap paths;
  paths.add(project.build_dir, shadow.build_dir());
  paths.add(project.source_dir, shadow.source_dir());
  for (auto& command : project.compile_commands) {
    for (auto* text : {&command.file, &command.directory, &command.output})
      *text = paths.translate(*text);
    for (auto& word : command.argv)
      word = paths.translate(word);
  }
  return project;
}

std::unique_ptr<repair::Provider> make_search(Session& session, const Search& search) {
  const auto& policy = search.policy;
  repair::search::SearchProviderOptions options;
  options.shadow = &search.shadow;
  options.tools = search_tools(session, search.shadow, search.project);
  options.cmake = session.settings.cmake;
  options.ctest = session.settings.ctest;
  options.seconds = session.settings.time_budget;
  options.jobs = static_cast<unsigned>(session.settings.jobs);
  options.locked = [&session, policy](const std::string& path) {
    const auto text =
        session.files->read(sys::join_path(session.settings.source_dir, path), k_max_source_bytes);
    return gate::is_locked(policy, path, text ? *text : std::string());
  };
  options.progress = [&session](const repair::search::Progress& progress) {
    tell_progress(session, progress);
  };
  options.interrupted = [] { return sys::interrupted(); };
  return std::make_unique<repair::search::SearchProvider>(std::move(options));
}

/// What healed this very failure first: it needs no suspects, and finding them takes longest.
void add_playbook(Session& session, std::vector<std::unique_ptr<repair::Provider>>& providers) {
  if (!session.memory)
    return;
  for (const auto reach : {playbook::Reach::same_signature, playbook::Reach::same_shape})
    providers.push_back(std::make_unique<playbook::PlaybookProvider>(session.memory->entries(), reach));
}

std::vector<std::unique_ptr<repair::Provider>> make_providers(Session& session, const Search& search) {
  std::vector<std::unique_ptr<repair::Provider>> providers;
  for (const auto& name : session.settings.providers) {
    if (name == "playbook")
      add_playbook(session, providers);
    else if (name == "fixit")
      providers.push_back(std::make_unique<repair::FixitProvider>());
    else if (name == "rules")
      providers.push_back(std::make_unique<repair::RulesProvider>());
    else if (name == "search")
      providers.push_back(make_search(session, search));
    else if (auto provider = name == "model"   ? search.outside.model()
                             : name == "agent" ? search.outside.agent(search.shadow, search.policy)
                                               : nullptr)
      providers.push_back(std::move(provider));
  }
  return providers;
}

base::Result<std::unique_ptr<workspace::Shadow>> make_shadow(Session& session, bool build_is_red) {
  workspace::ShadowOptions options{session.settings.source_dir, session.settings.build_dir, "",
                                   session.environment.get("AURORA_SHADOW") == "copy"};
  options.build_is_red = build_is_red;
  options.bubblewrap = session.environment.find_program("bwrap").value_or("");
  auto shadow = workspace::make_shadow(options, *session.files, *session.processes, session.environment);
  if (shadow && session.settings.require_sandbox && !(*shadow)->is_sandboxed())
    return base::fail(
        base::ErrorCode::environment,
        "a sandbox is required (REQUIRE_SANDBOX) and this machine offers none; what there is: " +
            (*shadow)->description());
  return shadow;
}

base::Result<model::Project> load_project(Session& session, const ctest::Place& place) {
  const auto& settings = session.settings;
  auto project =
      ctest::read_file_api(settings.source_dir, settings.build_dir, settings.config, *session.files);
  if (!project)
    project = ctest::query_file_api(place, {settings.cmake, settings.config}, *session.files);
  if (!project) {
    // A project that does not configure is still to be healed, from what is known of it.
    session.say("note     " + base::to_string(project.error()));
    model::Project known;
    known.source_dir = settings.source_dir;
    known.build_dir = settings.build_dir;
    known.config = settings.config;
    known.cxx_compiler = settings.cxx_compiler;
    known.cxx_compiler_id = settings.cxx_compiler_id;
    known.cxx_compiler_version = settings.cxx_compiler_version;
    project = std::move(known);
  }
  project->generator = project->generator.empty() ? settings.generator : project->generator;
  return project;
}

std::string commit_message(const model::Patch& patch, const heal::ClusterOutcome& outcome) {
  const auto& attempt = outcome.attempts[static_cast<std::size_t>(outcome.kept)];
  std::string message =
      fmt::format("{}\n\n{}\n\nFailure: {}\nSignature: {}\nProvider: {}/{}\n", patch.title, patch.explanation,
                  outcome.cluster.title, outcome.cluster.signature, patch.provider, patch.rule);
  for (const auto& evidence : attempt.verdict.evidence)
    message += fmt::format("Evidence: {}\n", evidence);
  return message;
}

/// A file that its owner had edited before the fix is not committed: the commit would take that edit along.
base::Result<std::string> commit(Session& session, const model::Patch& patch,
                                 const heal::ClusterOutcome& outcome) {
  const auto& source = session.settings.source_dir;
  std::vector<std::string> paths;
  for (const auto& change : patch.changes) {
    paths.push_back(change.path);
    if (!change.before)
      continue;
    const auto committed = heal::git_output(source, {"show", "HEAD:./" + change.path}, *session.processes);
    if (!committed)
      return base::forward(committed);
    if (*committed != *change.before)
      return base::fail(base::ErrorCode::conflict,
                        "it had uncommitted changes before the fix; commit it yourself", change.path);
  }
  return heal::commit_files(source, paths, commit_message(patch, outcome), *session.processes);
}

std::vector<locate::ChangedLines> recent_changes(Session& session) {
  const auto diff = heal::git_output(session.settings.source_dir,
                                     {"diff", "-U0", "--relative", "--no-color", "--no-ext-diff", "HEAD"},
                                     *session.processes);
  return diff ? locate::parse_changed_lines(*diff) : std::vector<locate::ChangedLines>{};
}

std::vector<model::Finding> inspect(Session& session, const gate::Policy& policy, const model::Patch& patch) {
  model::Project roots;
  roots.source_dir = session.settings.source_dir;
  roots.build_dir = session.settings.build_dir;
  auto findings = repair::validate(patch, roots, *session.files);
  const bool from_outside =
      patch.provider == "agent" || patch.provider == "model" || patch.provider == k_patch_provider;
  const auto author = from_outside ? gate::Author::agent : gate::Author::heal;
  const auto objections = gate::check(policy, patch, author);
  findings.insert(findings.end(), objections.begin(), objections.end());
  lay_over_approvals(session, patch, findings);
  return findings;
}

} // namespace

repair::search::Tools search_tools(Session& session, const workspace::Shadow& shadow,
                                   const model::Project& project) {
  auto tools = programs_of_the_search(session);
  // The user's build may not export its compile commands; CMake's file API tells them all the same.
  const auto commands = sys::join_path(shadow.exchange_dir(), "compile_commands.json");
  if (session.files->write(commands, ctest::compile_commands_json(as_seen_in(shadow, project))))
    tools.compile_commands = commands;
  return tools;
}

std::map<std::string, std::string> source_texts(const model::Project& project, sys::FileSystem& files) {
  std::map<std::string, std::string> texts;
  for (const auto& folder : source_folders(project, files)) {
    const auto entries = files.list(sys::join_path(project.source_dir, folder));
    if (!entries)
      continue;
    for (const auto& entry : *entries) {
      const auto path = folder.empty() ? entry.name : sys::join_path(folder, entry.name);
      if (entry.kind != sys::FileKind::regular || !is_source(entry.name) || texts.size() >= k_max_sources)
        continue;
      if (auto text = files.read(sys::join_path(project.source_dir, path), k_max_source_bytes))
        texts.emplace(path, std::move(*text));
    }
  }
  return texts;
}

heal::Ports make_ports(Session& session, heal::ProjectBench& bench, gate::Policy policy) {
  heal::Ports ports{.bench = bench,
                    .user = session.user_tree(),
                    .workspace = *session.workspace,
                    .files = *session.files,
                    .clock = session.clock};
  ports.make_shadow = [&session](bool build_is_red) { return make_shadow(session, build_is_red); };
  ports.load_project = [&session](const ctest::Place& place) { return load_project(session, place); };
  ports.make_providers = [&session, policy, outside = std::make_shared<OutsideProviders>(session)](
                             workspace::Shadow& shadow, const model::Project& project) {
    return make_providers(session, {shadow, project, policy, *outside});
  };
  if (session.memory)
    ports.order = [memory = session.memory](const model::Cluster& cluster, auto& providers) {
      memory->order(cluster, providers);
    };
  ports.cluster = [&session](std::vector<model::Event> events) {
    return triage::split(causes_of(session, std::move(events)));
  };
  ports.locate = [&session](const model::Cluster& cluster, const model::Project& project) {
    locate::LocateInput input;
    input.sources = source_texts(project, *session.files);
    input.changed = recent_changes(session);
    auto traced = trace_tests(session, cluster, project, input.sources);
    input.spectrum = std::move(traced.spectrum);
    input.crash = std::move(traced.crash);
    return locate::suspects(cluster, input);
  };
  ports.inspect = [&session, policy](const model::Patch& patch) { return inspect(session, policy, patch); };
  ports.commit = [&session](const model::Patch& patch, const heal::ClusterOutcome& outcome) {
    return commit(session, patch, outcome);
  };
  ports.say = [&session](const std::string& line) { session.say(line); };
  ports.interrupted = [] { return sys::interrupted(); };
  return ports;
}

heal::LoopOptions make_loop_options(const Session& session) {
  heal::LoopOptions options;
  options.mode = session.settings.mode;
  options.max_iterations = session.settings.max_iterations;
  options.reruns = session.settings.reruns;
  options.allow_test_edits = session.settings.allow_test_edits;
  return options;
}

} // namespace aurora::cli
