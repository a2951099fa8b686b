#include "aurora/coverage/coverage.hpp"

#include "aurora/coverage/merge.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::coverage {

Coverage relative_to(const Coverage& coverage, const std::string& root) {
  Coverage out;
  out.ignored = coverage.ignored;
  for (const auto& [path, lines] : coverage.files) {
    const auto absolute = sys::normalize_path(sys::join_path(root, path));
    if (!sys::is_below(absolute, root))
      continue;
    auto& into = out.files[sys::relative_path(absolute, root)];
    into = into.empty() ? lines : merge_lines(std::move(into), lines);
  }
  return out;
}

} // namespace aurora::coverage
