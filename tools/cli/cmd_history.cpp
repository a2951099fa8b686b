#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/history/open.hpp"
#include "aurora/history/time.hpp"
#include "aurora/sys/real_file_system.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "history_json.hpp"
#include "history_text.hpp"
#include "memory.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

struct HistoryOptions {
  ProjectOptions project;
  std::string history;
  std::string only_project;
  bool all_projects = false;
  std::string since;
  std::string until;
  std::size_t limit = 20;
  std::size_t id = 0;
  bool csv = false;
  std::string table;
  std::string older_than;
  bool dry_run = false;
};

/// An open history, and what of it is meant.
struct OpenHistory {
  std::unique_ptr<history::Store> store;
  history::Filter filter;
};

struct Place {
  history::Location location;
  std::string project; ///< empty: all
};

/// The project's own history; with --history also where there is no build folder.
base::Result<Place> find_place(const HistoryOptions& options) {
  auto project = options.project;
  if (!options.history.empty())
    project.wishes.emplace_back("history", options.history);
  const auto session = open_session(project, Locking::none);
  if (session) {
    const auto location = history_location(**session);
    if (!location)
      return base::forward(location);
    if (!*location)
      return base::fail(base::ErrorCode::usage,
                        "the history is switched off (HISTORY off); name one with --history");
    return Place{**location, project_name((*session)->settings)};
  }
  if (options.history.empty())
    return base::forward(session);
  auto location = history::parse_location(options.history, sys::SystemEnvironment().current_directory());
  if (!location)
    return base::forward(location);
  return Place{std::move(*location), ""};
}

base::Result<std::string> moment(const std::string& flag, const std::string& text) {
  if (text.empty())
    return text;
  const auto parsed = history::parse_moment(text, sys::to_rfc3339(sys::SystemClock().now()));
  if (!parsed)
    return base::fail(base::ErrorCode::usage,
                      fmt::format("{} is \"{}\"; use a day (2026-01-31), a time (2026-01-31T13:45:00Z) or "
                                  "an age (36h, 90d, 12w)",
                                  flag, text));
  return *parsed;
}

base::Result<history::Filter> filter_of(const HistoryOptions& options, const std::string& project) {
  const auto since = moment("--since", options.since);
  const auto until = since ? moment("--until", options.until) : since;
  if (!until)
    return base::forward(until);
  const auto& own = options.only_project.empty() ? project : options.only_project;
  return history::Filter{options.all_projects ? "" : own, *since, *until, 0};
}

base::Result<OpenHistory> open(const HistoryOptions& options) {
  const auto place = find_place(options);
  if (!place)
    return base::forward(place);
  const auto filter = filter_of(options, place->project);
  if (!filter)
    return base::forward(filter);
  sys::SystemFileSystem files;
  sys::SystemFileLocks locks;
  sys::SystemClock clock;
  history::OpenOptions how;
  how.location = place->location;
  how.purpose = history::Purpose::read;
  auto opened = history::open_store(how, {files, locks, clock});
  if (!opened)
    return base::forward(opened);
  for (const auto& note : opened->notes)
    put(stderr, "note: " + base::to_printable(note) + "\n");
  return OpenHistory{std::move(opened->store), *filter};
}

base::Result<void> list(const HistoryOptions& options) {
  auto opened = open(options);
  if (!opened)
    return base::forward(opened);
  opened->filter.limit = options.limit;
  const auto runs = opened->store->runs(opened->filter);
  if (!runs)
    return base::forward(runs);
  put(stdout, options.project.json ? runs_json(*runs) : runs_page(*runs));
  return {};
}

base::Result<void> show(const HistoryOptions& options) {
  auto opened = open(options);
  if (!opened)
    return base::forward(opened);
  const auto run = opened->store->run(static_cast<long long>(options.id));
  if (!run)
    return base::forward(run);
  put(stdout, options.project.json ? run_json(*run) : run_page(*run));
  return {};
}

base::Result<void> figures(const HistoryOptions& options) {
  auto opened = open(options);
  if (!opened)
    return base::forward(opened);
  const auto all = opened->store->figures(opened->filter);
  if (!all)
    return base::forward(all);
  put(stdout, options.project.json ? figures_json(*all) : figures_page(*all));
  return {};
}

base::Result<std::vector<std::string>> tables_of(const HistoryOptions& options) {
  std::vector<std::string> names;
  for (const auto& table : history::tables())
    names.push_back(table.name);
  if (options.table.empty())
    return options.csv ? std::vector<std::string>{"runs"} : names;
  if (std::ranges::find(names, options.table) == names.end())
    return base::fail(base::ErrorCode::usage, fmt::format("there is no table \"{}\"; there are {}",
                                                          options.table, base::join(names, ", ")));
  return std::vector<std::string>{options.table};
}

