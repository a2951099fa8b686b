#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aurora/base/error.hpp"

struct aurora_rt_map;

namespace aurora::repair::search {

/// Which candidates are switched on; 0: none.
struct Selection {
  unsigned first = 0;
  unsigned second = 0;
  bool operator==(const Selection&) const = default;
};

/// Forces the outcomes of one probed condition, execution by execution.
struct ForcedOutcomes {
  std::vector<bool> script;
  std::optional<bool> afterwards; ///< nothing: as the original
};

/// The memory through which candidates are selected in running programs and their traces come back. The file
/// stays as long as this object.
class SharedMap {
public:
  static base::Result<std::unique_ptr<SharedMap>> create(std::string path);
  ~SharedMap();
  SharedMap(const SharedMap&) = delete;
  SharedMap& operator=(const SharedMap&) = delete;

  const std::string& path() const { return m_path; }
  /// Prepares the next run. After `budget` steps the program ends itself.
  void arm(Selection selection, unsigned long long budget);
  /// As arm() without a selection, and the sites reached are recorded.
  void arm_trace(unsigned long long budget);
  /// To be called after arm().
  void force(const ForcedOutcomes& outcomes);

  bool exhausted() const;
  bool main_returned() const;
  unsigned long long steps() const;
  unsigned long long steps_before_main() const;
  unsigned attached() const;
  /// Site ids with how often they were reached (up to 255) since arm_trace().
  std::vector<std::pair<unsigned, unsigned>> reached() const;
  /// What the probed condition gave originally, per execution, in the last run.
  std::vector<bool> original_outcomes() const;

private:
  SharedMap(std::string path, aurora_rt_map* map);
  std::string m_path;
  aurora_rt_map* m_map;
};

} // namespace aurora::repair::search
