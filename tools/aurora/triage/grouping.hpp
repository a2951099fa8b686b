#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "aurora/triage/fingerprint.hpp"

namespace aurora::triage {

/// Puts failures with one cause together, in two levels: the same signature, then alike fingerprints.
/// Failures are added one by one and not kept: memory grows with the number of signatures, and time is
/// near-linear in the number of failures, whatever they look like.
class Grouping {
public:
  /// The number of the failure's group of the first level (its signature must be filled), counted from 0 as
  /// they first appear.
  std::size_t add(const model::Event& event);

  /// Group of the first level → that of the second, which has the number of its first member. May be asked at
  /// any time.
  const std::vector<std::size_t>& merged() const { return m_merged; }

private:
  std::size_t group_like(const Fingerprint& print) const;
  void remember(std::size_t group, Fingerprint print);

  std::unordered_map<std::string, std::size_t> m_by_signature;
  std::vector<std::size_t> m_merged;
  std::vector<std::size_t> m_leaders; ///< groups others may join; only these have their fingerprint kept
  std::vector<Fingerprint> m_prints;  ///< of the leaders
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_bands; ///< key → indices into m_leaders
};

} // namespace aurora::triage
