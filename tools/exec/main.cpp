#include <cerrno>
#include <cstdio>
#include <string>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "exec/options.hpp"
#include "exec/supervisor.hpp"

/// Owns the process tree of one command. Started by sys::ExecProcessRunner only; not a tool for people.
int main(int argc, char** argv) {
  using namespace aurora::exec;
  const auto options = parse_options(argc - 1, argv + 1);
  if (!options || ::fcntl(k_control_fd, F_SETFD, FD_CLOEXEC) != 0) {
    std::fputs("aurora-exec is a part of aurora and is started by it; run \"aurora --help\" instead\n",
               stderr);
    return 2;
  }
#ifdef SYS_close_range
  ::syscall(SYS_close_range, k_control_fd + 1, ~0U, 0);
#endif
  const auto outcome = supervise(*options);
  ::send(k_control_fd, outcome.data(), outcome.size(), MSG_NOSIGNAL);
  ::_exit(0);
}
