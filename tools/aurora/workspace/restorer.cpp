#include "aurora/workspace/restorer.hpp"

#include <algorithm>
#include <set>

#include "aurora/base/hash.hpp"
#include "aurora/workspace/paths.hpp"

namespace aurora::workspace {
namespace {

bool is_done(const RestoredFile& file) {
  return file.result == RestoreResult::restored || file.result == RestoreResult::already_original;
}

bool all_restored(const Journal& journal) {
  return std::ranges::all_of(journal.files, &JournalFile::restored);
}

/// One entry a path: what became of it in the end. Someone may have changed the file between two healings of
/// it: the newer one is taken back then, and the older one stays.
void record(RestoreReport& report, RestoredFile file) {
  const auto known = std::ranges::find(report.files, file.path, &RestoredFile::path);
  if (known == report.files.end())
    report.files.push_back(std::move(file));
  else if (known->result == RestoreResult::restored && file.result == RestoreResult::refused_changed)
    known->reason = "to before the newest healing; an earlier one stays, for the file was changed after it";
  else if (file.result != RestoreResult::already_original)
    *known = std::move(file);
}

/// The newest journal but this file's own that keeps its backup under the same name.
const Journal* earlier_owner(const JournalFile& file, const std::vector<Journal>& others,
                             std::size_t& index) {
  for (auto journal = others.rbegin(); journal != others.rend(); ++journal)
    for (index = 0; index < journal->files.size(); ++index)
      if (journal->files[index].backup == file.backup && !journal->files[index].restored)
        return &*journal;
  return nullptr;
}

} // namespace

base::Result<RestoreReport> Restorer::roll_back(Journal journal, const std::vector<Journal>& others) {
  if (journal.state == JournalState::landed) {
    journal.state = JournalState::open; // from here on, recover() finishes it
    if (auto saved = m_store.save(journal); !saved)
      return base::forward(saved);
  }
  RestoreReport report;
  for (std::size_t i = 0; i < journal.files.size(); ++i) {
    auto& file = journal.files[i];
    auto result = file.restored ? RestoredFile{file.path, RestoreResult::already_original, ""}
                                : restore_file(journal, i);
    if (is_done(result)) {
      if (auto cleaned = clean_beside(file, others); !cleaned)
        result = {file.path, RestoreResult::failed, base::to_string(cleaned.error())};
    }
    file.restored = is_done(result);
    record(report, std::move(result));
  }
  if (auto finished = finish(journal, report); !finished)
    return base::forward(finished);
  return report;
}

/// Failures leave the journal open, so that the next command tries again; a file of someone else's does not.
base::Result<void> Restorer::finish(const Journal& journal, const RestoreReport& report) {
  const bool failed = std::ranges::any_of(
      report.files, [](const auto& file) { return file.result == RestoreResult::failed; });
  if (failed)
    return {};
  if (all_restored(journal)) {
    if (auto removed = remove_folders(journal); !removed)
      return removed;
    return m_store.erase(journal);
  }
  auto refused = journal;
  refused.state = JournalState::refused;
  return m_store.save(refused);
}

base::Result<RestoreReport> Restorer::restore(std::vector<Journal> journals, const std::string& only) {
  RestoreReport report;
  std::set<std::string> blocked; // an older original must not come back over a newer text
  while (!journals.empty()) {
    auto journal = std::move(journals.back());
    journals.pop_back();
    bool touched = false;
    for (std::size_t i = 0; i < journal.files.size(); ++i) {
      auto& file = journal.files[i];
      if (file.restored || (!only.empty() && file.path != only) || blocked.contains(file.path))
        continue;
      auto result = restore_file(journal, i);
      if (is_done(result))
        if (auto cleaned = clean_beside(file, journals); !cleaned)
          result = {file.path, RestoreResult::failed, base::to_string(cleaned.error())};
      file.restored = is_done(result);
      touched = touched || file.restored;
      if (!file.restored)
        blocked.insert(file.path);
      record(report, std::move(result));
    }
    if (!touched)
      continue;
    if (all_restored(journal))
      if (auto removed = remove_folders(journal); !removed)
        return base::forward(removed);
    if (auto saved = all_restored(journal) ? m_store.erase(journal) : m_store.save(journal); !saved)
      return base::forward(saved);
  }
  return report;
}

RestoreReport Restorer::preview(const std::vector<Journal>& journals, const std::string& only) {
  RestoreReport report;
  std::map<std::string, base::Result<Hash>> hashes; // as they would be after the newer journals
  std::set<std::string> blocked;
  for (auto journal = journals.rbegin(); journal != journals.rend(); ++journal)
    for (const auto& file : journal->files) {
      if (file.restored || (!only.empty() && file.path != only) || blocked.contains(file.path))
        continue;
      if (!hashes.contains(file.path))
        hashes.emplace(file.path, current_hash(file.path));
      auto result = judge(file, hashes.at(file.path));
      if (is_done(result))
        hashes.at(file.path) = base::Result<Hash>(file.sha256_before);
      else
        blocked.insert(file.path);
      record(report, std::move(result));
    }
  return report;
}

base::Result<Restorer::Hash> Restorer::current_hash(const std::string& path) {
  if (auto inside = check_inside(m_files, m_roots.source_dir, path); !inside)
    return base::forward(inside);
  const auto info = m_files.info(absolute(path));
  if (!info)
    return base::forward(info);
  if (info->kind == sys::FileKind::none)
    return Hash();
  const auto text = m_files.read(absolute(path));
  if (!text)
    return base::forward(text);
  return Hash(base::sha256_hex(*text));
}

RestoredFile Restorer::judge(const JournalFile& file, const base::Result<Hash>& current) const {
  if (!current && current.error().code == base::ErrorCode::invalid_input)
    return {file.path, RestoreResult::refused_changed, current.error().message};
  if (!current)
    return {file.path, RestoreResult::failed, base::to_string(current.error())};
  if (*current == file.sha256_before)
    return {file.path, RestoreResult::already_original, ""};
  if (*current == file.sha256_after)
    return {file.path, RestoreResult::restored, ""};
  const auto where =
      file.backup.empty() ? "there was no such file before the patch" : "the original is in " + file.backup;
  return {file.path, RestoreResult::refused_changed,
          "was changed by someone else after the patch, so it is left as it is; " + where};
}

RestoredFile Restorer::restore_file(const Journal& journal, std::size_t index) {
  const auto& file = journal.files[index];
  auto result = judge(file, current_hash(file.path));
  if (result.result != RestoreResult::restored)
    return result;
  if (auto done = put_back(journal, index); !done)
    return {file.path, RestoreResult::failed, base::to_string(done.error())};
  return result;
}

base::Result<void> Restorer::put_back(const Journal& journal, std::size_t index) {
  const auto& file = journal.files[index];
  const auto path = absolute(file.path);
  if (!file.sha256_before)
    return m_files.remove_file(path);
  const auto bytes = original(journal, index);
  if (!bytes)
    return base::forward(bytes);
  if (auto made = m_files.make_directories(sys::parent_path(path)); !made)
    return made;
  return m_files.write(path, *bytes, file.mode);
}

base::Result<std::string> Restorer::original(const Journal& journal, std::size_t index) {
  auto stored = m_store.original(journal, index);
  if (stored)
    return stored;
  const auto& file = journal.files[index];
  auto backup = m_files.read(absolute(file.backup));
  if (backup && base::sha256_hex(*backup) == file.sha256_before)
    return backup;
  return base::fail(base::ErrorCode::not_found,
                    "its original is gone: neither the journal's copy nor " + file.backup +
                        " has the right bytes",
                    file.path);
}

base::Result<void> Restorer::clean_beside(const JournalFile& file, const std::vector<Journal>& others) {
  if (auto removed = m_files.remove_file(sys::temporary_path(absolute(file.path))); !removed)
    return removed;
  if (file.backup.empty())
    return {};
  if (auto removed = m_files.remove_file(sys::temporary_path(absolute(file.backup))); !removed)
    return removed;
  return remove_backup(file, others);
}

/// An earlier patch of the same file gets its backup back under the name that this one took over.
base::Result<void> Restorer::remove_backup(const JournalFile& file, const std::vector<Journal>& others) {
  const auto current = current_hash(file.backup);
  if (!current || *current != file.sha256_before)
    return {};
  std::size_t index = 0;
  const auto* owner = earlier_owner(file, others, index);
  if (owner == nullptr)
    return m_files.remove_file(absolute(file.backup));
  const auto bytes = m_store.original(*owner, index);
  if (!bytes)
    return {};
  return m_files.write(absolute(file.backup), *bytes, owner->files[index].mode);
}

base::Result<void> Restorer::remove_folders(const Journal& journal) {
  for (auto folder = journal.folders.rbegin(); folder != journal.folders.rend(); ++folder) {
    const auto entries = m_files.list(absolute(*folder));
    if (!entries || !entries->empty())
      continue;
    if (auto removed = m_files.remove_tree(absolute(*folder)); !removed)
      return removed;
  }
  return {};
}

base::Result<int> Restorer::drop_backups(const Journal& journal) {
  int dropped = 0;
  for (const auto& file : journal.files) {
    if (file.backup.empty() || file.restored)
      continue;
    const auto current = current_hash(file.backup);
    if (!current || *current != file.sha256_before)
      continue;
    if (auto removed = m_files.remove_file(absolute(file.backup)); !removed)
      return base::forward(removed);
    ++dropped;
  }
  return dropped;
}

} // namespace aurora::workspace
