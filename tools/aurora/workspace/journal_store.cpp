#include "aurora/workspace/journal_store.hpp"

#include <algorithm>
#include <set>

#include "aurora/base/hash.hpp"

namespace aurora::workspace {
namespace {

constexpr std::uint64_t k_max_journal_bytes = 16U << 20;
constexpr std::string_view k_request_name = "restore.json";

bool is_journal_name(const std::string& name) {
  return name.ends_with(".json") && name != k_request_name;
}

std::string id_of(const std::string& name) {
  return name.substr(0, name.find('.'));
}

} // namespace

JournalStore::JournalStore(std::string state_dir, sys::FileSystem& files)
    : m_folder(sys::join_path(state_dir, "journal")), m_files(files) {}

std::string JournalStore::request_path() const {
  return sys::join_path(m_folder, k_request_name);
}

std::string JournalStore::journal_path(const std::string& id) const {
  return sys::join_path(m_folder, id + ".json");
}

std::string JournalStore::original_path(const std::string& id, std::size_t index) const {
  return sys::join_path(m_folder, id + "." + std::to_string(index) + ".original");
}

base::Result<StoredJournals> JournalStore::load_all() {
  StoredJournals all;
  const auto entries = m_files.list(m_folder);
  if (!entries && entries.error().code == base::ErrorCode::not_found)
    return all;
  if (!entries)
    return base::forward(entries);
  for (const auto& entry : *entries) {
    if (!is_journal_name(entry.name))
      continue;
    auto journal = load(id_of(entry.name));
    if (journal)
      all.journals.push_back(std::move(*journal));
    else
      all.broken.push_back(journal.error());
  }
  return all;
}

base::Result<Journal> JournalStore::load(const std::string& id) {
  const auto path = journal_path(id);
  const auto text = m_files.read(path, k_max_journal_bytes);
  if (!text)
    return base::forward(text);
  auto journal = journal_from_json(*text, id);
  if (!journal) {
    journal.error().path = path;
    journal.error().message +=
        ". Nothing was changed because of it. The originals it speaks of are in FILE.aurora_backup "
        "and beside it as .original; once you have what you need, remove it";
  }
  return journal;
}

base::Result<void> JournalStore::save(const Journal& journal) {
  return m_files.write(journal_path(journal.id), to_json(journal));
}

base::Result<void> JournalStore::erase(const Journal& journal) {
  if (auto removed = m_files.remove_file(journal_path(journal.id)); !removed)
    return removed;
  for (std::size_t i = 0; i < journal.files.size(); ++i)
    if (auto removed = m_files.remove_file(original_path(journal.id, i)); !removed)
      return removed;
  return {};
}

base::Result<void> JournalStore::save_original(const std::string& id, std::size_t index,
                                               const std::string& bytes) {
  if (auto made = m_files.make_directories(m_folder); !made)
    return made;
  return m_files.write(original_path(id, index), bytes, 0600);
}

base::Result<std::string> JournalStore::original(const Journal& journal, std::size_t index) {
  const auto path = original_path(journal.id, index);
  auto bytes = m_files.read(path);
  if (bytes && base::sha256_hex(*bytes) != journal.files.at(index).sha256_before)
    return base::fail(base::ErrorCode::invalid_input, "is damaged (its hash is not the journal's)", path);
  return bytes;
}

base::Result<void> JournalStore::remove_left_overs() {
  const auto entries = m_files.list(m_folder);
  if (!entries)
    return {};
  std::set<std::string> ids;
  for (const auto& entry : *entries)
    if (is_journal_name(entry.name))
      ids.insert(id_of(entry.name));
  for (const auto& entry : *entries) {
    const bool orphan = entry.name.ends_with(".original") && !ids.contains(id_of(entry.name));
    if (!orphan && !entry.name.starts_with(".aurora_tmp."))
      continue;
    if (auto removed = m_files.remove_file(sys::join_path(m_folder, entry.name)); !removed)
      return removed;
  }
  return {};
}

} // namespace aurora::workspace
