#include "aurora/history/provider_order.hpp"

#include <algorithm>
#include <map>

#include "aurora/base/sort.hpp"

namespace aurora::history {
namespace {

/// Causes solved in so many seconds.
struct Prior {
  double solved = 0;
  double seconds = 0;
};

Prior prior_of(const std::string& provider) {
  static const std::map<std::string, Prior> known{{"fixit", {0.5, 2}},
                                                  {"rules", {0.5, 5}},
                                                  {"search", {0.3, 60}},
                                                  {"model", {0.3, 120}},
                                                  {"agent", {0.3, 600}}};
  const auto prior = known.find(provider);
  return prior == known.end() ? Prior{0.3, 300} : prior->second;
}

} // namespace

double expected_rate(const std::string& provider, const std::string& category,
                     const std::vector<ProviderRate>& measured) {
  auto [solved, seconds] = prior_of(provider);
  for (const auto& rate : measured) {
    if (rate.provider != provider || rate.category != category)
      continue;
    solved += static_cast<double>(rate.solved);
    seconds += rate.seconds;
  }
  return solved / seconds;
}

std::vector<std::string> order_providers(std::vector<std::string> providers, const std::string& category,
                                         const std::vector<ProviderRate>& measured) {
  base::stable_sort(providers, [&](const std::string& one, const std::string& other) {
    const bool first = one == "playbook";
    if (first != (other == "playbook"))
      return first;
    return !first && expected_rate(one, category, measured) > expected_rate(other, category, measured);
  });
  return providers;
}

} // namespace aurora::history
