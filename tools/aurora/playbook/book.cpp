#include "aurora/playbook/book.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/playbook/entry_yaml.hpp"

namespace aurora::playbook {
namespace {

constexpr std::size_t k_most_entries = 1000;
constexpr std::uint64_t k_most_file_bytes = 64U << 10;
constexpr std::string_view k_ending = ".yml";

bool is_entry_file(const sys::DirectoryEntry& file) {
  return file.kind == sys::FileKind::regular && file.name.ends_with(k_ending);
}

base::Result<Entry> read_entry_file(sys::FileSystem& files, const std::string& path) {
  const auto text = files.read(path, k_most_file_bytes);
  if (!text)
    return base::forward(text);
  auto entry = entry_from_yaml(*text, path);
  if (entry) {
    const auto name = sys::file_name(path);
    entry->id = name.substr(0, name.size() - k_ending.size());
  }
  return entry;
}

} // namespace

void Book::load() {
  m_entries.clear();
  m_notes.clear();
  const auto files = m_files.list(m_folder);
  if (!files)
    return;
  for (const auto& file : *files) {
    if (!is_entry_file(file))
      continue;
    if (m_entries.size() >= k_most_entries) {
      m_notes.push_back(fmt::format("only the first {} playbook entries are read", k_most_entries));
      return;
    }
    auto entry = read_entry_file(m_files, sys::join_path(m_folder, file.name));
    if (entry)
      m_entries.push_back(std::move(*entry));
    else
      m_notes.push_back("playbook entry refused: " + base::to_string(entry.error()));
  }
}

Entry* Book::find(const std::string& id) {
  const auto entry = std::ranges::find(m_entries, id, &Entry::id);
  return entry == m_entries.end() ? nullptr : &*entry;
}

base::Result<void> Book::save(const Entry& entry) {
  if (auto made = m_files.make_directories(m_folder); !made)
    return made;
  return m_files.write(sys::join_path(m_folder, entry.id + std::string(k_ending)), to_yaml(entry));
}

base::Result<bool> Book::add(const Entry& entry) {
  if (find(entry.id) != nullptr)
    return false;
  if (auto saved = save(entry); !saved)
    return base::forward(saved);
  m_entries.push_back(entry);
  return true;
}

base::Result<void> Book::retire(const std::string& id, const std::string& why) {
  auto* entry = find(id);
  if (entry == nullptr || entry->state == State::retired)
    return {};
  entry->state = State::retired;
  entry->retired_because = why.substr(0, why.find('\n'));
  return save(*entry);
}

base::Result<void> Book::note_failure_elsewhere(const std::string& id) {
  auto* entry = find(id);
  if (entry == nullptr)
    return {};
  ++entry->failed_elsewhere;
  return save(*entry);
}

} // namespace aurora::playbook
