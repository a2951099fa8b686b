#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "aurora/repair/search/forking_executor.hpp"
#include "aurora/repair/search/tests.hpp"
#include "aurora/workspace/shadow.hpp"

namespace aurora::repair::search {

/// Line numbers, in order and each once, by file relative to the source root.
using LinesByFile = std::map<std::string, std::vector<int>>;

/// What tests run.
struct Reach {
  LinesByFile lines;
  bool by_function = false;                     ///< of some files no more is known than which functions
  std::optional<std::set<std::string>> started; ///< files of the build that they start; nothing: not known
  bool operator==(const Reach&) const = default;
};

/// What is asked of the tracer.
struct ReachOptions {
  std::vector<TestSpec> tests;
  std::vector<std::string> cases;       ///< red ones, "test::case"; a test is run with those of its own alone
  std::vector<std::string> files;       ///< relative to the source root; of these functions are known by name
  std::chrono::milliseconds longest{0}; ///< for one run
};

/// The lines of the project that all of the tests run, by the debug information of the programs as they
/// stand in the shadow (aurora-trace). No single change elsewhere can turn all of them. Without debug
/// information: the lines of `files` that are in no function whose symbol stands in the program and is not
/// reached; a copy of it that was inlined may be. Empty where nothing can be told: without the tracer, and
/// for a test that holds more than can be traced in `longest`, or judges more than its program's end. A test
/// that another program starts is not traced either: limited so, the search lost right fixes of Codeflaws.
Reach reached_lines(workspace::Shadow& shadow, const Tools& tools, const ReachOptions& options);

/// The lines of these files for InstrumentOptions::lines, each with its neighbours: a label, an else or a
/// declaration has no code of its own.
std::vector<std::string> around(const LinesByFile& reach, const std::vector<std::string>& files);

} // namespace aurora::repair::search
