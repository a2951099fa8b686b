#include "aurora/triage/cluster.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "aurora/triage/signature.hpp"

namespace aurora::triage {
namespace {

using model::Category;

struct Base {
  double risk;
  const char* reason;
};

Base base_risk(Category category) {
  switch (category) {
  case Category::build:
  case Category::link:
  case Category::type:
    return {0.90, "the build is broken, so nothing that depends on it is tested"};
  case Category::sanitizer:
    return {0.85, "memory or threads are misused, so results cannot be trusted"};
  case Category::crash:
    return {0.80, "the program dies"};
  case Category::timeout:
    return {0.65, "the test does not end in time"};
  case Category::database:
    return {0.60, "stored data may be wrong"};
  case Category::assertion:
  case Category::logic:
    return {0.55, "the program computes something else than is expected"};
  case Category::network:
    return {0.45, "something outside the process did not answer"};
  case Category::environment:
    return {0.40, "the test could not run as it was set up"};
  }
  return {0.5, "of unknown kind"};
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

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

bool all_in(const model::Cluster& cluster, const std::vector<std::string>& suites) {
  return std::ranges::all_of(cluster.events, [&](const auto& event) { return holds(suites, event.suite); });
}

bool any_in(const model::Cluster& cluster, const std::vector<std::string>& suites) {
  return std::ranges::any_of(cluster.events, [&](const auto& event) { return holds(suites, event.suite); });
}

/// How many events raise the risk: nothing for one, 0.05 for twenty and more.
double weight_of_count(std::size_t count) {
  return 0.05 * static_cast<double>(std::min<std::size_t>(count, 20) - 1) / 19.0;
}

void rate(model::Cluster& cluster, const TriageOptions& options) {
  const auto [risk, reason] = base_risk(cluster.category);
  cluster.risk = risk + weight_of_count(cluster.events.size());
  cluster.risk_reasons = {reason};
  if (cluster.events.size() > 1)
    cluster.risk_reasons.push_back(fmt::format("{} failures share this cause", cluster.events.size()));
  if (any_in(cluster, options.critical_suites)) {
    cluster.risk += 0.04;
    cluster.risk_reasons.emplace_back("it is in a critical suite");
  }
  if (cluster.flaky) {
    cluster.risk = 0.2 + 0.1 * risk;
    cluster.risk_reasons.emplace_back("it also passes with the same binary: flaky");
  }
  if (all_in(cluster, options.cosmetic_suites)) {
    cluster.risk = 0.1;
    cluster.risk_reasons.emplace_back("only cosmetic checks fail");
  }
}

} // namespace

std::vector<model::Cluster> cluster(std::vector<model::Event> events, const TriageOptions& options) {
  std::vector<model::Cluster> clusters;
  std::unordered_map<std::string, std::size_t> index;
  for (auto& event : events) {
    if (event.signature.empty())
      event.signature = signature(event);
    const auto [place, is_new] = index.emplace(event.signature, clusters.size());
    if (is_new) {
      clusters.push_back({event.signature, event.category, title_of(event), {}, 0, {}, false});
    }
    clusters[place->second].events.push_back(std::move(event));
  }
  for (auto& item : clusters) {
    item.flaky = std::ranges::all_of(item.events, [](const auto& event) { return event.flaky; });
    rate(item, options);
  }
  std::ranges::stable_sort(clusters, std::ranges::greater{}, &model::Cluster::risk);
  return clusters;
}

} // namespace aurora::triage
