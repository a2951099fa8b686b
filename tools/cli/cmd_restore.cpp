#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/model/json_text.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "memory.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

struct RestoreOptions {
  ProjectOptions project;
  std::string file;
  bool dry_run = false;
  bool drop = false;
};

std::string_view words_for(workspace::RestoreResult result, bool dry_run) {
  switch (result) {
  case workspace::RestoreResult::restored:
    return dry_run ? "would be restored" : "restored";
  case workspace::RestoreResult::already_original:
    return "is the original already";
  case workspace::RestoreResult::refused_changed:
    return "left alone: it was changed since, and your change is not overwritten";
  case workspace::RestoreResult::failed:
    break;
  }
  return "could not be restored";
}

std::string_view restore_result_name(workspace::RestoreResult result) {
  switch (result) {
  case workspace::RestoreResult::restored:
    return "restored";
  case workspace::RestoreResult::already_original:
    return "already_original";
  case workspace::RestoreResult::refused_changed:
    return "refused_changed";
  case workspace::RestoreResult::failed:
    break;
  }
  return "failed";
}

void print_restore_json(const workspace::RestoreReport& report, bool dry_run) {
  model::JsonText out;
  out.begin('{').key("schema").text("aurora.restore/1").key("dry_run").flag(dry_run);
  out.key("complete").flag(report.complete()).key("files").begin('[');
  for (const auto& file : report.files)
    out.begin('{')
        .key("path")
        .text(file.path)
        .key("result")
        .text(restore_result_name(file.result))
        .key("reason")
        .text(file.reason)
        .end('}');
  put(stdout, out.end(']').end('}').take() + "\n");
}

void print_restore_text(const workspace::RestoreReport& report, bool dry_run) {
  for (const auto& file : report.files)
    fmt::print("{}: {}{}\n", file.path, words_for(file.result, dry_run),
               file.reason.empty() ? "" : " (" + file.reason + ")");
  if (report.files.empty())
    fmt::print("nothing to restore\n");
}

int print_report(const workspace::RestoreReport& report, const RestoreOptions& options) {
  if (options.project.json)
    print_restore_json(report, options.dry_run);
  else if (!options.project.quiet || !report.complete())
    print_restore_text(report, options.dry_run);
  return static_cast<int>(report.complete() ? ExitCode::done : ExitCode::restore_failed);
}

int drop_backups(Session& session) {
  const auto dropped = session.workspace->drop_backups();
  if (!dropped)
    return report_error("restore", dropped.error());
  if (session.options.json)
    put(stdout, fmt::format("{{\"schema\":\"aurora.restore/1\",\"removed_backups\":{}}}\n", *dropped));
  else
    session.say(fmt::format("{} backup{} removed", *dropped, *dropped == 1 ? "" : "s"));
  return static_cast<int>(ExitCode::done);
}

/// Relative to the source root, however the user named it.
std::string in_project(const Session& session, const std::string& file) {
  if (file.empty())
    return file;
  const auto absolute = sys::normalize_path(sys::join_path(session.environment.current_directory(), file));
  return sys::is_below(absolute, session.settings.source_dir)
             ? sys::relative_path(absolute, session.settings.source_dir)
             : file;
}

/// A fix that is taken back loses its place in the playbook.
base::Result<workspace::RestoreReport> bring_back(Session& session, const std::string& only) {
  Memory memory(session, history::Purpose::read);
  const auto in_place = memory.entries_in_place();
  auto report = session.workspace->restore(only);
  if (!report)
    return report;
  std::vector<std::string> files;
  for (const auto& file : report->files)
    if (file.result == workspace::RestoreResult::restored)
      files.push_back(file.path);
  memory.forget(files, in_place, "restore");
  return report;
}

int restore(const RestoreOptions& options) {
  const auto opened = open_session(options.project, Locking::exclusive);
  if (!opened)
    return report_error("restore", opened.error());
  auto& session = **opened;
  if (options.drop)
    return drop_backups(session);
  const auto only = in_project(session, options.file);
  const auto report = options.dry_run ? session.workspace->preview_restore(only) : bring_back(session, only);
  if (!report)
    return report_error("restore", report.error());
  return print_report(*report, options);
}

} // namespace

void add_restore(flags::Command command, int& exit_code) {
  auto options = std::make_shared<RestoreOptions>();
  add_project_options(command, options->project, Wishes::none);
  command.option("file", options->file, "only this file (default: every healed file)");
  command.flag("--dry-run", options->dry_run, "say what would be restored, and restore nothing");
  command.flag("--accept", options->drop, "remove the backups instead: the healed files stay for good");
  command.action([options, &exit_code] { exit_code = restore(*options); });
}

} // namespace aurora::cli
