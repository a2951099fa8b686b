#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/repair/search/shared_map.hpp"
#include "aurora/repair/search/tests.hpp"

namespace aurora::repair::search {

/// How a program is started. With `program` set it is run by forking from a server inside that program, else
/// executed.
struct Invocation {
  std::string program; ///< absolute path of the executable with the switches; empty: execute argv
  std::vector<std::string> argv;
  std::string cwd;
  std::string stdin_path;
  std::vector<std::string> environment; ///< "NAME=value"
};

struct Limits {
  unsigned long long steps = ~0ULL;
  unsigned timeout_ms = 5000;
  std::uint64_t memory = 0; ///< bytes of address space; 0: none
};

enum class RunEnd { exited, signalled, timed_out, exhausted, not_started };

/// What one run did.
struct Observation {
  RunEnd end = RunEnd::not_started;
  int value = 0; ///< exit code or signal
  bool main_returned = false;
  unsigned long long steps = 0;
  std::uint64_t output = 0; ///< hash of both streams and of the way it ended
  std::string out;
  std::string err;
  double seconds = 0;
  bool from_snapshot = false; ///< it began where another run had come to
};

/// How a driver started a program with switches.
struct Start {
  Invocation invocation;
  bool whole_test = false; ///< the program is the test's own command, nothing looks at its output
};

/// What tracing one test brought.
struct Trace {
  Observation observation;
  std::vector<std::pair<unsigned, unsigned>> reached; ///< site id, count
  std::vector<Start> starts;
  bool uses_build = true; ///< false: surely none of its processes had anything of the build folder loaded
};

/// Where a run may be forked from a server.
enum class StartPoint {
  anywhere,   ///< also where the same run without a selection comes to its first switch
  before_main ///< nothing is shared with other runs but what happens before main
};

/// Runs programs with candidates selected. Each worker thread has its own.
class Executor {
public:
  virtual ~Executor() = default;
  virtual base::Result<Observation> run(const Invocation& invocation, Selection selection,
                                        const Limits& limits) = 0;
  /// For the runs from now on; anywhere at first.
  virtual void start_from(StartPoint /*point*/) {}
  /// What a selected hook does in the runs from now on.
  virtual void arrange(const Hook& hook) = 0;
  /// How often the selected hook ran in the last run, and what it saw, as far as that was kept.
  virtual std::size_t hook_executions() const = 0;
  virtual std::vector<Row> hook_rows() const = 0;
  /// Runs the test's command as CTest would, without a selection, and watches what it starts.
  virtual base::Result<Trace> trace(const TestSpec& test, const Limits& limits) = 0;
  /// Runs it without a selection and notes the switches it reaches.
  virtual base::Result<Trace> trace_run(const Invocation& invocation, const Limits& limits) = 0;
  /// The first id of every site, ascending: candidates of sites that a program reaches before main cannot be
  /// tried by forking it, all others can.
  virtual void know_sites(std::vector<unsigned> /*first_ids*/) {}
  /// Ends all programs that wait to be run, so that the shadow may change; they are started again when
  /// needed.
  virtual void close() {}
};

} // namespace aurora::repair::search
