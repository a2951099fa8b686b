#include "aurora/sys/exec_process_runner.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "aurora/base/text.hpp"
#include "aurora/sys/capped_text.hpp"
#include "aurora/sys/environment.hpp"
#include "aurora/sys/errno_error.hpp"
#include "aurora/sys/replacement_file.hpp"
#include "aurora/sys/unique_fd.hpp"

extern char** environ;

namespace aurora::sys {
namespace {

constexpr int k_helper_control_fd = 3; // as in tools/exec/supervisor.hpp
constexpr int k_poll_milliseconds = 100;

std::string_view isolation_flag(Isolation isolation) {
  switch (isolation) {
  case Isolation::none:
    return "";
  case Isolation::overlay:
    return "--isolate";
  case Isolation::read_only:
    return "--read-only-rest";
  case Isolation::landlock:
    return "--landlock";
  }
  return "";
}

std::vector<std::string> helper_words(const std::string& helper, const ProcessSpec& spec) {
  std::vector<std::string> words = {helper, "--grace", std::to_string(spec.grace.count())};
  const auto add = [&words](std::initializer_list<std::string> more) { words.insert(words.end(), more); };
  if (spec.timeout.count() > 0)
    add({"--timeout", std::to_string(spec.timeout.count())});
  if (spec.memory_limit > 0)
    add({"--memory", std::to_string(spec.memory_limit)});
  if (spec.file_size_limit > 0)
    add({"--file-size", std::to_string(spec.file_size_limit)});
  if (!spec.cwd.empty())
    add({"--cwd", spec.cwd});
  if (const auto flag = isolation_flag(spec.isolation); !flag.empty())
    add({std::string(flag)});
  for (const auto& overlay : spec.overlays) {
    add({"--overlay", overlay.lower, overlay.upper, overlay.work});
    if (!overlay.layer.empty())
      add({"--layer", overlay.layer});
  }
  for (const auto& path : spec.writable)
    add({"--writable", path});
  add({"--"});
  words.insert(words.end(), spec.argv.begin(), spec.argv.end());
  return words;
}

std::vector<std::string> child_environment(const ProcessSpec& spec) {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    if (equals != std::string_view::npos)
      variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  if (const auto found = variables.find("MAKEFLAGS");
      found != variables.end() && base::contains(found->second, "--jobserver"))
    variables.erase(found);
  for (const auto& name : spec.unset)
    variables.erase(name);
  for (const auto& [name, value] : spec.environment)
    variables[name] = value;
  std::vector<std::string> entries;
  for (const auto& [name, value] : variables)
    entries.push_back(name + "=" + value);
  return entries;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (auto& word : words)
    out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

base::Result<UniqueFd> standard_input(const std::string& text) {
  UniqueFd fd(text.empty() ? ::open("/dev/null", O_RDONLY | O_CLOEXEC)
                           : ::memfd_create("aurora-stdin", MFD_CLOEXEC));
  if (!fd)
    return fail_errno(errno, "prepare the standard input of a process", "");
  if (auto written = write_all(fd.get(), "standard input", text); !written)
    return base::forward(written);
  ::lseek(fd.get(), 0, SEEK_SET);
  return fd;
}

/// Both ends of every channel to a child. The child's ends are closed once it is started.
struct Channels {
  UniqueFd in;
  UniqueFd out, child_out;
  UniqueFd err, child_err;
  UniqueFd control, child_control;
};

base::Result<Channels> open_channels(const std::string& input) {
  auto in = standard_input(input);
  if (!in)
    return base::forward(in);
  std::array<std::array<int, 2>, 3> pairs{};
  for (auto& pair : pairs)
    pair = {-1, -1};
  const bool opened = ::pipe2(pairs[0].data(), O_CLOEXEC) == 0 && ::pipe2(pairs[1].data(), O_CLOEXEC) == 0 &&
                      ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pairs[2].data()) == 0;
  const int number = errno;
  Channels channels{std::move(*in),        UniqueFd(pairs[0][0]), UniqueFd(pairs[0][1]),
                    UniqueFd(pairs[1][0]), UniqueFd(pairs[1][1]), UniqueFd(pairs[2][0]),
                    UniqueFd(pairs[2][1])};
  if (!opened)
    return fail_errno(number, "make the pipes of a process", "");
  return channels;
}

/// Signals as a fresh program expects them, a process group of its own, the child's ends at 0 to 3.
class SpawnSettings {
public:
  explicit SpawnSettings(const Channels& channels) {
    ::posix_spawn_file_actions_init(&m_actions);
    // Above the targets first: an end that happened to be opened as 0 to 3 must not be overwritten.
    const std::array<int, 4> ends = {channels.in.get(), channels.child_out.get(), channels.child_err.get(),
                                     channels.child_control.get()};
    for (std::size_t i = 0; i < ends.size(); ++i)
      m_high[i] = UniqueFd(::fcntl(ends[i], F_DUPFD_CLOEXEC, 10));
    for (std::size_t i = 0; i < ends.size(); ++i)
      ::posix_spawn_file_actions_adddup2(&m_actions, m_high[i].get(), static_cast<int>(i));
    set_attributes();
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    ::posix_spawn_file_actions_destroy(&m_actions);
    ::posix_spawnattr_destroy(&m_attributes);
  }
  const posix_spawn_file_actions_t* actions() const { return &m_actions; }
  const posix_spawnattr_t* attributes() const { return &m_attributes; }

private:
  void set_attributes() {
    static_assert(k_helper_control_fd == 3);
    ::posix_spawnattr_init(&m_attributes);
    sigset_t signals;
    sigemptyset(&signals);
    ::posix_spawnattr_setsigmask(&m_attributes, &signals);
    sigfillset(&signals);
    ::posix_spawnattr_setsigdefault(&m_attributes, &signals);
    ::posix_spawnattr_setpgroup(&m_attributes, 0);
    ::posix_spawnattr_setflags(&m_attributes,
                               POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }

  std::array<UniqueFd, 4> m_high;
  posix_spawn_file_actions_t m_actions{};
  posix_spawnattr_t m_attributes{};
};

base::Result<pid_t> spawn_helper(const std::string& helper, const ProcessSpec& spec, Channels& channels) {
  auto words = helper_words(helper, spec);
  auto variables = child_environment(spec);
  pid_t pid = -1;
  {
    const SpawnSettings settings(channels);
    const int error = ::posix_spawn(&pid, helper.c_str(), settings.actions(), settings.attributes(),
                                    pointers(words).data(), pointers(variables).data());
    if (error != 0) {
      auto failure = errno_error(error, "start aurora-exec, which belongs beside aurora", helper);
      failure.code = base::ErrorCode::environment;
      return tl::unexpected(failure);
    }
  }
  channels.in.close();
  channels.child_out.close();
  channels.child_err.close();
  channels.child_control.close();
  return pid;
}

/// Collects what the child writes until the helper has ended.
class Conversation {
public:
  Conversation(Channels& channels, const ProcessSpec& spec)
      : m_channels(channels), m_spec(spec), m_out(spec.output_limit), m_err(spec.output_limit) {}

