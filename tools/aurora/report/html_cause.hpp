#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "aurora/report/html.hpp"

namespace aurora::report {

// Only for this library's own sources.

/// One cause as the page shows it, with what healing did about it.
struct Cause {
  std::size_t rank = 0; ///< from 1
  const model::Cluster* cluster = nullptr;
  std::vector<const HealAttempt*> attempts{};
  std::vector<const KeptPatch*> kept{};
  const UnhealedCluster* unhealed = nullptr;
  const std::vector<SourceExcerpt>* sources = nullptr;
  std::string confidence{}; ///< what reruns of its first test say
};

std::vector<Cause> causes_of(const PageInput& input);

/// What failed, in a few words, without the place.
std::string headline(const model::Cluster& cluster);
/// What a person should do about it.
std::string next_step(const Cause& cause);

/// One line of the list of causes, with a link to its section.
void write_overview_line(std::ostream& out, const Cause& cause);
/// All about one cause.
void write_cause(std::ostream& out, const Cause& cause);
/// A kept or proposed patch with its evidence.
void write_patch(std::ostream& out, const KeptPatch& kept);

} // namespace aurora::report
