#pragma once

#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/sys/file_system.hpp"
#include "aurora/workspace/journal.hpp"

namespace aurora::workspace {

struct StoredJournals {
  std::vector<Journal> journals;   ///< oldest first
  std::vector<base::Error> broken; ///< files that cannot be read as a journal, each with its path
};

/// <state_dir>/journal: ID.json for each journal, ID.N.original with the bytes of its Nth file before the
/// patch, and restore.json while a restore() is under way.
class JournalStore {
public:
  JournalStore(std::string state_dir, sys::FileSystem& files);

  base::Result<StoredJournals> load_all();
  /// not_found when there is none of that id.
  base::Result<Journal> load(const std::string& id);
  base::Result<void> save(const Journal& journal);
  /// The journal first: without it, its originals are only left-overs.
  base::Result<void> erase(const Journal& journal);
  base::Result<void> save_original(const std::string& id, std::size_t index, const std::string& bytes);
  /// The bytes, when they still have the hash that the journal says.
  base::Result<std::string> original(const Journal& journal, std::size_t index);
  /// Removes originals without a journal, and what torn writes left.
  base::Result<void> remove_left_overs();
  std::string request_path() const;

private:
  std::string original_path(const std::string& id, std::size_t index) const;
  std::string journal_path(const std::string& id) const;

  std::string m_folder;
  sys::FileSystem& m_files;
};

} // namespace aurora::workspace
