#pragma once

#include <string>
#include <vector>

#include "aurora/model/patch.hpp"
#include "aurora/workspace/journal_store.hpp"
#include "aurora/workspace/workspace.hpp"

namespace aurora::workspace {

/// The first half of Workspace::apply(): checks a patch against the tree and makes its journal, then carries
/// it out.
class Applier {
public:
  Applier(const Roots& roots, sys::FileSystem& files) : m_roots(roots), m_files(files) {}

  /// The journal's files and folders; changes nothing. `landed` own the backups that may be replaced.
  base::Result<Journal> plan(const model::Patch& patch, const std::vector<Journal>& landed);
  base::Result<void> save_originals(const Journal& journal, const model::Patch& patch, JournalStore& store);
  base::Result<void> write_backups(const Journal& journal, const model::Patch& patch);
  base::Result<void> replace_files(const Journal& journal, const model::Patch& patch);

private:
  std::string absolute(const std::string& path) const { return sys::join_path(m_roots.source_dir, path); }
  base::Result<JournalFile> plan_file(const model::FileChange& change, const std::vector<Journal>& landed);
  base::Result<void> check_unchanged(const model::FileChange& change);
  base::Result<std::string> choose_backup(const std::string& path, const std::vector<Journal>& landed);
  base::Result<void> add_missing_folders(const std::string& path, std::vector<std::string>& folders);

  Roots m_roots;
  sys::FileSystem& m_files;
};

} // namespace aurora::workspace
