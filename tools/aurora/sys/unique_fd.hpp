#pragma once

#include <utility>

#include <unistd.h>

namespace aurora::sys {

/// Owns a file descriptor and closes it.
class UniqueFd {
public:
  explicit UniqueFd(int fd = -1) : m_fd(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    return *this;
  }
  UniqueFd(const UniqueFd&) = delete;
  UniqueFd& operator=(const UniqueFd&) = delete;
  ~UniqueFd() { close(); }

  int get() const { return m_fd; }
  explicit operator bool() const { return m_fd >= 0; }
  void close() {
    if (m_fd >= 0)
      ::close(std::exchange(m_fd, -1));
  }

private:
  int m_fd;
};

} // namespace aurora::sys
