#include "aurora/repair/agent/inventory.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"

namespace aurora::repair::agent {
namespace {

/// Arguments: source folder, build folder relative to it (or a name that is not there).
constexpr auto k_script = R"(
cd -- "$1" || exit 1
find . \( -path './.git/*' ! -path './.git/hooks' ! -path './.git/hooks/*' ! -path ./.git/config \
    ! -path ./.git/info ! -path './.git/info/*' \) -prune -o -path "./$2" -prune -o \
  -type f -exec sha256sum -z -- {} + -o -type l -printf '-> %l  %p\0'
)";

constexpr std::size_t k_hash = 64;

} // namespace

base::Result<Inventory> parse_inventory(std::string_view text) {
  Inventory inventory;
  for (const auto record : base::split(text, '\0')) {
    if (record.empty())
      continue;
    const bool link = record.starts_with("-> ");
    const auto gap = link ? record.rfind("  ./") : record.find("  ./");
    if (gap == std::string_view::npos || (!link && gap != k_hash))
      return base::fail(base::ErrorCode::invalid_input, "the list of the files in the shadow is garbled");
    inventory.emplace(record.substr(gap + 4), record.substr(0, gap));
  }
  return inventory;
}

base::Result<Inventory> take_inventory(workspace::Shadow& shadow) {
  sys::ProcessSpec spec;
  const auto build = sys::relative_path(shadow.build_dir(), shadow.source_dir());
  spec.argv = {"/bin/sh", "-c", k_script, "sh", shadow.source_dir(), build.starts_with('/') ? "." : build};
  spec.cwd = "/";
  spec.output_limit = 256UL << 20;
  const auto result = shadow.run(std::move(spec));
  if (!result)
    return base::forward(result);
  if (!result->outcome.succeeded() || result->truncated)
    return base::fail(base::ErrorCode::io, "cannot list the files in the shadow: " + result->stderr_text);
  return parse_inventory(result->stdout_text);
}

std::vector<std::string> differences(const Inventory& before, const Inventory& after) {
  std::vector<std::string> paths;
  for (const auto& [path, hash] : before)
    if (const auto found = after.find(path); found == after.end() || found->second != hash)
      paths.push_back(path);
  for (const auto& [path, hash] : after)
    if (!before.contains(path))
      paths.push_back(path);
  std::sort(paths.begin(), paths.end());
  return paths;
}

} // namespace aurora::repair::agent