  /// Asks cancelled() between the chunks.
  void hold(const std::function<bool()>& cancelled) {
    bool told = false;
    while (m_channels.control) {
      if (!told && cancelled()) {
        ::send(m_channels.control.get(), "c", 1, MSG_NOSIGNAL);
        told = true;
      }
      step(k_poll_milliseconds);
    }
    // All writers are dead; what they wrote is in the pipes.
    while ((m_channels.out || m_channels.err) && step(0)) {
    }
  }

  const std::string& report() const { return m_report; }
  void store(ProcessResult& result) {
    result.truncated = m_out.truncated() || m_err.truncated();
    result.stdout_text = m_out.take();
    result.stderr_text = m_err.take();
  }

private:
  bool step(int milliseconds) {
    std::array<pollfd, 3> events = {{{m_channels.out.get(), POLLIN, 0},
                                     {m_channels.err.get(), POLLIN, 0},
                                     {m_channels.control.get(), POLLIN, 0}}};
    if (::poll(events.data(), events.size(), milliseconds) <= 0)
      return false;
    if (events[0].revents != 0)
      take(m_channels.out, [this](std::string_view text) {
        m_out.append(text);
        if (m_spec.on_stdout)
          m_spec.on_stdout(text);
      });
    if (events[1].revents != 0)
      take(m_channels.err, [this](std::string_view text) { m_err.append(text); });
    if (events[2].revents != 0)
      take(m_channels.control, [this](std::string_view text) { m_report += text; });
    return true;
  }

