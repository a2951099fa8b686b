#include "aurora/repair/search/snapshots.hpp"

#include <algorithm>

namespace aurora::repair::search {

namespace {

constexpr std::size_t k_first_runs = 12; ///< from the beginning, before a snapshot pays
constexpr std::size_t k_most_live = 24;
constexpr auto k_oldest = std::chrono::milliseconds(500);
constexpr auto k_idle = std::chrono::seconds(1);
constexpr int k_verifications = 2; ///< the second sees what the first may have left behind

bool ends_alike(const Observation& one, const Observation& other) {
  return one.end == other.end && one.value == other.value && one.main_returned == other.main_returned &&
         one.steps == other.steps && one.output == other.output;
}

} // namespace

Server* Snapshots::find(const std::string& key, const Source& source) {
  auto& entry = m_entries[key];
  if (entry.refused || ++entry.runs <= k_first_runs)
    return nullptr;
  const auto now = Clock::now();
  entry.used = now;
  if (entry.server && now - entry.taken < k_oldest)
    return entry.server.get();
  if (!entry.server && !has_room())
    return nullptr;
  if (!renew(entry, source) || (!entry.verified && !verify(entry, source)))
    refuse(key);
  return entry.server.get();
}

void Snapshots::refuse(const std::string& key) {
  auto& entry = m_entries[key];
  entry.refused = true;
  entry.server.reset();
}

std::size_t Snapshots::live() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(m_entries, [](const auto& entry) { return entry.second.server != nullptr; }));
}

bool Snapshots::has_room() {
  for (auto& [key, entry] : m_entries)
    if (entry.server && Clock::now() - entry.used > k_idle)
      entry.server.reset();
  return live() < k_most_live;
}

bool Snapshots::renew(Entry& entry, const Source& source) {
  entry.server.reset();
  if (!entry.verified && !source.probe())
    return false;
  auto server = source.take();
  if (!server)
    return false;
  entry.server = std::move(*server);
  entry.taken = Clock::now();
  return true;
}

bool Snapshots::verify(Entry& entry, const Source& source) {
  const auto whole = source.whole();
  if (!whole || whole->end == RunEnd::timed_out || whole->end == RunEnd::not_started)
    return false;
  for (int i = 0; i < k_verifications; ++i) {
    const auto late = source.from(*entry.server);
    if (!late || !ends_alike(*whole, *late))
      return false;
  }
  entry.verified = true;
  return true;
}

} // namespace aurora::repair::search
