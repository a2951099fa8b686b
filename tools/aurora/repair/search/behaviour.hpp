#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "aurora/repair/search/engine.hpp"

namespace aurora::repair::search {

/// Starts of the programs under test with inputs that no test has, made from the tests' own inputs. Empty
/// when the tests give their programs no input. The inputs are written to `folder`.
std::vector<Invocation> make_probes(const std::vector<TestPlan>& plans, const std::string& folder,
                                    std::size_t count);

/// What one patched program does with every probe.
struct Behaviour {
  std::vector<std::uint64_t> outputs;
  int crashes = 0; ///< probes that crashed or hung it
  bool operator==(const Behaviour& other) const { return outputs == other.outputs; }
};

/// Runs the probes with every selection; stops at the deadline and returns what it has.
std::vector<Behaviour> observe_behaviours(Executor& executor, const std::vector<Selection>& selections,
                                          const std::vector<Invocation>& probes, const Limits& limits,
                                          std::chrono::steady_clock::time_point deadline);

} // namespace aurora::repair::search
