#pragma once

#include <vector>

namespace aurora::benchmark {

/// The probability that values as large as `now` against `before` come about although both are of one
/// distribution: the one-sided p value of the rank-sum test of Mann and Whitney (Annals of Mathematical
/// Statistics 18, 1947). Up to 100 values together exact, over all ways to divide them (with ties: their
/// midranks, by the shift algorithm of Streitberg and Röhmel, 1986); above that the normal approximation with
/// correction for ties and continuity. 1 when either is empty.
double p_of_larger(const std::vector<double>& before, const std::vector<double>& now);

} // namespace aurora::benchmark
