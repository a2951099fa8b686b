#include "aurora/gate/rate.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::gate {
namespace {

constexpr std::uint64_t k_most_rate_bytes = 1UL << 20;
constexpr std::chrono::hours k_window{24};

/// Of milliseconds since the epoch, as decimal text.
std::vector<long long> recent_times(std::string_view text, long long now) {
  const auto oldest = now - std::chrono::milliseconds(k_window).count();
  std::vector<long long> times;
  for (const auto line : base::split_lines(text)) {
    if (base::trim(line).empty())
      continue;
    const auto time = std::min(base::parse_integer(line).value_or(now), now);
    if (time > oldest)
      times.push_back(time);
  }
  std::ranges::sort(times);
  return times;
}

} // namespace

base::Result<void> ProposalRate::admit(int most, const std::function<base::Result<void>()>& elsewhere) {
  using std::chrono::milliseconds;
  const auto now = std::chrono::duration_cast<milliseconds>(m_clock.now().time_since_epoch()).count();
  auto text = m_files.read(m_path, k_most_rate_bytes);
  if (!text && text.error().code != base::ErrorCode::not_found)
    return base::forward(text);
  auto times = recent_times(text ? *text : "", now);
  const auto allowed = static_cast<std::size_t>(std::max(most, 0));
  if (times.size() >= allowed) {
    const auto free = allowed == 0 ? std::string()
                                   : "; the next may be made from " +
                                         sys::to_rfc3339(std::chrono::system_clock::time_point(
                                             milliseconds(times[times.size() - allowed]) + k_window)) +
                                         " on";
    return base::fail(base::ErrorCode::limit,
                      fmt::format("{} proposals were made in the last 24 hours, and {} are allowed{}",
                                  times.size(), most, free));
  }
  if (elsewhere)
    if (auto admitted = elsewhere(); !admitted)
      return admitted;
  times.push_back(now);
  std::string out;
  for (const auto time : times)
    out += fmt::format("{}\n", time);
  return m_files.write(m_path, out);
}

} // namespace aurora::gate
