#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::repair::search {

/// How far a run goes.
enum class RunMode {
  whole,
  probe ///< to its first switch; it is killed by SIGSYS when it does more before than look at files
};

struct RunRequest {
  RunMode mode = RunMode::whole;
  std::vector<std::string> argv;
  std::string cwd;
  std::string stdin_path;               ///< empty: /dev/null
  std::vector<std::string> environment; ///< "NAME=value"
  unsigned timeout_ms = 1000;
  unsigned output_limit = 8U << 20; ///< bytes a run may write to one file
  std::uint64_t memory_limit = 0;   ///< bytes of address space; 0: none
};

struct RunReply {
  bool started = false;
  bool timed_out = false;
  int status = 0; ///< as from waitpid
  double seconds = 0;
  std::string out;
  std::string err;
};

/// Our end of a server (server.h): a process in the shadow that runs one child per request. One request at a
/// time.
class Server {
public:
  /// `base` is the path all its files begin with; `launch` runs the server process and returns when it has
  /// ended.
  static base::Result<std::unique_ptr<Server>> start(std::string base, std::function<void()> launch);
  /// A server that runs the request to its first switch and forks it there for every run; unsupported when
  /// the run does not come to one, or cannot be forked there. A probe has to have come there before.
  virtual base::Result<std::unique_ptr<Server>> snapshot(const RunRequest& request, std::string base) = 0;
  virtual ~Server() = default;
  /// environment error when the server has died.
  virtual base::Result<RunReply> run(const RunRequest& request) = 0;
  /// Threads run before the program's main: its children would lack them.
  virtual bool has_threads() const = 0;
};

} // namespace aurora::repair::search
