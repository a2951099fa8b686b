#pragma once

#include <optional>
#include <string>
#include <vector>

namespace aurora::history {

/// What one provider, or one rule of it, has brought.
struct ProviderFigures {
  std::string provider;
  std::string rule;       ///< empty: all of the provider
  long long asked = 0;    ///< causes it was asked about; rules: 0
  long long tried = 0;    ///< candidates
  long long accepted = 0; ///< plausible or better
  long long landed = 0;
  long long reverted = 0; ///< taken back after they had landed
  double seconds = 0;     ///< of finding and trying candidates
  /// Landed patches per second spent; nothing without time.
  std::optional<double> landed_per_second() const {
    return seconds > 0 ? std::optional(static_cast<double>(landed) / seconds) : std::nullopt;
  }
};

/// Causes that the playbook healed after another provider had found the fix.
struct Repeats {
  long long count = 0;
  double seconds_first = 0; ///< mean, from taking the cause up to an accepted patch
  double seconds_again = 0; ///< mean of the playbook's
  std::optional<double> times_faster() const {
    return count > 0 && seconds_again > 0 ? std::optional(seconds_first / seconds_again) : std::nullopt;
  }
};

/// The figures of feature T5 over some runs.
struct Figures {
  long long runs = 0;
  long long heals = 0;
  long long green_runs = 0;
  long long events = 0;
  // Causes: a failure's signature from the run that first shows it to the one that shows it no more.
  long long causes = 0;
  long long closed_by_aurora = 0;
  long long closed_by_people = 0;
  long long open = 0;
  long long recurred = 0;                           ///< causes that had been closed before
  std::optional<double> mean_seconds_to_fix;        ///< closed by Aurora
  std::optional<double> mean_seconds_to_fix_people; ///< closed by somebody else
  // Work on causes by heal; flaky and interrupted ones not counted.
  long long worked_on = 0;
  long long landed = 0;
  long long proposed = 0;
  long long rolled_back = 0;
  long long reverted = 0;
  std::optional<double> mean_heal_seconds; ///< of the causes that landed
  std::optional<double> coverage_first;
  std::optional<double> coverage_last;
  long long calls = 0;
  long long tokens = 0;
  double cost = 0;
  Repeats repeats;
  std::vector<ProviderFigures> providers; ///< most landed first
  std::vector<ProviderFigures> rules;

  std::optional<double> fix_success_rate() const { return share(landed, worked_on - proposed); }
  std::optional<double> recurrence_rate() const { return share(recurred, causes); }
  std::optional<double> human_intervention_rate() const {
    return share(closed_by_people, closed_by_people + closed_by_aurora);
  }
  std::optional<double> cost_per_fix() const {
    return landed > 0 ? std::optional(cost / static_cast<double>(landed)) : std::nullopt;
  }

private:
  static std::optional<double> share(long long part, long long whole) {
    return whole > 0 ? std::optional(static_cast<double>(part) / static_cast<double>(whole)) : std::nullopt;
  }
};

/// How a provider has fared with one kind of cause: what their order is made of.
struct ProviderRate {
  std::string provider;
  std::string category;
  long long asked = 0;
  long long solved = 0;
  double seconds = 0;
};

} // namespace aurora::history
