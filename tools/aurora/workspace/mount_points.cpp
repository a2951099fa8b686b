#include "aurora/workspace/mount_points.hpp"

#include <algorithm>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::workspace {
namespace {

bool is_octal(char c) {
  return c >= '0' && c <= '7';
}

std::string undo_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 3 < text.size() && is_octal(text[i + 1]) &&
                        is_octal(text[i + 2]) && is_octal(text[i + 3]);
    if (!escape) {
      out += text[i];
      continue;
    }
    out += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
    i += 3;
  }
  return out;
}

} // namespace

std::vector<std::string> mount_points(std::string_view mountinfo) {
  std::vector<std::string> points;
  for (const auto line : base::split_lines(mountinfo)) {
    const auto fields = base::split(line, ' ');
    if (fields.size() > 4)
      points.push_back(undo_escapes(fields[4]));
  }
  return points;
}

std::vector<std::string> overlay_roots(const std::string& source, const std::string& build,
                                       const std::vector<std::string>& mounts) {
  std::vector<std::string> roots;
  if (!sys::is_below(source, build))
    roots.push_back(source);
  if (!sys::is_below(build, source) || source == build)
    roots.push_back(build);
  const auto outer = roots;
  for (const auto& point : mounts) {
    const bool inside = std::ranges::any_of(
        outer, [&](const auto& root) { return point != root && sys::is_below(point, root); });
    if (inside && std::ranges::find(roots, point) == roots.end())
      roots.push_back(point);
  }
  base::stable_sort_by(roots, &std::string::size);
  return roots;
}

} // namespace aurora::workspace
