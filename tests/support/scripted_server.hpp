#pragma once

#include <csignal>
#include <fstream>
#include <stdexcept>
#include <string>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/temporary_folder.hpp"

namespace aurora::test {

/// scripted_server.py (AURORA_SCRIPTED_SERVER) in a folder of its own, as long as this lives.
class ScriptedServer {
public:
  ScriptedServer() {
    std::string python = "python3";
    std::string script = AURORA_SCRIPTED_SERVER;
    std::string folder = m_folder.path();
    char* words[] = {python.data(), script.data(), folder.data(), nullptr};
    if (::posix_spawnp(&m_pid, "python3", nullptr, nullptr, words, environ) != 0)
      throw std::runtime_error("python3 cannot be started");
    for (int i = 0; i < 1200 && read_text(m_folder / "port").empty(); ++i)
      ::usleep(50'000);
    m_port = read_text(m_folder / "port");
    if (m_port.empty())
      throw std::runtime_error("the scripted server did not start");
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  ~ScriptedServer() {
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
  }

  void script(const std::string& name, const std::string& lines) {
    write_text(m_folder / ("script/" + name), lines);
  }
  void answer(const std::string& file, const std::string& text) {
    write_text(m_folder / ("answers/" + file), text);
  }
  std::string request(const std::string& name, int number) const {
    return read_text(m_folder / ("requests/" + name + "-" + std::to_string(number) + ".txt"));
  }
  std::string url(const std::string& name) const { return "https://localhost:" + m_port + "/" + name; }
  std::string wrong_host_url(const std::string& name) const {
    return "https://localhost:" + read_text(m_folder / "wrong_port") + "/" + name;
  }
  std::string ca_file() const { return m_folder / "ca.pem"; }

private:
  TemporaryFolder m_folder{"aurora-server"};
  pid_t m_pid = -1;
  std::string m_port;
};

} // namespace aurora::test
