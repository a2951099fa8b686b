#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "aurora/model/event.hpp"

namespace aurora::triage {

/// What the fuzzy level of clustering compares: the words of a failure and the functions it passed through.
struct Fingerprint {
  bool mergeable = false;             ///< false: only the very same signature may join it
  std::uint64_t guard = 0;            ///< category, error class and top frame of the project: never crossed
  std::vector<std::uint32_t> words;   ///< of the masked message, as a sorted set of hashes
  std::vector<std::uint32_t> callers; ///< functions of the project below the top one; those of tests left out
  double least_alike = 1;             ///< how much of the words two of them must share
};

/// Broken builds, programs that cannot start, and timeouts and crashes without a trace are not mergeable:
/// what tells their causes apart is what masking would hide.
Fingerprint fingerprint(const model::Event& event);

/// Whether both have one cause, as far as texts and frames tell: the same guard, alike words, alike callers.
bool is_alike(const Fingerprint& one, const Fingerprint& other);

/// Shared over all elements of two sorted sets (Jaccard's index); 1 for two empty ones.
double shared_part(const std::vector<std::uint32_t>& one, const std::vector<std::uint32_t>& other);

constexpr std::size_t k_bands = 8;

/// Keys of which two fingerprints share one with high probability when their words are alike: 1 - (1 - s^2)^8
/// for a shared part s (MinHash with banding: Broder 1997; Leskovec, Rajaraman, Ullman, "Mining of Massive
/// Datasets", section 3.4).
std::array<std::uint64_t, k_bands> bands(const Fingerprint& fingerprint);

} // namespace aurora::triage
