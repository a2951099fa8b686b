#include "exec/supervisor.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exec/descendants.hpp"
#include "exec/landlock.hpp"
#include "exec/mounts.hpp"

namespace aurora::exec {
namespace {

using Clock = std::chrono::steady_clock;

std::string not_started(const Failure& failure) {
  return "not_started " + std::to_string(failure.error) + " " + failure.what;
}

void limit(int resource, unsigned long long bytes) {
  const rlimit value{bytes, bytes};
  if (bytes > 0)
    ::setrlimit(static_cast<__rlimit_resource_t>(resource), &value);
}

[[noreturn]] void become_command(const Options& options, const sigset_t& mask, int errors) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::sigprocmask(SIG_SETMASK, &mask, nullptr);
  limit(RLIMIT_AS, options.memory_limit);
  limit(RLIMIT_FSIZE, options.file_size_limit);
  ::execvp(options.command[0], options.command);
  const int error = errno;
  [[maybe_unused]] const auto written = ::write(errors, &error, sizeof error);
  ::_exit(127);
}

struct Child {
  pid_t pid = -1;
  int error = 0; ///< errno of the failed start, or 0
};

Child start(const Options& options, const sigset_t& mask) {
  int errors[2];
  if (::pipe2(errors, O_CLOEXEC) != 0)
    return {-1, errno};
  Child child;
  child.pid = ::fork();
  if (child.pid == 0)
    become_command(options, mask, errors[1]);
  if (child.pid < 0)
    child.error = errno;
  ::close(errors[1]);
  while (child.pid > 0 && ::read(errors[0], &child.error, sizeof child.error) < 0 && errno == EINTR) {
  }
  ::close(errors[0]);
  return child;
}

/// Waits for the end of one child, which may be told to end early.
class Watch {
public:
  Watch(pid_t pid, int signals, const Options& options)
      : m_pid(pid), m_signals(signals), m_grace(options.grace_ms) {
    if (options.timeout_ms > 0)
      m_deadline = Clock::now() + std::chrono::milliseconds(options.timeout_ms);
  }

  std::string wait() {
    while (!m_over)
      step();
    if (!m_early.empty())
      return m_early;
    if (WIFEXITED(m_status))
      return "exited " + std::to_string(WEXITSTATUS(m_status));
    return "signalled " + std::to_string(WTERMSIG(m_status));
  }

private:
  int milliseconds_left() const {
    if (!m_deadline)
      return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*m_deadline - Clock::now()).count();
    return static_cast<int>(std::min<long long>(std::max<long long>(left, 0), 1'000'000'000));
  }

  void step() {
    pollfd events[] = {{m_signals, POLLIN, 0}, {k_control_fd, POLLIN, 0}};
    const int ready = ::poll(events, 2, milliseconds_left());
    if (ready > 0 && events[0].revents != 0)
      on_signal();
    if (ready > 0 && events[1].revents != 0)
      on_control();
    if (!m_over && m_deadline && Clock::now() >= *m_deadline)
      on_deadline();
  }

  void on_signal() {
    signalfd_siginfo info{};
    if (::read(m_signals, &info, sizeof info) != sizeof info)
      return;
    if (info.ssi_signo != SIGCHLD)
      return end_early("cancelled");
    int status = 0;
    for (pid_t pid = 0; (pid = ::waitpid(-1, &status, WNOHANG)) > 0;)
      if (pid == m_pid) {
        m_status = status;
        m_over = true;
      }
  }

  void on_control() {
    char byte = 0;
    const auto count = ::recv(k_control_fd, &byte, 1, MSG_DONTWAIT);
    if (count > 0)
      return end_early("cancelled");
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
      return;
    m_early = "cancelled"; // nobody is left to wait for a graceful end
    m_over = true;
  }

  void on_deadline() {
    if (m_early.empty())
      end_early("timed_out");
    else
      m_over = true;
  }

  void end_early(const char* outcome) {
    if (!m_early.empty())
      return;
    m_early = outcome;
    m_deadline = Clock::now() + std::chrono::milliseconds(m_grace);
    ::kill(-m_pid, SIGTERM);
    ::kill(-m_pid, SIGCONT);
  }

  pid_t m_pid;
  int m_signals;
  long m_grace;
  std::optional<Clock::time_point> m_deadline;
  std::string m_early;
  int m_status = 0;
  bool m_over = false;
};

std::optional<Failure> prepare(const Options& options) {
  if (::prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
    return Failure{errno, "become the reaper of orphans"};
  std::string cwd = options.cwd;
  if (char* current = cwd.empty() ? ::getcwd(nullptr, 0) : nullptr; current != nullptr) {
    cwd = current;
    std::free(current);
  }
  if (options.isolate)
    if (const auto failed = enter_mounts(options))
      return failed;
  if (options.landlock)
    if (const auto failed = restrict_writes(options.writable))
      return failed;
  if (cwd.empty() || ::chdir(cwd.c_str()) == 0) // always: the folder may now be an overlay's
    return std::nullopt;
  const int why = errno;
  // One that was begun in may be closed to this user, who asked for no folder.
  if (options.cwd.empty() && ::chdir("/") == 0)
    return std::nullopt;
  return Failure{why, "enter the folder " + cwd};
}

} // namespace

std::string supervise(const Options& options) {
  sigset_t watched;
  sigset_t before;
  sigemptyset(&watched);
  for (const int number : {SIGCHLD, SIGTERM, SIGINT, SIGHUP})
    sigaddset(&watched, number);
  ::sigprocmask(SIG_BLOCK, &watched, &before);
  const int signals = ::signalfd(-1, &watched, SFD_CLOEXEC);
  if (signals < 0)
    return not_started({errno, "watch signals"});
  if (const auto failed = prepare(options))
    return not_started(*failed);
  const auto child = start(options, before);
  if (child.error != 0)
    return not_started({child.error, std::string("run ") + options.command[0]});
  auto outcome = Watch(child.pid, signals, options).wait();
  ::kill(-child.pid, SIGKILL);
  kill_descendants();
  return outcome;
}

} // namespace aurora::exec
