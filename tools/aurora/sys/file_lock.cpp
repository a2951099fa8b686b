#include "aurora/sys/file_lock.hpp"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>

#include "aurora/sys/errno_error.hpp"
#include "aurora/sys/replacement_file.hpp"
#include "aurora/sys/unique_fd.hpp"

namespace aurora::sys {
namespace {

class Flock final : public HeldLock {
public:
  explicit Flock(UniqueFd fd) : m_fd(std::move(fd)) {}

private:
  UniqueFd m_fd;
};

std::string note_in(int fd) {
  std::array<char, 512> text{};
  const auto size = ::pread(fd, text.data(), text.size(), 0);
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : std::string();
}

} // namespace

base::Result<std::unique_ptr<HeldLock>> SystemFileLocks::acquire(const std::string& path,
                                                                 const std::string& note) {
  UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644));
  if (!fd)
    return fail_errno(errno, "open the lock file", path);
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK)
      return base::fail(base::ErrorCode::conflict, note_in(fd.get()), path);
    return fail_errno(errno, "take the lock", path);
  }
  if (::ftruncate(fd.get(), 0) != 0)
    return fail_errno(errno, "write the lock file", path);
  if (auto written = write_all(fd.get(), path, note); !written)
    return base::forward(written);
  return std::make_unique<Flock>(std::move(fd));
}

} // namespace aurora::sys
