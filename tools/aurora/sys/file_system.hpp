#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::sys {

enum class FileKind { none, regular, directory, symlink, other };

struct FileInfo {
  FileKind kind = FileKind::none; ///< of the path itself, links not followed
  std::uint32_t mode = 0;         ///< permission bits
  std::uint64_t size = 0;         ///< bytes
  std::int64_t mtime_ns = 0;      ///< since the epoch
};

struct DirectoryEntry {
  std::string name;
  FileKind kind = FileKind::none;
};

/// Files and folders. Every write that replaces a file is atomic: a reader, or a crash, sees the old bytes or
/// the new ones, never a mixture. Paths are absolute or relative to the process's folder, "/" separated.
class FileSystem {
public:
  virtual ~FileSystem() = default;

  /// not_found, permission or io; limit when the file is larger than max_bytes.
  virtual base::Result<std::string> read(const std::string& path, std::uint64_t max_bytes = UINT64_MAX) = 0;
  /// Writes to a temporary file beside it, syncs, sets mode (0: that of the file it replaces, else 0644),
  /// renames, syncs the folder. The new file's mtime is now.
  virtual base::Result<void> write(const std::string& path, std::string_view bytes,
                                   std::uint32_t mode = 0) = 0;
  /// Appends and syncs; creates the file if need be.
  virtual base::Result<void> append(const std::string& path, std::string_view bytes) = 0;
  virtual base::Result<FileInfo> info(const std::string& path) = 0; ///< kind none is not an error
  virtual base::Result<std::vector<DirectoryEntry>> list(const std::string& path) = 0; ///< sorted by name
  virtual base::Result<void> make_directories(const std::string& path) = 0;
  virtual base::Result<void> remove_file(const std::string& path) = 0; ///< a missing file is not an error
  /// Removes a folder and all in it. Only for folders that Aurora itself made.
  virtual base::Result<void> remove_tree(const std::string& path) = 0;
  virtual base::Result<void> rename(const std::string& from, const std::string& to) = 0;
  /// With links resolved; not_found when it does not exist.
  virtual base::Result<std::string> canonical(const std::string& path) = 0;
};

/// Where FileSystem::write() puts the bytes before the rename: all that is left of a write whose process
/// died.
std::string temporary_path(std::string_view path);

/// Joins with one "/"; an absolute right side wins.
std::string join_path(std::string_view left, std::string_view right);
std::string parent_path(std::string_view path);
std::string file_name(std::string_view path);
/// ".cpp" of "a/b.cpp"; empty when there is none.
std::string extension(std::string_view path);
/// path without "." and ".." as far as they can be resolved by text alone.
std::string normalize_path(std::string_view path);
/// path relative to root when it lies below it, else path unchanged (both normalized, text only).
std::string relative_path(std::string_view path, std::string_view root);
/// Whether path, by text alone, is root or lies below it.
bool is_below(std::string_view path, std::string_view root);

} // namespace aurora::sys
