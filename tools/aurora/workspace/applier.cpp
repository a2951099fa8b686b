#include "aurora/workspace/applier.hpp"

#include <algorithm>
#include <set>

#include "aurora/base/hash.hpp"
#include "aurora/workspace/paths.hpp"

namespace aurora::workspace {
namespace {

std::optional<std::string> hash_of(const std::optional<std::string>& text) {
  return text ? std::optional(base::sha256_hex(*text)) : std::nullopt;
}

/// Whether a backup of that name and content was written for an earlier patch, and so is not the user's.
bool is_own_backup(const std::vector<Journal>& landed, const std::string& backup, const std::string& hash) {
  return std::ranges::any_of(landed, [&](const Journal& journal) {
    return std::ranges::any_of(journal.files, [&](const JournalFile& file) {
      return file.backup == backup && file.sha256_before == hash && !file.restored;
    });
  });
}

} // namespace

base::Result<Journal> Applier::plan(const model::Patch& patch, const std::vector<Journal>& landed) {
  Journal journal;
  journal.title = patch.title;
  std::set<std::string> seen;
  for (const auto& change : patch.changes) {
    if (!seen.insert(change.path).second)
      return base::fail(base::ErrorCode::invalid_input, "is changed twice by one patch", change.path);
    auto file = plan_file(change, landed);
    if (!file)
      return base::forward(file);
    journal.files.push_back(std::move(*file));
    if (auto added = add_missing_folders(change.path, journal.folders); !added)
      return base::forward(added);
  }
  if (journal.files.empty())
    return base::fail(base::ErrorCode::invalid_input, "the patch changes no file");
  return journal;
}

base::Result<JournalFile> Applier::plan_file(const model::FileChange& change,
                                             const std::vector<Journal>& landed) {
  if (!change.before && !change.after)
    return base::fail(base::ErrorCode::invalid_input, "the patch neither creates, changes nor removes it",
                      change.path);
  if (auto inside = check_inside(m_files, m_roots.source_dir, change.path); !inside)
    return base::forward(inside);
  if (auto unchanged = check_unchanged(change); !unchanged)
    return base::forward(unchanged);
  JournalFile file{change.path, hash_of(change.before), hash_of(change.after), 0, "", false};
  if (!change.before)
    return file;
  const auto info = m_files.info(absolute(change.path));
  if (!info)
    return base::forward(info);
  file.mode = info->mode;
  auto backup = choose_backup(change.path, landed);
  if (!backup)
    return base::forward(backup);
  file.backup = std::move(*backup);
  return file;
}

base::Result<void> Applier::check_unchanged(const model::FileChange& change) {
  const auto info = m_files.info(absolute(change.path));
  if (!info)
    return base::forward(info);
  const auto conflict = [&change](const char* what) {
    return base::fail(base::ErrorCode::conflict, std::string(what) + "; nothing was changed. Run heal again",
                      change.path);
  };
  if (!change.before)
    return info->kind == sys::FileKind::none
               ? base::Result<void>()
               : base::Result<void>(conflict("exists, but the patch would create it"));
  if (info->kind == sys::FileKind::none)
    return conflict("is gone, but the patch changes it");
  const auto text = m_files.read(absolute(change.path));
  if (!text)
    return base::forward(text);
  if (*text != *change.before)
    return conflict("was changed by someone else since the patch was made");
  return {};
}

base::Result<std::string> Applier::choose_backup(const std::string& path,
                                                 const std::vector<Journal>& landed) {
  const auto first = path + ".aurora_backup";
  for (int n = 0; n < 1000; ++n) {
    auto name = n == 0 ? first : first + "." + std::to_string(n);
    const auto info = m_files.info(absolute(name));
    if (!info)
      return base::forward(info);
    if (info->kind == sys::FileKind::none)
      return name;
    const auto text =
        info->kind == sys::FileKind::regular ? m_files.read(absolute(name)) : base::Result<std::string>();
    if (info->kind == sys::FileKind::regular && text && is_own_backup(landed, name, base::sha256_hex(*text)))
      return name;
  }
  return base::fail(base::ErrorCode::limit, "has a thousand backups beside it; remove those you do not need",
                    path);
}

base::Result<void> Applier::add_missing_folders(const std::string& path, std::vector<std::string>& folders) {
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const auto folder = path.substr(0, slash);
    const auto info = m_files.info(absolute(folder));
    if (!info)
      return base::forward(info);
    if (info->kind == sys::FileKind::none && std::ranges::find(folders, folder) == folders.end())
      folders.push_back(folder);
  }
  return {};
}

base::Result<void> Applier::save_originals(const Journal& journal, const model::Patch& patch,
                                           JournalStore& store) {
  for (std::size_t i = 0; i < journal.files.size(); ++i)
    if (const auto& before = patch.changes[i].before)
      if (auto saved = store.save_original(journal.id, i, *before); !saved)
        return saved;
  return {};
}

base::Result<void> Applier::write_backups(const Journal& journal, const model::Patch& patch) {
  for (std::size_t i = 0; i < journal.files.size(); ++i) {
    const auto& file = journal.files[i];
    if (file.backup.empty())
      continue;
    if (auto written = m_files.write(absolute(file.backup), *patch.changes[i].before, file.mode); !written)
      return written;
  }
  return {};
}

base::Result<void> Applier::replace_files(const Journal& journal, const model::Patch& patch) {
  for (std::size_t i = 0; i < journal.files.size(); ++i) {
    const auto& change = patch.changes[i];
    const auto path = absolute(change.path);
    if (auto unchanged = check_unchanged(change); !unchanged)
      return unchanged;
    if (auto made = m_files.make_directories(sys::parent_path(path)); !made)
      return made;
    auto replaced =
        change.after ? m_files.write(path, *change.after, journal.files[i].mode) : m_files.remove_file(path);
    if (!replaced)
      return replaced;
  }
  return {};
}

} // namespace aurora::workspace
