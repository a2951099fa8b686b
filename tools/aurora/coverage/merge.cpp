#include "aurora/coverage/merge.hpp"

#include <algorithm>
#include <limits>

namespace aurora::coverage {
namespace {

std::int64_t combine(std::int64_t a, std::int64_t b, Hits hits) {
  if (hits == Hits::maximum)
    return std::max(a, b);
  const auto limit = std::numeric_limits<std::int64_t>::max();
  return a > limit - b ? limit : a + b;
}

void merge_line(LineCoverage& into, const LineCoverage& from, const MergeOptions& options) {
  into.hits = combine(into.hits, from.hits, options.hits);
  if (options.branches == Branches::by_position && into.branches.size() == from.branches.size()) {
    for (std::size_t i = 0; i < from.branches.size(); ++i)
      into.branches[i] = combine(into.branches[i], from.branches[i], options.hits);
  } else if (from.branches.size() > into.branches.size()) {
    into.branches = from.branches;
  }
}

} // namespace

Lines merge_lines(Lines into, const Lines& from, const MergeOptions& options) {
  for (const auto& [number, line] : from) {
    const auto [at, fresh] = into.try_emplace(number, line);
    if (!fresh)
      merge_line(at->second, line, options);
  }
  return into;
}

Coverage merge(const Coverage& a, const Coverage& b, const MergeOptions& options) {
  auto out = a;
  out.ignored += b.ignored;
  for (const auto& [path, lines] : b.files) {
    auto& into = out.files[path];
    into = merge_lines(std::move(into), lines, options);
  }
  return out;
}

} // namespace aurora::coverage
