#pragma once

#include <string>

#include "aurora/base/error.hpp"

namespace aurora::repair::llm {

/// What a heal may spend on a model. 0 as a cost: no limit.
struct Limits {
  int calls = 20;
  long tokens = 200'000;
  double seconds = 900;
  double cost = 0;
  double price_in = 0;  ///< of a million tokens sent
  double price_out = 0; ///< of a million tokens received
};

struct Spent {
  int calls = 0;
  long tokens_in = 0;
  long tokens_out = 0;
  double seconds = 0;
  double cost = 0;
};

/// Counts, and stops hard: a call is only admitted when its worst case still fits. Shared by all causes of a
/// heal.
class Budget {
public:
  explicit Budget(Limits limits) : m_limits(limits) {}
  /// How many tokens the answer may have, at most `wanted`; limit error that names what is used up when not
  /// even a short one fits.
  base::Result<long> admit(long tokens_in, long wanted) const;
  /// Adds a call; what it cost.
  double spend(long tokens_in, long tokens_out, double seconds);
  double seconds_left() const { return m_limits.seconds - m_spent.seconds; }
  const Spent& spent() const { return m_spent; }

private:
  double cost_of(long tokens_in, long tokens_out) const;

  Limits m_limits;
  Spent m_spent;
};

/// "3 calls, 5120 tokens sent, 310 received, 4.2 s, 0.0212"
std::string to_string(const Spent& spent);

} // namespace aurora::repair::llm
