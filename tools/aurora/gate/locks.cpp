#include "aurora/gate/locks.hpp"

#include <algorithm>

#include "aurora/base/glob.hpp"
#include "aurora/gate/file_kind.hpp"

namespace aurora::gate {

bool is_test_source(const Policy& policy, std::string_view path, std::string_view text) {
  const auto kind = file_kind(path);
  if (kind == FileKind::cmake)
    return false;
  const auto listed = [&](const std::string& glob) { return base::glob_match(glob, path); };
  if (has_test_path(path) || std::ranges::any_of(policy.test_files, listed))
    return true;
  return kind == FileKind::cpp && uses_test_framework(text);
}

bool is_locked(const Policy& policy, std::string_view path, std::string_view text) {
  if (is_guard_file(path, text))
    return true;
  return !policy.allow_test_edits && is_test_source(policy, path, text);
}

} // namespace aurora::gate
