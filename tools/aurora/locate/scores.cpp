#include "aurora/locate/scores.hpp"

#include <cmath>
#include <limits>

namespace aurora::locate {
namespace {

struct Totals {
  double failed = 0;
  double passed = 0;
};

/// An unbounded score into [0, 1], keeping the order.
double bounded(double value) {
  return std::isinf(value) ? 1.0 : value / (1.0 + value);
}

double by_formula(const Counts& counts, Formula formula) {
  switch (formula) {
  case Formula::tarantula:
    return tarantula(counts);
  case Formula::dstar:
    return bounded(dstar(counts));
  case Formula::ochiai:
    break;
  }
  return ochiai(counts);
}

} // namespace

double ochiai(const Counts& counts) {
  const double product = (counts.failed_hit + counts.failed_miss) * (counts.failed_hit + counts.passed_hit);
  return product > 0 ? counts.failed_hit / std::sqrt(product) : 0;
}

double tarantula(const Counts& counts) {
  const double failed = counts.failed_hit + counts.failed_miss;
  const double passed = counts.passed_hit + counts.passed_miss;
  const double of_failed = failed > 0 ? counts.failed_hit / failed : 0;
  const double of_passed = passed > 0 ? counts.passed_hit / passed : 0;
  return of_failed + of_passed > 0 ? of_failed / (of_failed + of_passed) : 0;
}

double dstar(const Counts& counts) {
  if (counts.failed_hit <= 0)
    return 0;
  const double divisor = counts.passed_hit + counts.failed_miss;
  return divisor > 0 ? counts.failed_hit * counts.failed_hit / divisor
                     : std::numeric_limits<double>::infinity();
}

std::vector<double> score(const SpectrumInput& input, Formula formula) {
  std::vector<Counts> counts(input.elements.size());
  Totals totals;
  for (const auto& test : input.tests) {
    (test.failed ? totals.failed : totals.passed) += 1;
    for (const auto hit : test.hits)
      if (hit < counts.size())
        (test.failed ? counts[hit].failed_hit : counts[hit].passed_hit) += 1;
  }
  std::vector<double> scores;
  scores.reserve(counts.size());
  for (auto& item : counts) {
    item.failed_miss = totals.failed - item.failed_hit;
    item.passed_miss = totals.passed - item.passed_hit;
    scores.push_back(by_formula(item, formula));
  }
  return scores;
}

} // namespace aurora::locate
