#include <memory>

#include <fmt/format.h>

#include "commands.hpp"
#include "exit_code.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

constexpr std::uint64_t k_max_file_bytes = 512UL << 20;

base::Result<void> copy_file(Session& session, const std::string& name) {
  const auto text = session.files->read(sys::join_path(session.paths.reports, name), k_max_file_bytes);
  if (!text)
    return base::forward(text);
  const auto target = sys::join_path(session.paths.artifacts, name);
  if (auto made = session.files->make_directories(sys::parent_path(target)); !made)
    return made;
  return session.files->write(target, *text);
}

/// Copies what lies below the reports folder; returns how many files that were.
base::Result<int> copy_folder(Session& session, const std::string& relative) {
  const auto entries = session.files->list(sys::join_path(session.paths.reports, relative));
  if (!entries)
    return base::forward(entries);
  int count = 0;
  for (const auto& entry : *entries) {
    const auto name = relative.empty() ? entry.name : sys::join_path(relative, entry.name);
    if (entry.kind == sys::FileKind::directory) {
      const auto inner = copy_folder(session, name);
      if (!inner)
        return inner;
      count += *inner;
    } else if (entry.kind == sys::FileKind::regular) {
      if (auto copied = copy_file(session, name); !copied)
        return base::forward(copied);
      ++count;
    }
  }
  return count;
}

/// Tasks lie beside the reports; there are none before the first run that writes them.
base::Result<int> copy_tasks(Session& session) {
  const auto folder = sys::join_path(session.paths.root, "tasks");
  const auto target = sys::join_path(session.paths.artifacts, "tasks");
  const auto entries = session.files->list(folder);
  if (!entries)
    return 0;
  if (auto made = session.files->make_directories(target); !made)
    return base::forward(made);
  int count = 0;
  for (const auto& entry : *entries) {
    const auto text = session.files->read(sys::join_path(folder, entry.name), k_max_file_bytes);
    const auto copied = text ? session.files->write(sys::join_path(target, entry.name), *text)
                             : base::Result<void>(base::forward(text));
    if (!copied)
      return base::forward(copied);
    ++count;
  }
  return count;
}

base::Result<ExitCode> artifacts(Session& session) {
  const auto page = session.files->info(sys::join_path(session.paths.reports, "index.html"));
  if (!page || page->kind != sys::FileKind::regular)
    return base::fail(base::ErrorCode::environment,
                      "there are no reports yet; build the target test-heal or heal first",
                      session.paths.reports);
  if (auto removed = session.files->remove_tree(session.paths.artifacts); !removed)
    return base::forward(removed);
  const auto count = copy_folder(session, "");
  if (!count)
    return base::forward(count);
  const auto tasks = copy_tasks(session);
  if (!tasks)
    return base::forward(tasks);
  session.say(fmt::format("artifacts {} files; start at {}", *count + *tasks,
                          sys::join_path(session.paths.artifacts, "index.html")));
  if (session.options.json)
    fmt::print("{{\"schema\": \"aurora.artifacts/1\", \"files\": {}}}\n", *count + *tasks);
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

void add_artifacts(flags::Command command, int& exit_code) {
  auto options = std::make_shared<ProjectOptions>();
  add_project_options(command, *options, Wishes::none);
  command.action([options, &exit_code] { exit_code = run(*options); });
}

} // namespace aurora::cli
