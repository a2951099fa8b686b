#include "aurora/repair/llm/budget.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace aurora::repair::llm {
namespace {

constexpr long k_shortest_answer = 200;
constexpr double k_million = 1e6;

tl::unexpected<base::Error> used_up(std::string_view what, const Spent& spent) {
  return base::fail(
      base::ErrorCode::limit,
      fmt::format("the budget of {} does not allow another call (so far: {})", what, to_string(spent)));
}

} // namespace

double Budget::cost_of(long tokens_in, long tokens_out) const {
  return (static_cast<double>(tokens_in) * m_limits.price_in +
          static_cast<double>(tokens_out) * m_limits.price_out) /
         k_million;
}

base::Result<long> Budget::admit(long tokens_in, long wanted) const {
  if (m_spent.calls >= m_limits.calls)
    return used_up("calls", m_spent);
  if (seconds_left() <= 0)
    return used_up("seconds", m_spent);
  auto allowed = std::min(wanted, m_limits.tokens - m_spent.tokens_in - m_spent.tokens_out - tokens_in);
  if (allowed < k_shortest_answer)
    return used_up("tokens", m_spent);
  if (m_limits.cost <= 0)
    return allowed;
  const auto left = m_limits.cost - m_spent.cost - cost_of(tokens_in, 0);
  if (left < cost_of(0, k_shortest_answer))
    return used_up("money", m_spent);
  if (m_limits.price_out > 0)
    allowed = std::min(allowed, static_cast<long>(left * k_million / m_limits.price_out));
  return allowed;
}

double Budget::spend(long tokens_in, long tokens_out, double seconds) {
  const auto cost = cost_of(tokens_in, tokens_out);
  ++m_spent.calls;
  m_spent.tokens_in += tokens_in;
  m_spent.tokens_out += tokens_out;
  m_spent.seconds += seconds;
  m_spent.cost += cost;
  return cost;
}

std::string to_string(const Spent& spent) {
  return fmt::format("{} call{}, {} tokens sent, {} received, {:.1f} s, {:.4f}", spent.calls,
                     spent.calls == 1 ? "" : "s", spent.tokens_in, spent.tokens_out, spent.seconds,
                     spent.cost);
}

} // namespace aurora::repair::llm
