#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "aurora/repair/search/forking_executor.hpp"
#include "aurora/repair/search/tests.hpp"
#include "aurora/workspace/shadow.hpp"

namespace aurora::repair::search {

/// Line numbers, in order and each once, by file relative to the source root.
using Reach = std::map<std::string, std::vector<int>>;

/// The lines of the project that each of the tests runs, by the debug information of the programs as they
/// stand in the shadow (aurora-trace). No single change elsewhere can turn all of them. Empty where that
/// cannot be told: without the tracer or debug information, and for a test that is started by another
/// program, holds more than can be traced in `longest`, or judges more than its program's end.
Reach reached_lines(workspace::Shadow& shadow, const Tools& tools, const std::vector<TestSpec>& tests,
                    std::chrono::milliseconds longest);

/// The lines of these files for InstrumentOptions::lines, each with its neighbours: a label, an else or a
/// declaration has no code of its own.
std::vector<std::string> around(const Reach& reach, const std::vector<std::string>& files);

} // namespace aurora::repair::search
