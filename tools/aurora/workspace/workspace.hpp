#pragma once

#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/model/patch.hpp"
#include "aurora/sys/clock.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::workspace {

struct Roots {
  std::string source_dir; ///< absolute, canonical; nothing outside it is ever touched
  std::string state_dir;  ///< absolute; the journal lives in <state_dir>/journal, the lock beside it
};

enum class RestoreResult { restored, already_original, refused_changed, failed };

struct RestoredFile {
  std::string path; ///< relative to the source root
  RestoreResult result = RestoreResult::restored;
  std::string reason;
};

struct RestoreReport {
  std::vector<RestoredFile> files;
  bool complete() const; ///< nothing refused or failed
};

/// The only code that writes to the user's sources (journal schema aurora.journal/1). The sequence of
/// apply(): check every `before` hash → journal written and synced → FILE.aurora_backup written and synced →
/// file replaced. Whatever instant the process dies at, recover() finds the journal and brings back the bytes
/// and mode of before.
class Workspace {
public:
  Workspace(Roots roots, sys::FileSystem& files, sys::Clock& clock);

  /// Applies all changes or none. conflict when a file is not what the patch was made from, invalid_input
  /// when a path leaves the root (symlinks included). Returns the journal's id.
  base::Result<std::string> apply(const model::Patch& patch);
  /// The patch stays: the journal entry is closed as landed. Backups are kept (for `aurora restore`) until
  /// the next keep() of the same file or drop_backups().
  base::Result<void> keep(const std::string& journal_id);
  /// The patch goes: bytes and mode of every file as before, mtime now; backups removed.
  base::Result<RestoreReport> roll_back(const std::string& journal_id);
  /// Finishes what a killed process left: every journal that is neither kept nor rolled back is rolled back.
  base::Result<RestoreReport> recover();
  /// Whether recover() has something to finish. Another process may be at work on it: that is what the lock
  /// is for.
  bool is_unfinished();
  /// `aurora restore`: brings back kept patches too, newest first; only `only` (relative path) when not
  /// empty.
  base::Result<RestoreReport> restore(const std::string& only = {});
  /// What restore() would do, without doing it.
  base::Result<RestoreReport> preview_restore(const std::string& only = {});
  /// Id of the newest landed patch that has not been restored, or empty.
  base::Result<std::string> last_landed();
  /// Removes FILE.aurora_backup of landed patches (the user accepts them for good). Returns how many.
  base::Result<int> drop_backups();

private:
  Roots m_roots;
  sys::FileSystem& m_files;
  sys::Clock& m_clock;
};

} // namespace aurora::workspace
