#include "aurora/base/sort.hpp"

#include <algorithm>
#include <numeric>

namespace aurora::base {

std::vector<std::size_t> stable_order(std::size_t count, const Before& before) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
    return before.ask(before.context, one, other);
  });
  return order;
}

} // namespace aurora::base
