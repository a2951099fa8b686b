#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "aurora/workspace/journal_store.hpp"
#include "aurora/workspace/workspace.hpp"

namespace aurora::workspace {

/// Brings originals back. Every step can be repeated: after a crash the same call finishes the work.
class Restorer {
public:
  Restorer(const Roots& roots, sys::FileSystem& files, JournalStore& store)
      : m_roots(roots), m_files(files), m_store(store) {}

  /// Rolls one journal back; `others` are the remaining ones, oldest first.
  base::Result<RestoreReport> roll_back(Journal journal, const std::vector<Journal>& others);
  /// Newest first, only that path when not empty.
  base::Result<RestoreReport> restore(std::vector<Journal> journals, const std::string& only);
  RestoreReport preview(const std::vector<Journal>& journals, const std::string& only);
  /// Removes the journal's backups that are still its own. Returns how many.
  base::Result<int> drop_backups(const Journal& journal);

private:
  using Hash = std::optional<std::string>; ///< nothing: no file

  std::string absolute(const std::string& path) const { return sys::join_path(m_roots.source_dir, path); }
  base::Result<Hash> current_hash(const std::string& path);
  RestoredFile judge(const JournalFile& file, const base::Result<Hash>& current) const;
  RestoredFile restore_file(const Journal& journal, std::size_t index);
  base::Result<void> put_back(const Journal& journal, std::size_t index);
  base::Result<std::string> original(const Journal& journal, std::size_t index);
  base::Result<void> clean_beside(const JournalFile& file, const std::vector<Journal>& others);
  base::Result<void> remove_backup(const JournalFile& file, const std::vector<Journal>& others);
  base::Result<void> remove_folders(const Journal& journal);
  base::Result<void> finish(const Journal& journal, const RestoreReport& report);

  Roots m_roots;
  sys::FileSystem& m_files;
  JournalStore& m_store;
};

} // namespace aurora::workspace