base::Result<void> export_rows(const HistoryOptions& options) {
  const auto names = tables_of(options);
  if (!names)
    return base::forward(names);
  auto opened = open(options);
  if (!opened)
    return base::forward(opened);
  const Export what{opened->filter, *names};
  auto written =
      options.csv ? export_csv(*opened->store, what, stdout) : export_json(*opened->store, what, stdout);
  if (written && std::fflush(stdout) != 0)
    return base::fail(base::ErrorCode::io, "standard output took less than there is to export");
  return written;
}

void print_pruned(const HistoryOptions& options, std::size_t runs, const std::string& before) {
  if (options.project.json)
    put(stdout,
        fmt::format("{{\"schema\":\"aurora.prune/1\",\"dry_run\":{},\"runs\":{},\"before\":\"{}\"}}\n",
                    options.dry_run, runs, before));
  else if (!options.project.quiet)
    put(stdout, fmt::format("{} {} runs from before {}\n", options.dry_run ? "would forget" : "forgot", runs,
                            before));
}

base::Result<void> prune(const HistoryOptions& options) {
  const auto before = moment("--older-than", options.older_than);
  if (!before)
    return base::forward(before);
  auto opened = open(options);
  if (!opened)
    return base::forward(opened);
  if (options.dry_run) {
    const auto runs = opened->store->runs({opened->filter.project, "", *before, 0});
    if (!runs)
      return base::forward(runs);
    print_pruned(options, runs->size(), *before);
    return {};
  }
  const auto forgotten = opened->store->prune(opened->filter.project, *before);
  if (!forgotten)
    return base::forward(forgotten);
  print_pruned(options, static_cast<std::size_t>(*forgotten), *before);
  return {};
}

using HistoryAction = base::Result<void> (*)(const HistoryOptions&);

struct HistoryCommand {
  flags::Command command;
  std::shared_ptr<HistoryOptions> options;
};

HistoryCommand add_command(flags::Command& parent, int& exit_code, const std::string& name,
                           const std::string& help, HistoryAction action) {
  auto command = parent.subcommand(name, help);
  auto options = std::make_shared<HistoryOptions>();
  add_project_options(command, options->project, Wishes::none);
  command.option("--history", options->history,
                 "a file or postgresql://user@host/database (default: the project's)");
  command.action([options, action, &exit_code] {
    if (const auto done = action(*options); !done)
      exit_code = report_error("history", done.error());
  });
  return {command, options};
}

void add_filter(HistoryCommand& added) {
  auto& options = *added.options;
  added.command.option("--since", options.since,
                       "runs from then on: 2026-01-31, a time, or an age as 36h, 90d, 12w");
  added.command.option("--until", options.until, "runs before then");
  added.command.option("--project", options.only_project,
                       "the project of that name (default: the build folder's)");
  added.command.flag("--all-projects", options.all_projects, "all projects of a shared history");
}

void add_exports(flags::Command& command, int& exit_code) {
  auto exported =
      add_command(command, exit_code, "export", "every row of every table, for other programs", export_rows);
  add_filter(exported);
  exported.command.flag("--csv", exported.options->csv,
                        "one table as CSV (default: all as one JSON document)");
  exported.command.option("--table", exported.options->table, "only this table (with --csv: runs)");
  exported.command.footer("Example: aurora history export -B build --csv --table events > events.csv");
}

} // namespace

void add_history(flags::Command command, int& exit_code) {
  auto listed = add_command(command, exit_code, "list", "the newest runs", list);
  add_filter(listed);
  listed.command.option("--limit", listed.options->limit, "how many runs; 0: all");
  listed.command.footer("Example: aurora history list -B build --since 7d");
  auto shown = add_command(command, exit_code, "show", "a run: causes, attempts, verdicts, patches", show);
  shown.command.option("id", shown.options->id, "as `aurora history list` prints it").required();
  shown.command.footer("Example: aurora history show 12 -B build");
  auto figured = add_command(
      command, exit_code, "figures",
      "time to fix, success, recurrence, people needed, coverage, cost; by provider and rule", figures);
  add_filter(figured);
  figured.command.footer("Example: aurora history figures -B build --since 90d --json");
  add_exports(command, exit_code);
  auto pruned =
      add_command(command, exit_code, "prune", "forget old runs with all that belongs to them", prune);
  pruned.command.option("--older-than", pruned.options->older_than, "2026-01-31, a time, or an age as 90d")
      .required();
  pruned.command.option("--project", pruned.options->only_project,
                        "the project of that name (default: the build folder's)");
  pruned.command.flag("--all-projects", pruned.options->all_projects, "all projects of a shared history");
  pruned.command.flag("--dry-run", pruned.options->dry_run, "only say how many runs it would be");
  pruned.command.footer("Example: aurora history prune -B build --older-than 365d");
}

} // namespace aurora::cli
