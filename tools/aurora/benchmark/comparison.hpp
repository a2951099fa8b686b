#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::benchmark {

/// What a benchmark took: one time a repetition, in seconds.
struct Measurement {
  std::string name;
  std::vector<double> samples;
};

enum class Finding {
  same,        ///< not slower by more than is tolerated, as far as can be told
  slower,      ///< by more than is tolerated, and not by chance
  faster,      ///< likewise
  noisy,       ///< the repetitions differ too much for a slowdown of what is tolerated to be seen
  too_few,     ///< not enough repetitions to say
  no_baseline, ///< nothing to compare with: measured for the first time here
};
std::string_view to_string(Finding finding);

struct Tolerance {
  double ratio = 1.2;    ///< what is slower by less is no regression
  double alpha = 0.01;   ///< how likely a false alarm may be where it is slower by just that
  std::size_t least = 5; ///< repetitions, before and now
};

struct Comparison {
  std::string name;
  Finding finding = Finding::same;
  double before = 0; ///< median, seconds; 0 without a baseline
  double now = 0;
  double ratio = 0;  ///< now / before; 0 without a baseline
  double p = 1;      ///< of the test that it is slower by more than is tolerated
  double spread = 0; ///< of the repetitions now: their interquartile range as a part of the median
};

/// Tests whether `now` is larger than the baseline times the tolerated ratio (and not only than the
/// baseline), by the one-sided test of mann_whitney.hpp: what is told is what was tested, slower by more than
/// 20 % beyond the noise of both. `faster` is the same with both exchanged. `noisy` is what no test says but
/// is asked for: medians that differ by more than is tolerated without the test agreeing, or repetitions that
/// spread wider than is tolerated.
Comparison compare(const Measurement& now, const std::vector<double>& baseline,
                   const Tolerance& tolerance = {});

/// Quantile of the values, linear between the nearest two (definition 7 of Hyndman and Fan, 1996); 0 of none.
double quantile(std::vector<double> values, double part);
double median(const std::vector<double>& values);

} // namespace aurora::benchmark
