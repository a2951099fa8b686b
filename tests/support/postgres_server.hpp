#pragma once

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/temporary_folder.hpp"

namespace aurora::test {

/// A PostgreSQL server of its own, in a folder of its own, reached through a socket in it. It goes with this
/// object, and with the process if that dies. It refuses to run as root, so root hands it to the user
/// "postgres".
class PostgresServer {
public:
  enum class Sync { on, off };

  /// Null when Debian's package "postgresql" (or its user) is not there.
  static std::unique_ptr<PostgresServer> start(Sync sync) {
    const auto programs = find_programs();
    if (programs.empty() || (::geteuid() == 0 && ::getpwnam("postgres") == nullptr))
      return nullptr;
    auto server = std::unique_ptr<PostgresServer>(new PostgresServer(programs));
    return server->launch(sync) ? std::move(server) : nullptr;
  }

  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer() {
    if (m_process <= 0)
      return;
    ::kill(m_process, SIGQUIT); // at once: nobody needs the data any more
    ::waitpid(m_process, nullptr, 0);
  }

  std::string url(const std::string& database) const {
    return "postgresql://postgres@/" + database + "?host=" + m_folder.path();
  }
  /// Bytes on disk.
  std::uintmax_t size() const {
    std::uintmax_t bytes = 0;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(m_folder.path(), ignored))
      bytes += entry.is_regular_file(ignored) ? entry.file_size(ignored) : 0;
    return bytes;
  }

private:
  explicit PostgresServer(std::string programs) : m_programs(std::move(programs)) {}

  static std::string find_programs() {
    std::vector<std::string> found;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", ignored))
      if (std::filesystem::exists(entry.path() / "bin/initdb", ignored))
        found.push_back((entry.path() / "bin").string());
    return found.empty() ? "" : *std::max_element(found.begin(), found.end());
  }

  bool launch(Sync sync) {
    if (::geteuid() == 0) {
      const auto* user = ::getpwnam("postgres");
      if (::chown(m_folder.path().c_str(), user->pw_uid, user->pw_gid) != 0)
        return false;
    }
    const auto data = m_folder / "data";
    const auto made = spawn({m_programs + "/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E",
                             "UTF8", "--locale=C", "--no-sync"});
    int status = 0;
    if (made <= 0 || ::waitpid(made, &status, 0) != made || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
      return false;
    std::vector<std::string> command{m_programs + "/postgres", "-D", data, "-k", m_folder.path(), "-c",
                                     "listen_addresses="};
    if (sync == Sync::off)
      for (const auto* setting : {"fsync=off", "synchronous_commit=off", "full_page_writes=off",
                                  "wal_level=minimal", "max_wal_senders=0", "autovacuum=off"})
        command.insert(command.end(), {"-c", setting});
    m_process = spawn(command);
    return m_process > 0 && answers();
  }

  /// Waits until the server takes connections.
  bool answers() const {
    for (int i = 0; i < 300; ++i) {
      const auto asked = spawn({m_programs + "/pg_isready", "-q", "-h", m_folder.path()});
      int status = 0;
      if (::waitpid(asked, &status, 0) == asked && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
  }

  pid_t spawn(std::vector<std::string> words) const {
    std::vector<std::string> command{"setpriv", "--pdeathsig", "QUIT"};
    if (::geteuid() == 0)
      command.insert(command.begin() + 1, {"--reuid=postgres", "--regid=postgres", "--clear-groups"});
    command.insert(command.end(), words.begin(), words.end());
    std::vector<char*> argv;
    for (auto& word : command)
      argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int error = ::posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    return error == 0 ? child : -1;
  }

  TemporaryFolder m_folder{"aurora-pg"};
  std::string m_programs;
  pid_t m_process = 0;
};

} // namespace aurora::test
