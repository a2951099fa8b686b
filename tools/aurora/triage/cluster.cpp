#include "aurora/triage/cluster.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "aurora/base/sort.hpp"
#include "aurora/triage/grouping.hpp"
#include "aurora/triage/signature.hpp"

namespace aurora::triage {
namespace {

std::string title_of(const model::Event& event) {
  auto what = event.assertion.empty() ? event.message : event.assertion;
  if (what.size() > 120)
    what = what.substr(0, 117) + "...";
  const auto& place = event.analysis.suspect_file.empty() ? event.file : event.analysis.suspect_file;
  const auto line = event.analysis.suspect_file.empty() ? event.line : event.analysis.suspect_line;
  auto title = event.error_class + ": " + what;
  if (!place.empty())
    title += line > 0 ? fmt::format(" ({}:{})", place, line) : fmt::format(" ({})", place);
  return title;
}

model::Cluster begin_with(const model::Event& event) {
  return {event.signature, event.category, title_of(event), {}, 0, {}, false, {event.signature}, {}};
}

bool is_flaky(const model::Cluster& cluster) {
  return std::ranges::all_of(cluster.events, [](const auto& event) { return event.flaky; });
}

std::vector<model::Cluster> gather(std::vector<model::Event> events) {
  Grouping grouping;
  std::vector<model::Cluster> clusters;
  std::vector<std::size_t> cluster_of; // by group of the first level
  for (auto& event : events) {
    if (event.signature.empty())
      event.signature = signature(event);
    const auto group = grouping.add(event);
    if (group == cluster_of.size()) { // the first with its signature
      const auto leader = grouping.merged()[group];
      cluster_of.push_back(leader < group ? cluster_of[leader] : clusters.size());
      if (leader == group)
        clusters.push_back(begin_with(event));
      else
        clusters[cluster_of[leader]].signatures.push_back(event.signature);
    }
    clusters[cluster_of[group]].events.push_back(std::move(event));
  }
  return clusters;
}

} // namespace

std::vector<model::Cluster> cluster(std::vector<model::Event> events, const TriageOptions& options) {
  auto clusters = gather(std::move(events));
  for (auto& item : clusters) {
    item.flaky = is_flaky(item);
    rate(item, options);
  }
  base::stable_sort(clusters, [](const auto& one, const auto& other) { return one.risk > other.risk; });
  return clusters;
}

std::vector<model::Cluster> split(const std::vector<model::Cluster>& clusters) {
  std::vector<model::Cluster> parts;
  for (const auto& whole : clusters) {
    std::unordered_map<std::string, std::size_t> place_of;
    for (const auto& event : whole.events) {
      const auto [place, is_new] = place_of.emplace(event.signature, parts.size());
      if (is_new) {
        parts.push_back(begin_with(event));
        parts.back().risk = whole.risk;
        parts.back().risk_reasons = whole.risk_reasons;
        parts.back().first_seen = whole.first_seen;
      }
      parts[place->second].events.push_back(event);
    }
  }
  for (auto& part : parts)
    part.flaky = is_flaky(part);
  return parts;
}

} // namespace aurora::triage
