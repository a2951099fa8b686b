#include "aurora/triage/grouping.hpp"

namespace aurora::triage {
namespace {

/// Of one key; bounds the comparisons however many failures look nearly alike.
constexpr std::size_t k_most_leaders = 32;

} // namespace

std::size_t Grouping::add(const model::Event& event) {
  const auto [place, is_new] = m_by_signature.emplace(event.signature, m_merged.size());
  if (!is_new)
    return place->second;
  const auto group = m_merged.size();
  auto print = fingerprint(event);
  m_merged.push_back(group);
  if (!print.mergeable)
    return group;
  const auto like = group_like(print);
  if (like < group)
    m_merged[group] = like;
  else
    remember(group, std::move(print));
  return group;
}

/// Compared with leaders only: a chain of small steps must not tie together what has nothing in common.
std::size_t Grouping::group_like(const Fingerprint& print) const {
  for (const auto key : bands(print)) {
    const auto found = m_bands.find(key);
    if (found == m_bands.end())
      continue;
    for (const auto leader : found->second)
      if (is_alike(m_prints[leader], print))
        return m_leaders[leader];
  }
  return m_merged.size();
}

void Grouping::remember(std::size_t group, Fingerprint print) {
  const auto leader = static_cast<std::uint32_t>(m_leaders.size());
  for (const auto key : bands(print))
    if (auto& waiting = m_bands[key]; waiting.size() < k_most_leaders)
      waiting.push_back(leader);
  m_leaders.push_back(group);
  m_prints.push_back(std::move(print));
}

} // namespace aurora::triage
