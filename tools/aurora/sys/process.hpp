#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::sys {

/// How a process ended. A code is only meaningful for exited, a number only for signalled.
struct Outcome {
  enum class Kind { exited, signalled, timed_out, not_started, cancelled };
  Kind kind = Kind::not_started;
  int value = 0; ///< exit code or signal number

  bool succeeded() const { return kind == Kind::exited && value == 0; }
};

/// "exit code 2", "killed by SIGSEGV", "timed out", …
std::string to_string(const Outcome& outcome);

/// One overlay: whatever is written below `lower` lands in `upper` instead (see workspace::Shadow).
struct Overlay {
  std::string lower; ///< existing folder, absolute
  std::string upper; ///< where changes go; absolute, on a file system that can be an overlay's upper
  std::string work;  ///< empty folder on upper's file system
  std::string layer =
      {}; ///< upper of another overlay, to be seen over `lower` and left as it is; may be empty
};

/// How far a child is kept from the rest of the machine.
enum class Isolation {
  none,      ///< own process group and limits only
  overlay,   ///< private mount namespace with the overlays
  read_only, ///< as overlay, and everything else but temporary folders is read-only
  landlock,  ///< no namespace: the kernel refuses writes outside `writable`, /dev and /proc
};

/// What to run. argv is never seen by a shell.
struct ProcessSpec {
  std::vector<std::string> argv;
  std::string cwd;                                ///< empty: this process's
  std::map<std::string, std::string> environment; ///< added to or replacing this process's
  std::vector<std::string> unset;                 ///< variables removed from the child's environment
  std::string stdin_text;
  std::chrono::milliseconds timeout{0};  ///< 0: none
  std::chrono::milliseconds grace{2000}; ///< between TERM and KILL
  std::size_t output_limit = 64UL << 20; ///< bytes kept of each stream: the first and the last half
  std::size_t memory_limit = 0;          ///< bytes of address space, 0: none
  std::size_t file_size_limit = 0;       ///< bytes, 0: none
  std::vector<Overlay> overlays;
  Isolation isolation = Isolation::none;
  std::vector<std::string>
      writable; ///< left writable by read_only (besides the overlays, /tmp, /dev, /proc) and landlock
  std::function<void(std::string_view)> on_stdout; ///< called with each chunk as it comes
  std::function<bool()> cancelled = {}; ///< asked about ten times a second, beside the runner's own
};

struct ProcessResult {
  Outcome outcome;
  std::string stdout_text;
  std::string stderr_text;
  bool truncated = false; ///< the middle of a stream was dropped
  std::chrono::duration<double> duration{0};
};

/// Starts child processes and waits for them. A child never outlives run(), nor does any descendant of it,
/// not even one in a session of its own.
class ProcessRunner {
public:
  virtual ~ProcessRunner() = default;
  /// environment error when the program cannot be started; every other end is an Outcome.
  virtual base::Result<ProcessResult> run(const ProcessSpec& spec) = 0;
};

} // namespace aurora::sys
