#include "aurora/ctest/cost_data.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "aurora/base/text.hpp"

namespace aurora::ctest {
namespace {

constexpr std::size_t k_max_bytes = std::size_t{16} << 20;
constexpr double k_longest = 1500; ///< CTest's default
constexpr double k_least = 120;
constexpr double k_spare = 60;
constexpr double k_factor = 5;

double cost_in(std::string_view line) {
  const auto space = line.rfind(' ');
  if (space == std::string_view::npos)
    return 0;
  const double cost = std::strtod(std::string(line.substr(space + 1, 32)).c_str(), nullptr);
  return std::isfinite(cost) && cost > 0 ? cost : 0;
}

} // namespace

double slowest_test(std::string_view cost_data) {
  double slowest = 0;
  for (const auto line : base::split_lines(cost_data)) {
    if (line == "---")
      break;
    slowest = std::max(slowest, cost_in(line));
  }
  return slowest;
}

std::chrono::seconds usual_limit(const std::vector<std::string>& folders, sys::FileSystem& files) {
  double slowest = 0;
  for (const auto& folder : folders)
    if (const auto text =
            files.read(sys::join_path(folder, "Testing/Temporary/CTestCostData.txt"), k_max_bytes))
      slowest = std::max(slowest, slowest_test(*text));
  if (slowest == 0)
    return std::chrono::seconds(0);
  const double limit = std::clamp(k_factor * slowest + k_spare, k_least, k_longest);
  return std::chrono::seconds(static_cast<long>(std::ceil(limit)));
}

} // namespace aurora::ctest
