#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bench/repair/bug.hpp"
#include "bench/repair/judge.hpp"

namespace aurora::bench {

/// What a healer proposed for one project.
struct Proposal {
  std::vector<Texts> patches; ///< changed files, best first
  std::vector<std::string> titles;
  std::vector<std::string> standings; ///< of everything plausible: "id+id kind cost share agreeing"
  double seconds = 0;
  double tried = 0;
  double search_seconds = 0;
  std::string note; ///< why there is nothing
};

struct HealJob {
  std::string folder;    ///< the project's source
  std::string build_dir; ///< configured and built
  std::vector<std::string> editable;
  double budget = 60;
  unsigned jobs = 1;
};

class Healer {
public:
  virtual ~Healer() = default;
  virtual Proposal heal(const HealJob& job) = 0;
};

/// `aurora heal --mode propose`, as a user would.
std::unique_ptr<Healer> make_command_healer(const std::string& aurora);
/// The search library alone, in this process: for measuring it without the rest. `tools` is the build's bin
/// folder.
std::unique_ptr<Healer> make_direct_healer(const std::string& bin_folder, const std::string& runtime_folder);

} // namespace aurora::bench
