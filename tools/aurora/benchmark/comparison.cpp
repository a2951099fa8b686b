#include "aurora/benchmark/comparison.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "aurora/benchmark/mann_whitney.hpp"

namespace aurora::benchmark {
namespace {

/// The smallest p value that so many values can give at all.
double least_p(std::size_t before, std::size_t now) {
  const auto n = static_cast<double>(before);
  const auto m = static_cast<double>(now);
  return std::exp(std::lgamma(n + 1) + std::lgamma(m + 1) - std::lgamma(n + m + 1));
}

std::vector<double> scaled(std::vector<double> values, double ratio) {
  for (double& value : values)
    value *= ratio;
  return values;
}

double spread_of(const std::vector<double>& samples) {
  const double middle = median(samples);
  return middle > 0 ? (quantile(samples, 0.75) - quantile(samples, 0.25)) / middle : 0;
}

bool too_few(const Measurement& now, const std::vector<double>& baseline, const Tolerance& tolerance) {
  if (now.samples.size() < tolerance.least)
    return true;
  return !baseline.empty() && (baseline.size() < tolerance.least ||
                               least_p(baseline.size(), now.samples.size()) > tolerance.alpha);
}

Finding finding_of(const Comparison& result, double p_faster, const Tolerance& tolerance) {
  if (result.p <= tolerance.alpha && result.ratio > tolerance.ratio)
    return Finding::slower;
  if (p_faster <= tolerance.alpha && result.ratio * tolerance.ratio < 1)
    return Finding::faster;
  const bool differs = result.ratio > tolerance.ratio || result.ratio * tolerance.ratio < 1;
  return differs || result.spread > tolerance.ratio - 1 ? Finding::noisy : Finding::same;
}

} // namespace

std::string_view to_string(Finding finding) {
  constexpr std::array<std::string_view, 6> names{"same",      "slower",  "faster",
                                                  "too noisy", "too few", "no baseline"};
  return names.at(static_cast<std::size_t>(finding));
}

double quantile(std::vector<double> values, double part) {
  if (values.empty())
    return 0;
  std::ranges::sort(values);
  const double at = part * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const auto above = std::min(below + 1, values.size() - 1);
  return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

double median(const std::vector<double>& values) {
  return quantile(values, 0.5);
}

Comparison compare(const Measurement& now, const std::vector<double>& baseline, const Tolerance& tolerance) {
  Comparison result{now.name, Finding::same,         median(baseline), median(now.samples), 0,
                    1,        spread_of(now.samples)};
  if (result.before > 0)
    result.ratio = result.now / result.before;
  if (too_few(now, baseline, tolerance)) {
    result.finding = Finding::too_few;
    return result;
  }
  if (baseline.empty()) {
    result.finding = result.spread > tolerance.ratio - 1 ? Finding::noisy : Finding::no_baseline;
    return result;
  }
  result.p = p_of_larger(scaled(baseline, tolerance.ratio), now.samples);
  const double p_faster = p_of_larger(scaled(now.samples, tolerance.ratio), baseline);
  result.finding = finding_of(result, p_faster, tolerance);
  return result;
}

} // namespace aurora::benchmark