  template <class F>
  void take(UniqueFd& fd, F&& consume) {
    const auto count = ::read(fd.get(), m_buffer.data(), m_buffer.size());
    if (count > 0)
      consume(std::string_view(m_buffer.data(), static_cast<std::size_t>(count)));
    else if (count == 0 || (errno != EINTR && errno != EAGAIN))
      fd.close();
  }

  Channels& m_channels;
  const ProcessSpec& m_spec;
  CappedText m_out;
  CappedText m_err;
  std::string m_report;
  std::array<char, 1 << 16> m_buffer{};
};

int number_at(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// The outcome from the helper's report (see tools/exec/supervisor.hpp).
base::Result<Outcome> read_report(std::string_view report, const ProcessSpec& spec) {
  const auto space = report.find(' ');
  const auto word = report.substr(0, space);
  const auto rest = space == std::string_view::npos ? std::string_view() : report.substr(space + 1);
  if (word == "exited")
    return Outcome{Outcome::Kind::exited, number_at(rest)};
  if (word == "signalled")
    return Outcome{Outcome::Kind::signalled, number_at(rest)};
  if (word == "timed_out")
    return Outcome{Outcome::Kind::timed_out, 0};
  if (word == "cancelled")
    return Outcome{Outcome::Kind::cancelled, 0};
  if (word != "not_started")
    return base::fail(base::ErrorCode::environment,
                      "aurora-exec ended without telling what became of the command", spec.argv.front());
  const auto action = rest.substr(std::min(rest.size(), rest.find(' ') + 1));
  auto failure = errno_error(number_at(rest), std::string(action), "");
  failure.code = base::ErrorCode::environment;
  return tl::unexpected(failure);
}

/// Waits for the helper; ends its tree first when a callback threw.
class Reaper {
public:
  Reaper(pid_t pid, Channels& channels) : m_pid(pid), m_channels(channels) {}
  Reaper(const Reaper&) = delete;
  Reaper& operator=(const Reaper&) = delete;
  ~Reaper() {
    m_channels.control.close();
    while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
    }
  }

private:
  pid_t m_pid;
  Channels& m_channels;
};

} // namespace

ExecProcessRunner::ExecProcessRunner(std::string helper, std::function<bool()> cancelled)
    : m_helper(std::move(helper)), m_cancelled(cancelled ? std::move(cancelled) : interrupted) {}

base::Result<ProcessResult> ExecProcessRunner::run(const ProcessSpec& spec) {
  if (spec.argv.empty())
    return base::fail(base::ErrorCode::internal, "no command was given to run");
  ProcessResult result;
  if (m_cancelled()) {
    result.outcome.kind = Outcome::Kind::cancelled;
    return result;
  }
  const auto begin = std::chrono::steady_clock::now();
  auto channels = open_channels(spec.stdin_text);
  if (!channels)
    return base::forward(channels);
  const auto pid = spawn_helper(m_helper, spec, *channels);
  if (!pid)
    return base::forward(pid);
  Conversation conversation(*channels, spec);
  {
    const Reaper reaper(*pid, *channels);
    conversation.hold([&] { return m_cancelled() || (spec.cancelled && spec.cancelled()); });
  }
  const auto outcome = read_report(conversation.report(), spec);
  if (!outcome)
    return base::forward(outcome);
  result.outcome = *outcome;
  conversation.store(result);
  result.duration = std::chrono::steady_clock::now() - begin;
  return result;
}

} // namespace aurora::sys
