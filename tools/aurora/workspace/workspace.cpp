#include "aurora/workspace/workspace.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/workspace/applier.hpp"
#include "aurora/workspace/journal_store.hpp"
#include "aurora/workspace/restorer.hpp"

namespace aurora::workspace {
namespace {

base::Result<std::vector<Journal>> require_readable(base::Result<StoredJournals> all) {
  if (!all)
    return base::forward(all);
  if (!all->broken.empty())
    return tl::unexpected(all->broken.front());
  return std::move(all->journals);
}

std::string next_id(const std::vector<Journal>& journals, const std::string& time) {
  const auto last = journals.empty() ? 0 : base::parse_integer(journals.back().id.substr(0, 6)).value_or(0);
  std::string digits;
  std::ranges::copy_if(time, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return fmt::format("{:06}-{}", last + 1, digits);
}

std::vector<Journal> without(std::vector<Journal> journals, const std::string& id) {
  std::erase_if(journals, [&id](const Journal& journal) { return journal.id == id; });
  return journals;
}

bool is_open(const Journal& journal) {
  return journal.state == JournalState::open;
}

void add_broken(RestoreReport& report, const std::vector<base::Error>& broken) {
  for (const auto& error : broken)
    report.files.push_back({error.path, RestoreResult::failed, error.message});
}

void add(RestoreReport& report, RestoreReport more) {
  std::ranges::move(more.files, std::back_inserter(report.files));
}

base::Result<RestoreReport> finish_request(JournalStore& store, Restorer& restorer, sys::FileSystem& files,
                                           std::vector<Journal> journals) {
  const auto text = files.read(store.request_path(), 1U << 16);
  if (!text && text.error().code == base::ErrorCode::not_found)
    return RestoreReport{};
  if (!text)
    return base::forward(text);
  const auto only = restore_request_from_json(*text);
  if (!only)
    return RestoreReport{{{store.request_path(), RestoreResult::failed,
                           only.error().message + "; run \"aurora restore\" again, it writes a new one"}}};
  auto report = restorer.restore(std::move(journals), *only);
  if (!report)
    return report;
  if (auto removed = files.remove_file(store.request_path()); !removed)
    return base::forward(removed);
  return report;
}

} // namespace

bool RestoreReport::complete() const {
  return std::ranges::none_of(files, [](const RestoredFile& file) {
    return file.result == RestoreResult::refused_changed || file.result == RestoreResult::failed;
  });
}

Workspace::Workspace(Roots roots, sys::FileSystem& files, sys::Clock& clock)
    : m_roots(std::move(roots)), m_files(files), m_clock(clock) {}

base::Result<std::string> Workspace::apply(const model::Patch& patch) {
  JournalStore store(m_roots.state_dir, m_files);
  const auto journals = require_readable(store.load_all());
  if (!journals)
    return base::forward(journals);
  if (const auto open = std::ranges::find_if(*journals, is_open); open != journals->end())
    return base::fail(base::ErrorCode::conflict,
                      "patch " + open->id + " is neither kept nor rolled back yet; run \"aurora restore\"");
  Applier applier(m_roots, m_files);
  auto journal = applier.plan(patch, *journals);
  if (!journal)
    return base::forward(journal);
  journal->time = sys::to_rfc3339(m_clock.now());
  journal->id = next_id(*journals, journal->time);
  auto saved = applier.save_originals(*journal, patch, store);
  if (saved)
    saved = store.save(*journal);
  if (!saved) {
    static_cast<void>(store.erase(*journal)); // what remains is a left-over for recover()
    return base::forward(saved);
  }
  auto done = applier.write_backups(*journal, patch);
  if (done)
    done = applier.replace_files(*journal, patch);
  if (done)
    return journal->id;
  const auto undone = Restorer(m_roots, m_files, store).roll_back(*journal, *journals);
  if (!undone || !undone->complete())
    done.error().message += "; what had been changed could not all be changed back: run \"aurora restore\"";
  return base::forward(done);
}

base::Result<void> Workspace::keep(const std::string& journal_id) {
  JournalStore store(m_roots.state_dir, m_files);
  auto journal = store.load(journal_id);
  if (!journal)
    return base::forward(journal);
  journal->state = JournalState::landed;
  return store.save(*journal);
}

base::Result<RestoreReport> Workspace::roll_back(const std::string& journal_id) {
  JournalStore store(m_roots.state_dir, m_files);
  const auto journal = store.load(journal_id);
  if (!journal)
    return base::forward(journal);
  const auto all = store.load_all();
  if (!all)
    return base::forward(all);
  return Restorer(m_roots, m_files, store).roll_back(*journal, without(all->journals, journal_id));
}

base::Result<RestoreReport> Workspace::recover() {
  JournalStore store(m_roots.state_dir, m_files);
  const auto all = store.load_all();
  if (!all)
    return base::forward(all);
  Restorer restorer(m_roots, m_files, store);
  RestoreReport report;
  std::vector<Journal> closed = all->journals;
  std::erase_if(closed, is_open);
  for (auto journal = all->journals.rbegin(); journal != all->journals.rend(); ++journal) {
    if (!is_open(*journal))
      continue;
    auto rolled_back = restorer.roll_back(*journal, closed);
    if (!rolled_back)
      return rolled_back;
    add(report, std::move(*rolled_back));
  }
  auto finished = finish_request(store, restorer, m_files, std::move(closed));
  if (!finished)
    return finished;
  add(report, std::move(*finished));
  add_broken(report, all->broken);
  if (auto removed = store.remove_left_overs(); !removed)
    return base::forward(removed);
  return report;
}

bool Workspace::is_unfinished() {
  JournalStore store(m_roots.state_dir, m_files);
  const auto all = store.load_all();
  const auto request = m_files.info(store.request_path());
  return (all && std::ranges::any_of(all->journals, is_open)) ||
         (request && request->kind != sys::FileKind::none);
}

base::Result<RestoreReport> Workspace::restore(const std::string& only) {
  auto report = recover();
  if (!report)
    return report;
  JournalStore store(m_roots.state_dir, m_files);
  auto all = store.load_all();
  if (!all)
    return base::forward(all);
  std::erase_if(all->journals, is_open); // recover() could not finish them: their files are in the report
  if (all->journals.empty())
    return report;
  if (auto asked = m_files.write(store.request_path(), restore_request_to_json(only)); !asked)
    return base::forward(asked);
  Restorer restorer(m_roots, m_files, store);
  auto restored = finish_request(store, restorer, m_files, std::move(all->journals));
  if (!restored)
    return restored;
  add(*report, std::move(*restored));
  return report;
}

base::Result<RestoreReport> Workspace::preview_restore(const std::string& only) {
  JournalStore store(m_roots.state_dir, m_files);
  const auto all = store.load_all();
  if (!all)
    return base::forward(all);
  auto report = Restorer(m_roots, m_files, store).preview(all->journals, only);
  add_broken(report, all->broken);
  return report;
}

base::Result<std::string> Workspace::last_landed() {
  JournalStore store(m_roots.state_dir, m_files);
  const auto all = store.load_all();
  if (!all)
    return base::forward(all);
  for (auto journal = all->journals.rbegin(); journal != all->journals.rend(); ++journal)
    if (journal->state == JournalState::landed)
      return journal->id;
  return std::string();
}

base::Result<int> Workspace::drop_backups() {
  JournalStore store(m_roots.state_dir, m_files);
  const auto all = store.load_all();
  if (!all)
    return base::forward(all);
  Restorer restorer(m_roots, m_files, store);
  int count = 0;
  for (const auto& journal : all->journals) {
    if (is_open(journal))
      continue;
    const auto dropped = restorer.drop_backups(journal);
    if (!dropped)
      return dropped;
    count += *dropped;
    if (auto erased = store.erase(journal); !erased)
      return base::forward(erased);
  }
  return count;
}

} // namespace aurora::workspace
