#include "bench/repair/local.hpp"

#include <array>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/repair/project.hpp"

extern char** environ;

namespace aurora::bench {

namespace {

std::vector<std::string> environment_of(const sys::ProcessSpec& spec) {
  std::vector<std::string> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!spec.environment.contains(text.substr(0, text.find('='))))
      result.push_back(text);
  }
  for (const auto& [name, value] : spec.environment)
    result.push_back(name + "=" + value);
  return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (auto& text : texts)
    result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

std::string rewind_and_read(std::FILE* file) {
  std::string text;
  std::array<char, 65536> buffer{};
  std::rewind(file);
  while (const auto count = std::fread(buffer.data(), 1, buffer.size(), file))
    text.append(buffer.data(), count);
  return text;
}

pid_t spawn(const sys::ProcessSpec& spec, int in, int out, int err) {
  auto argv_texts = spec.argv;
  auto environment_texts = environment_of(spec);
  auto argv = pointers(argv_texts);
  auto environment = pointers(environment_texts);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  if (!spec.cwd.empty())
    posix_spawn_file_actions_addchdir_np(&actions, spec.cwd.c_str());
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t child = -1;
  if (posix_spawnp(&child, argv.front(), &actions, &attributes, argv.data(), environment.data()) != 0)
    child = -1;
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return child;
}

sys::Outcome wait_for(pid_t child, std::chrono::milliseconds timeout) {
  const int handle = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  pollfd entry{handle, POLLIN, 0};
  const bool ended = ::poll(&entry, 1, timeout.count() > 0 ? static_cast<int>(timeout.count()) : -1) > 0;
  ::kill(-child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  ::close(handle);
  if (!ended)
    return {sys::Outcome::Kind::timed_out, 0};
  if (WIFEXITED(status))
    return {sys::Outcome::Kind::exited, WEXITSTATUS(status)};
  return {sys::Outcome::Kind::signalled, WTERMSIG(status)};
}

class LocalShadow final : public workspace::Shadow {
public:
  LocalShadow(std::string source, std::string build, std::string exchange)
      : m_source(std::move(source)), m_build(std::move(build)), m_exchange(std::move(exchange)) {}

  workspace::ShadowKind kind() const override { return workspace::ShadowKind::copy; }
  const std::string& source_dir() const override { return m_source; }
  const std::string& build_dir() const override { return m_build; }
  const std::string& exchange_dir() const override { return m_exchange; }

  base::Result<void> apply(const model::Patch& patch) override {
    for (const auto& change : patch.changes)
      write_text(m_source + "/" + change.path, change.after.value_or(""));
    return {};
  }

  base::Result<std::string> read(const std::string& relative_path) override {
    std::ifstream in(m_source + "/" + relative_path, std::ios::binary);
    if (!in)
      return base::fail(base::ErrorCode::not_found, "cannot be read", relative_path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

  base::Result<void> reset() override { return {}; }
  base::Result<sys::ProcessResult> run(sys::ProcessSpec spec) override { return run_process(spec); }
  std::string description() const override { return "the scratch copy itself"; }

private:
  std::string m_source;
  std::string m_build;
  std::string m_exchange;
};

} // namespace

sys::ProcessResult run_process(const sys::ProcessSpec& spec) {
  sys::ProcessResult result;
  std::FILE* in = std::tmpfile();
  std::FILE* out = std::tmpfile();
  std::FILE* err = std::tmpfile();
  std::fwrite(spec.stdin_text.data(), 1, spec.stdin_text.size(), in);
  std::rewind(in);
  const auto start = std::chrono::steady_clock::now();
  const auto child = spawn(spec, ::fileno(in), ::fileno(out), ::fileno(err));
  if (child > 0)
    result.outcome = wait_for(child, spec.timeout);
  result.duration = std::chrono::steady_clock::now() - start;
  result.stdout_text = rewind_and_read(out);
  result.stderr_text = rewind_and_read(err);
  for (auto* file : {in, out, err})
    std::fclose(file);
  return result;
}

std::unique_ptr<workspace::Shadow> make_local_shadow(const std::string& source_dir,
                                                     const std::string& build_dir,
                                                     const std::string& exchange_dir) {
  return std::make_unique<LocalShadow>(source_dir, build_dir, exchange_dir);
}

} // namespace aurora::bench
