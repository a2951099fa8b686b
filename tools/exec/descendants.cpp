#include "exec/descendants.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include <dirent.h>
#include <sys/wait.h>
#include <unistd.h>

namespace aurora::exec {
namespace {

std::string children_file() {
  const auto self = std::to_string(::getpid());
  return "/proc/self/task/" + self + "/children";
}

/// False when the kernel does not tell (CONFIG_PROC_CHILDREN).
bool kill_listed_children() {
  std::FILE* file = std::fopen(children_file().c_str(), "re");
  if (file == nullptr)
    return false;
  int pid = 0;
  while (std::fscanf(file, "%d", &pid) == 1)
    ::kill(pid, SIGKILL);
  std::fclose(file);
  return true;
}

int parent_of(const char* pid) {
  std::FILE* file = std::fopen(("/proc/" + std::string(pid) + "/stat").c_str(), "re");
  if (file == nullptr)
    return 0;
  char line[512] = {};
  const auto size = std::fread(line, 1, sizeof line - 1, file);
  std::fclose(file);
  const auto end = std::string(line, size).rfind(") "); // the name before it may hold anything
  int parent = 0;
  char state = 0;
  return end != std::string::npos && std::sscanf(line + end + 2, "%c %d", &state, &parent) == 2 ? parent : 0;
}

void kill_found_children() {
  DIR* folder = ::opendir("/proc");
  if (folder == nullptr)
    return;
  while (const dirent* entry = ::readdir(folder))
    if (const int pid = std::atoi(entry->d_name); pid > 0 && parent_of(entry->d_name) == ::getpid())
      ::kill(pid, SIGKILL);
  ::closedir(folder);
}

/// False when there are no children any more.
bool reap() {
  pid_t pid = 0;
  do
    pid = ::waitpid(-1, nullptr, WNOHANG);
  while (pid > 0 || (pid < 0 && errno == EINTR));
  return pid == 0;
}

} // namespace

void kill_descendants() {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  auto pause = std::chrono::microseconds(50);
  while (reap() && std::chrono::steady_clock::now() < end) {
    if (!kill_listed_children())
      kill_found_children();
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, std::chrono::microseconds(2000));
  }
}

} // namespace aurora::exec
