#include "aurora/sys/real_file_system.hpp"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "aurora/base/sort.hpp"
#include "aurora/sys/errno_error.hpp"
#include "aurora/sys/replacement_file.hpp"
#include "aurora/sys/unique_fd.hpp"

namespace aurora::sys {
namespace {

namespace fs = std::filesystem;

FileKind kind_of_mode(mode_t mode) {
  if (S_ISREG(mode))
    return FileKind::regular;
  if (S_ISDIR(mode))
    return FileKind::directory;
  return S_ISLNK(mode) ? FileKind::symlink : FileKind::other;
}

base::Result<std::string> read_all(int fd, const std::string& path, std::uint64_t max_bytes) {
  std::string bytes;
  struct stat status {};
  if (::fstat(fd, &status) == 0 && status.st_size > 0)
    bytes.reserve(std::min<std::uint64_t>(static_cast<std::uint64_t>(status.st_size), max_bytes));
  std::string chunk(1 << 16, '\0');
  for (;;) {
    const auto count = ::read(fd, chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return fail_errno(errno, "read it", path);
    if (count == 0)
      return bytes;
    bytes.append(chunk, 0, static_cast<std::size_t>(count));
    if (bytes.size() > max_bytes)
      return base::fail(base::ErrorCode::limit,
                        "is larger than the " + std::to_string(max_bytes) + " bytes allowed here", path);
  }
}

/// Sockets, devices and pipes would block or do harm.
base::Result<void> require_readable_kind(int fd, const std::string& path) {
  struct stat status {};
  if (::fstat(fd, &status) != 0)
    return fail_errno(errno, "look at it", path);
  if (S_ISDIR(status.st_mode))
    return fail_errno(EISDIR, "read it", path);
  if (!S_ISREG(status.st_mode))
    return base::fail(base::ErrorCode::invalid_input, "is not a regular file; only those are read", path);
  return {};
}

/// Folders that their owner may not enter (overlayfs makes such) must be opened before they can be emptied.
void make_enterable(const fs::path& folder) {
  ::chmod(folder.c_str(), S_IRWXU);
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    std::error_code ignored;
    if (entry.symlink_status(ignored).type() == fs::file_type::directory)
      make_enterable(entry.path());
  }
}

} // namespace

base::Result<std::string> SystemFileSystem::read(const std::string& path, std::uint64_t max_bytes) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!fd)
    return fail_errno(errno, "open it", path);
  if (auto regular = require_readable_kind(fd.get(), path); !regular)
    return base::forward(regular);
  return read_all(fd.get(), path, max_bytes);
}

base::Result<void> SystemFileSystem::write(const std::string& path, std::string_view bytes,
                                           std::uint32_t mode) {
  auto file = ReplacementFile::open(path, mode);
  if (!file)
    return base::forward(file);
  if (auto written = file->write(bytes); !written)
    return written;
  return file->commit(m_durability);
}

base::Result<void> SystemFileSystem::append(const std::string& path, std::string_view bytes) {
  struct stat before {};
  const bool existed = ::lstat(path.c_str(), &before) == 0;
  if (existed && !S_ISREG(before.st_mode))
    return base::fail(base::ErrorCode::invalid_input, "is not a regular file; it is not written to", path);
  const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644));
  if (!fd)
    return fail_errno(errno, "open it for appending", path);
  if (auto written = write_all(fd.get(), path, bytes); !written)
    return written;
  if (::fsync(fd.get()) != 0)
    return fail_errno(errno, "sync it", path);
  return existed ? base::Result<void>() : sync_folder(parent_path(path));
}

base::Result<FileInfo> SystemFileSystem::info(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      return FileInfo{};
    return fail_errno(errno, "look at it", path);
  }
  FileInfo info;
  info.kind = kind_of_mode(status.st_mode);
  info.mode = status.st_mode & 07777U;
  info.size = static_cast<std::uint64_t>(status.st_size);
  info.mtime_ns = status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec;
  return info;
}

base::Result<std::vector<DirectoryEntry>> SystemFileSystem::list(const std::string& path) {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(path.c_str()), ::closedir);
  if (!folder)
    return fail_errno(errno, "list the folder", path);
  std::vector<DirectoryEntry> entries;
  errno = 0;
  while (const dirent* entry = ::readdir(folder.get())) {
    const std::string name = entry->d_name;
    struct stat status {};
    if (name == "." || name == ".." ||
        ::fstatat(::dirfd(folder.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
      continue;
    entries.push_back({name, kind_of_mode(status.st_mode)});
  }
  if (errno != 0 && errno != ENOENT)
    return fail_errno(errno, "list the folder", path);
  base::stable_sort_by(entries, &DirectoryEntry::name);
  return entries;
}

base::Result<void> SystemFileSystem::make_directories(const std::string& path) {
  const auto parent = parent_path(path);
  if (::mkdir(path.c_str(), 0777) == 0)
    return sync_folder(parent);
  if (errno == ENOENT && !parent.empty() && parent != path) {
    if (auto made = make_directories(parent); !made)
      return made;
    if (::mkdir(path.c_str(), 0777) == 0)
      return sync_folder(parent);
  }
  const int number = errno;
  std::error_code error;
  return fs::is_directory(path, error) ? base::Result<void>()
                                       : base::Result<void>(fail_errno(number, "make the folder", path));
}

base::Result<void> SystemFileSystem::remove_file(const std::string& path) {
  if (::unlink(path.c_str()) == 0)
    return sync_folder(parent_path(path));
  if (errno == ENOENT || errno == ENOTDIR)
    return {};
  return fail_errno(errno, "remove it", path);
}

base::Result<void> SystemFileSystem::remove_tree(const std::string& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error == std::errc::permission_denied) {
    make_enterable(path);
    fs::remove_all(path, error);
  }
  if (error)
    return fail_errno(error.value(), "remove the folder", path);
  return {};
}

base::Result<void> SystemFileSystem::rename(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0)
    return fail_errno(errno, "rename it to " + to, from);
  if (auto synced = sync_folder(parent_path(to)); !synced)
    return synced;
  return parent_path(from) == parent_path(to) ? base::Result<void>() : sync_folder(parent_path(from));
}

base::Result<std::string> SystemFileSystem::canonical(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
  if (!real)
    return fail_errno(errno, "resolve it", path);
  return std::string(real.get());
}

} // namespace aurora::sys
