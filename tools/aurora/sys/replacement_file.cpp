#include "aurora/sys/replacement_file.hpp"

#include <cerrno>
#include <cstdio>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/xattr.h>

#include "aurora/base/text.hpp"
#include "aurora/sys/errno_error.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::sys {
namespace {

/// Whether fd still is the file that path names.
bool is_at(int fd, const std::string& path) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(fd, &opened) == 0 && ::lstat(path.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
         opened.st_dev == named.st_dev;
}

/// Waits until no living process holds the file, then removes it.
void remove_left_over(const std::string& path) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (!fd && errno == ENOENT)
    return; // gone already; what stands there the next moment is a living writer's
  if (fd && ::flock(fd.get(), LOCK_EX) == 0 && !is_at(fd.get(), path))
    return;
  ::unlink(path.c_str());
}

} // namespace

base::Result<void> write_all(int fd, const std::string& path, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return fail_errno(errno, "write it", path);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

base::Result<void> sync_folder(const std::string& path) {
  const UniqueFd fd(::open(path.empty() ? "." : path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd)
    return errno == EACCES ? base::Result<void>() // writable but not readable: nothing to sync it by
                           : base::Result<void>(fail_errno(errno, "open the folder", path));
  if (::fsync(fd.get()) != 0 && errno != EINVAL && errno != EROFS)
    return fail_errno(errno, "sync the folder", path);
  return {};
}

base::Result<ReplacementFile> ReplacementFile::open(const std::string& path, std::uint32_t mode) {
  struct stat old {};
  const bool exists = ::lstat(path.c_str(), &old) == 0;
  if (exists && !S_ISREG(old.st_mode))
    return base::fail(base::ErrorCode::invalid_input, "is not a regular file; it is not written to", path);
  ReplacementFile file(path, temporary_path(path));
  if (auto taken = file.take_temporary(); !taken)
    return base::forward(taken);
  if (auto inherited = file.inherit(exists ? &old : nullptr, mode); !inherited)
    return base::forward(inherited);
  return file;
}

ReplacementFile::~ReplacementFile() {
  if (m_fd)
    ::unlink(m_temporary.c_str());
}

base::Result<void> ReplacementFile::take_temporary() {
  for (int tries = 0; tries < 1000; ++tries) {
    UniqueFd fd(::open(m_temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd && errno != EEXIST)
      return fail_errno(errno, "write it", m_path);
    if (!fd) {
      remove_left_over(m_temporary);
    } else if (::flock(fd.get(), LOCK_EX) == 0 && is_at(fd.get(), m_temporary)) {
      m_fd = std::move(fd);
      return {};
    }
  }
  return base::fail(base::ErrorCode::conflict, "cannot write it: others write it all the time", m_path);
}

base::Result<void> ReplacementFile::inherit(const struct stat* old, std::uint32_t mode) {
  struct stat own {};
  if (::fstat(m_fd.get(), &own) != 0)
    return fail_errno(errno, "look at", m_temporary);
  if (old != nullptr && (own.st_uid != old->st_uid || own.st_gid != old->st_gid) &&
      ::fchown(m_fd.get(), old->st_uid, old->st_gid) != 0)
    return fail_errno(errno, "keep its owner and group, so it is left as it is", m_path);
  if (old != nullptr)
    copy_attributes();
  const auto wanted = mode != 0 ? mode : old != nullptr ? old->st_mode & 07777U : 0644U;
  if (::fchmod(m_fd.get(), wanted) != 0)
    return fail_errno(errno, "set its mode", m_path);
  return {};
}

/// As far as possible: a file system without them, or a system attribute, is no reason to refuse a write.
void ReplacementFile::copy_attributes() {
  std::vector<char> names(1 << 12);
  const auto size = ::llistxattr(m_path.c_str(), names.data(), names.size());
  if (size <= 0)
    return;
  std::vector<char> value(1 << 16);
  for (const auto name :
       base::split(std::string_view(names.data(), static_cast<std::size_t>(size) - 1), '\0')) {
    const auto length = ::lgetxattr(m_path.c_str(), name.data(), value.data(), value.size());
    if (length >= 0)
      ::fsetxattr(m_fd.get(), name.data(), value.data(), static_cast<std::size_t>(length), 0);
  }
}

base::Result<void> ReplacementFile::write(std::string_view bytes) {
  return write_all(m_fd.get(), m_path, bytes);
}

base::Result<void> ReplacementFile::commit(Durability durability) {
  const bool sync = durability == Durability::synced;
  if (sync && ::fsync(m_fd.get()) != 0)
    return fail_errno(errno, "sync it", m_path);
  if (::rename(m_temporary.c_str(), m_path.c_str()) != 0)
    return fail_errno(errno, "put the new text in place", m_path);
  m_fd.close();
  return sync ? sync_folder(parent_path(m_path)) : base::Result<void>();
}

} // namespace aurora::sys
