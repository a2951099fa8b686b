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

/// One step of the stack machine in aurora_rt.h; `op` is an aurora_rt_op.
struct Instruction {
  long long op = 0;
  long long argument = 0;
  bool operator==(const Instruction&) const = default;
};

/// What a selected hook is to do: give scripted outcomes, or the value of an expression; else the original.
struct Hook {
  ForcedOutcomes forced;
  std::vector<Instruction> code;
};

/// What a hook saw in one execution.
struct Row {
  std::vector<long long> values;
  long long original = 0;
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
  /// As arm() without a selection, and a run that is told to stops at its first switch.
  void arm_pause(unsigned long long budget);
  /// To be called after arm().
  void force(const ForcedOutcomes& outcomes);
  /// To be called after arm(): what the selected hook does.
  void arrange(const Hook& hook);

  bool exhausted() const;
  bool main_returned() const;
  bool paused() const; ///< a probe came to its first switch
  unsigned long long steps() const;
  unsigned long long steps_before_main() const;
  unsigned attached() const;
  /// Site ids with how often they were reached (up to 255) since arm_trace().
  std::vector<std::pair<unsigned, unsigned>> reached() const;
  /// How often the selected hook ran in the last run.
  std::size_t executions() const;
  /// What it saw, as far as that was kept.
  std::vector<Row> rows() const;

private:
  SharedMap(std::string path, aurora_rt_map* map);
  std::string m_path;
  aurora_rt_map* m_map;
};

} // namespace aurora::repair::search
