#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"
#include "aurora/model/cluster.hpp"
#include "aurora/model/patch.hpp"
#include "aurora/model/project.hpp"
#include "aurora/model/suspect.hpp"
#include "aurora/sys/file_system.hpp"
#include "aurora/sys/process.hpp"

namespace aurora::repair {

/// A candidate that this provider proposed for the same cause before, and why it was not accepted.
struct Tried {
  model::Patch patch;
  std::string outcome; ///< "refused", "does_not_compile", "fails", …
  std::string reason;  ///< in words, with the first messages of what is still red
};

/// What a provider may look at. Files are read through `files` at absolute paths; processes run where the
/// sources are in the state that is to be repaired.
struct Context {
  const model::Cluster& cluster;
  const model::Project& project;
  const std::vector<model::Suspect>& suspects;
  sys::FileSystem& files;
  sys::ProcessRunner& processes;
  bool allow_test_edits = false; ///< policy permits rules that change test sources
  std::vector<Tried> tried = {}; ///< of this provider only; empty in its first round
};

/// A source of candidate patches. Proposes only; never writes.
class Provider {
public:
  virtual ~Provider() = default;
  virtual std::string_view name() const = 0;
  /// Whether it looks at the suspects: finding them takes time, and is put off until somebody does.
  virtual bool needs_suspects() const { return true; }
  /// Candidates, best first; empty when it has nothing to offer. An error means that the provider itself
  /// could not work (a tool is missing), and is reported in one line.
  virtual base::Result<std::vector<model::Patch>> propose(const Context& context) = 0;
  /// What else the user should know of the last propose(): what was given up and why, what is not certain.
  virtual std::vector<std::string> notes() const { return {}; }
  /// Whether propose() may have something better once it is told what became of its last candidates.
  virtual bool wants_another_round() const { return false; }
};

} // namespace aurora::repair
