#include "aurora/coverage/delta.hpp"

#include <map>

namespace aurora::coverage {

Delta compare(const Summary& before, const Summary& after) {
  Delta delta{before.percent,
              after.percent,
              after.covered_lines - before.covered_lines,
              after.total_lines - before.total_lines,
              {}};
  std::map<std::string, FileDelta> files;
  for (const auto& file : before.files)
    files[file.path] = {file.path, file.percent, 0, false, true};
  for (const auto& file : after.files) {
    const auto [at, fresh] = files.try_emplace(file.path, FileDelta{file.path, 0, 0, true, false});
    at->second.after = file.percent;
    at->second.is_gone = false;
  }
  for (auto& [path, file] : files)
    if (file.is_new || file.is_gone || file.before != file.after)
      delta.files.push_back(std::move(file));
  return delta;
}

} // namespace aurora::coverage
