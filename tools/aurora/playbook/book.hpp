#pragma once

#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/model/cluster.hpp"
#include "aurora/model/patch.hpp"
#include "aurora/playbook/entry.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::playbook {

/// What a fix healed, for the record.
struct Healed {
  const model::Cluster& cluster;
  const model::Patch& patch;
  const std::vector<std::string>& evidence;
  std::string at; ///< RFC 3339
};

/// The entry of a fix that landed; nothing when it made or removed a file, or is too large to be a pattern of
/// anything.
std::vector<Entry> entries_of(const Healed& healed);

/// The text with the edit made, at the place nearest to where it was made first; nothing when it does not
/// fit.
base::Result<std::string> apply_edit(const Edit& edit, const std::string& text);

/// Whether the lines that the edit made stand in the text.
bool is_in_place(const Edit& edit, const std::string& text);

/// The entries of a folder, one file each.
class Book {
public:
  Book(std::string folder, sys::FileSystem& files) : m_folder(std::move(folder)), m_files(files) {}

  /// Reads all files; a file that is no entry is left out, and the notes say why. A missing folder is an
  /// empty book.
  void load();
  const std::vector<Entry>& entries() const { return m_entries; }
  const std::vector<std::string>& notes() const { return m_notes; }

  /// Writes an entry that is not there yet; one that has lost its place does not get it back.
  base::Result<bool> add(const Entry& entry);
  base::Result<void> retire(const std::string& id, const std::string& why);
  base::Result<void> note_failure_elsewhere(const std::string& id);

private:
  base::Result<void> save(const Entry& entry);
  Entry* find(const std::string& id);

  std::string m_folder;
  sys::FileSystem& m_files;
  std::vector<Entry> m_entries;
  std::vector<std::string> m_notes;
};

} // namespace aurora::playbook
