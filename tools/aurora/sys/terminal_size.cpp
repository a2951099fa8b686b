#include "aurora/sys/terminal_size.hpp"

#include <sys/ioctl.h>

namespace aurora::sys {

std::optional<std::size_t> terminal_columns(int fd) {
  winsize size{};
  if (::ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return std::nullopt;
  return size.ws_col;
}

} // namespace aurora::sys
