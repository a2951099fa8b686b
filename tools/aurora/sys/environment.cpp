#include "aurora/sys/environment.hpp"

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <sched.h>
#include <unistd.h>

#include "aurora/base/text.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::sys {
namespace {

volatile std::sig_atomic_t g_interrupted = 0;

void on_interrupt(int) {
  g_interrupted = 1;
}

bool is_executable(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

} // namespace

std::optional<std::string> SystemEnvironment::get(const std::string& name) const {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

unsigned SystemEnvironment::processors() const {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (::sched_getaffinity(0, sizeof set, &set) != 0)
    return 1;
  return static_cast<unsigned>(std::max(1, CPU_COUNT(&set)));
}

bool SystemEnvironment::is_terminal(int fd) const {
  return ::isatty(fd) == 1;
}

std::optional<std::string> SystemEnvironment::find_program(const std::string& name) const {
  if (name.find('/') != std::string::npos)
    return is_executable(name) ? std::optional(name) : std::nullopt;
  const auto path = get("PATH").value_or("/usr/bin:/bin");
  for (const auto folder : base::split(path, ':')) {
    auto candidate = join_path(folder.empty() ? "." : folder, name);
    if (is_executable(candidate))
      return candidate;
  }
  return std::nullopt;
}

std::string SystemEnvironment::executable_directory() const {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).parent_path().string();
}

std::string SystemEnvironment::current_directory() const {
  std::error_code error;
  return std::filesystem::current_path(error).string();
}

std::vector<std::string> environment_entries() {
  std::vector<std::string> entries;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry)
    entries.emplace_back(*entry);
  return entries;
}

void forget_variable(const std::string& name) {
  if (char* value = ::getenv(name.c_str()); value != nullptr)
    ::explicit_bzero(value, std::strlen(value)); // /proc/PID/environ shows these very bytes
  ::unsetenv(name.c_str());
}

std::uint64_t free_bytes(const std::string& path) {
  std::error_code error;
  const auto space = std::filesystem::space(path, error);
  return error ? 0 : space.available;
}

void install_interrupt_handler() {
  struct sigaction action {};
  action.sa_handler = on_interrupt; // no SA_RESTART: a blocked wait must notice
  for (const int number : {SIGINT, SIGTERM, SIGHUP})
    sigaction(number, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN); // a reader that goes away must not end us with a patch half-way in the tree
}

bool interrupted() {
  return g_interrupted != 0;
}

} // namespace aurora::sys
