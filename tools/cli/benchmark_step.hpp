#pragma once

#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/benchmark/check.hpp"
#include "aurora/heal/bench.hpp"
#include "session.hpp"

namespace aurora::cli {

/// What is registered in the build folder with aurora_add_benchmark(); none without such a call.
base::Result<std::vector<benchmark::Definition>> benchmark_definitions(Session& session);

/// The machine, build type and compiler that measurements belong to, in words: equal ones are compared.
std::string benchmark_setup(Session& session);

/// Measures them against the history, which remembers it, and writes benchmarks.json. The build is to be up
/// to date.
base::Result<benchmark::Report> measure_benchmarks(Session& session,
                                                   const std::vector<benchmark::Definition>& definitions,
                                                   const std::vector<std::string>& only);

/// In test-heal: what is slower becomes an event of the snapshot, and every benchmark one of its tests.
/// Nothing is measured when a test is red, or the settings say so.
base::Result<void> add_benchmarks(Session& session, heal::Snapshot& snapshot);

/// A line for each that is neither as fast as before nor slower (which events tell), and one for all.
void tell_benchmarks(const Session& session, const benchmark::Report& report);

} // namespace aurora::cli
