#pragma once

#include <map>
#include <string>
#include <vector>

#include "aurora/model/cluster.hpp"
#include "aurora/model/patch.hpp"
#include "aurora/model/project.hpp"

namespace aurora::e2e {

/// What became of building and running a small project.
struct BuildOutcome {
  bool succeeded = false;
  model::Cluster cluster; ///< of the first step that failed
  std::string output;
};

/// A folder with a few sources, compiled, linked and run for real with one compiler.
class BenchProject {
public:
  BenchProject(std::string compiler, std::map<std::string, std::string> files,
               std::vector<std::string> flags);
  ~BenchProject();
  BenchProject(const BenchProject&) = delete;
  BenchProject& operator=(const BenchProject&) = delete;

  /// Compiles every source, links them, runs the program; with CMake where there is a CMakeLists.txt.
  BuildOutcome build_and_run() const;
  std::vector<model::Patch> propose(const model::Cluster& cluster, bool fixits = false) const;
  void apply(const model::Patch& patch) const;
  void revert(const model::Patch& patch) const;

private:
  model::Project project() const;
  std::vector<model::Target> cmake_targets() const;
  BuildOutcome cmake_and_run() const;
  std::string m_compiler;
  std::map<std::string, std::string> m_files;
  std::vector<std::string> m_flags;
  std::string m_root;
};

} // namespace aurora::e2e
