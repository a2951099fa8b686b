#include "aurora/report/places.hpp"

#include <algorithm>

namespace aurora::report {
namespace {

constexpr int k_gap = 3; ///< lines without code of their own between neighbours

bool joins(const Place& place, const model::Suspect& suspect) {
  return place.file == suspect.file && place.score == suspect.score && place.reason == suspect.reason &&
         suspect.line >= place.line - k_gap && suspect.line <= place.last_line + k_gap;
}

} // namespace

std::vector<Place> places(const std::vector<model::Suspect>& suspects) {
  std::vector<Place> result;
  for (const auto& suspect : suspects) {
    const auto found =
        std::ranges::find_if(result, [&](const Place& place) { return joins(place, suspect); });
    if (found == result.end()) {
      result.push_back({suspect.file, suspect.line, suspect.line, suspect.score, suspect.reason});
      continue;
    }
    found->line = std::min(found->line, suspect.line);
    found->last_line = std::max(found->last_line, suspect.line);
  }
  return result;
}

} // namespace aurora::report
