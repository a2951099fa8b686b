#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "aurora/repair/search/executor.hpp"
#include "aurora/repair/search/server_posix.hpp"

namespace aurora::repair::search {

/// Servers that stand in the middle of a run, where it comes to its first switch: what a test does before
/// (the start of its framework, fixtures) is done once and not for every candidate. A run is only forked
/// there when nothing it did before can be seen outside it, and when the unselected run then ends as it does
/// from the start. Snapshots are renewed before they are old, so that clocks do not seem to jump by much.
class Snapshots {
public:
  /// What can be asked of the program's own server.
  struct Source {
    /// Runs it from the start, without a selection.
    std::function<base::Result<Observation>()> whole;
    /// Whether a run comes to its first switch without having done more than look at files.
    std::function<bool()> probe;
    std::function<base::Result<std::unique_ptr<Server>>()> take;
    /// Runs it from the snapshot, without a selection.
    std::function<base::Result<Observation>(Server&)> from;
  };

  /// The server for runs of this kind (`key`: whatever they depend on); null while it is not worth it, and
  /// where it cannot be done. It is valid until the next call.
  Server* find(const std::string& key, const Source& source);
  /// It did not answer: runs of this kind start from the beginning again.
  void refuse(const std::string& key);
  void clear() { m_entries.clear(); }
  std::size_t live() const;

private:
  using Clock = std::chrono::steady_clock;
  struct Entry {
    std::unique_ptr<Server> server;
    std::size_t runs = 0;
    bool refused = false;
    bool verified = false;
    Clock::time_point taken;
    Clock::time_point used;
  };

  bool has_room();
  static bool renew(Entry& entry, const Source& source);
  static bool verify(Entry& entry, const Source& source);

  std::map<std::string, Entry> m_entries;
};

} // namespace aurora::repair::search
