#include "aurora/benchmark/mann_whitney.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aurora::benchmark {
namespace {

constexpr std::size_t k_most_exact = 100;

/// Values of both in order, with twice their midranks, which are whole numbers.
struct Ranked {
  std::vector<std::size_t> doubled_ranks; ///< of all values
  std::size_t doubled_sum_now = 0;
  double ties = 0; ///< sum of t³ - t over groups of equal ones
};

Ranked rank(const std::vector<double>& before, const std::vector<double>& now) {
  std::vector<std::pair<double, bool>> all;
  for (const double value : before)
    all.emplace_back(value, false);
  for (const double value : now)
    all.emplace_back(value, true);
  std::ranges::sort(all);
  Ranked ranked;
  for (std::size_t begin = 0; begin < all.size();) {
    auto end = begin;
    while (end < all.size() && all[end].first == all[begin].first)
      ++end;
    const auto doubled = begin + 1 + end; // twice the mean of begin + 1 … end
    const auto size = static_cast<double>(end - begin);
    ranked.ties += size * size * size - size;
    for (; begin < end; ++begin) {
      ranked.doubled_ranks.push_back(doubled);
      ranked.doubled_sum_now += all[begin].second ? doubled : 0;
    }
  }
  return ranked;
}

/// Of all ways to choose `count` of the ranks, the share whose sum is at least the one that was seen.
double exact_share(const Ranked& ranked, std::size_t count) {
  const auto most = std::accumulate(ranked.doubled_ranks.begin(), ranked.doubled_ranks.end(), std::size_t{0});
  std::vector<std::vector<double>> ways(count + 1, std::vector<double>(most + 1, 0));
  ways[0][0] = 1;
  for (const auto rank : ranked.doubled_ranks)
    for (auto chosen = count; chosen-- > 0;)
      for (std::size_t sum = 0; sum + rank <= most; ++sum)
        ways[chosen + 1][sum + rank] += ways[chosen][sum];
  const auto& final = ways[count];
  const double all = std::accumulate(final.begin(), final.end(), 0.0);
  const auto from = final.begin() + static_cast<std::ptrdiff_t>(ranked.doubled_sum_now);
  return std::accumulate(from, final.end(), 0.0) / all;
}

double normal_share(const Ranked& ranked, double before, double now) {
  const double all = before + now;
  const double u = static_cast<double>(ranked.doubled_sum_now) / 2 - now * (now + 1) / 2;
  const double variance = before * now / 12 * (all + 1 - ranked.ties / (all * (all - 1)));
  if (variance <= 0)
    return 1; // all are equal
  const double z = (u - before * now / 2 - 0.5) / std::sqrt(variance);
  return std::erfc(z / std::sqrt(2)) / 2;
}

} // namespace

double p_of_larger(const std::vector<double>& before, const std::vector<double>& now) {
  if (before.empty() || now.empty())
    return 1;
  const auto ranked = rank(before, now);
  if (before.size() + now.size() <= k_most_exact)
    return exact_share(ranked, now.size());
  return normal_share(ranked, static_cast<double>(before.size()), static_cast<double>(now.size()));
}

} // namespace aurora::benchmark
