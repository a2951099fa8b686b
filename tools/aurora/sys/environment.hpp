#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::sys {

/// Environment variables and facts of the machine.
class Environment {
public:
  virtual ~Environment() = default;
  virtual std::optional<std::string> get(const std::string& name) const = 0;
  virtual unsigned processors() const = 0; ///< at least 1; those this process may use
  virtual bool is_terminal(int fd) const = 0;
  /// The executable found on PATH (or the path itself when it has a "/"), or nothing.
  virtual std::optional<std::string> find_program(const std::string& name) const = 0;
  virtual std::string executable_directory() const = 0; ///< folder of the running executable
  virtual std::string current_directory() const = 0;
};

class SystemEnvironment final : public Environment {
public:
  std::optional<std::string> get(const std::string& name) const override;
  unsigned processors() const override;
  bool is_terminal(int fd) const override;
  std::optional<std::string> find_program(const std::string& name) const override;
  std::string executable_directory() const override;
  std::string current_directory() const override;
};

/// Every variable of this process: "NAME=value".
std::vector<std::string> environment_entries();
/// Takes a variable away from this process and all that it starts from now on, and wipes its value, which
/// others could read in /proc.
void forget_variable(const std::string& name);

/// What an ordinary user may still write on the file system of a path; 0 when that cannot be told.
std::uint64_t free_bytes(const std::string& path);

/// SIGINT, SIGTERM and SIGHUP set a flag from now on instead of ending the process.
void install_interrupt_handler();
/// Whether one of them has come.
bool interrupted();

} // namespace aurora::sys
