#include "aurora/workspace/shadow_base.hpp"

#include "aurora/workspace/paths.hpp"

namespace aurora::workspace {
namespace {

constexpr int k_conflict = 10;
constexpr int k_not_regular = 11;

/// Arguments: a folder with N.before and N.after for the Nth path, then the paths. All are checked before the
/// first is changed. The text goes through `cat >`, which keeps the mode of a file that exists.
constexpr auto k_apply_script = R"(
folder=$1; shift
n=0
for path in "$@"; do
  if [ -L "$path" ] || { [ -e "$path" ] && [ ! -f "$path" ]; }; then echo "$n"; exit 11; fi
  if [ -e "$folder/$n.before" ]; then
    cmp -s -- "$folder/$n.before" "$path" || { echo "$n"; exit 10; }
  elif [ -e "$path" ]; then echo "$n"; exit 10; fi
  n=$((n + 1))
done
n=0
for path in "$@"; do
  if [ -e "$folder/$n.after" ]; then
    mkdir -p -- "${path%/*}" && cat -- "$folder/$n.after" >"$path" || exit 1
  else rm -f -- "$path" || exit 1; fi
  n=$((n + 1))
done
)";

base::Result<void> explain(const sys::ProcessResult& result, const model::Patch& patch) {
  if (result.outcome.succeeded())
    return {};
  const auto index = static_cast<std::size_t>(std::atoi(result.stdout_text.c_str()));
  const auto path = index < patch.changes.size() ? patch.changes[index].path : std::string();
  const bool exited = result.outcome.kind == sys::Outcome::Kind::exited;
  if (exited && result.outcome.value == k_conflict)
    return base::fail(base::ErrorCode::conflict, "is not what the patch was made from", path);
  if (exited && result.outcome.value == k_not_regular)
    return base::fail(base::ErrorCode::invalid_input, "is not a regular file; it is not touched", path);
  if (result.outcome.kind == sys::Outcome::Kind::cancelled)
    return base::fail(base::ErrorCode::cancelled, "interrupted while a patch was put into the shadow");
  return base::fail(base::ErrorCode::io, "cannot put a patch into the shadow (" +
                                             sys::to_string(result.outcome) + "): " + result.stderr_text);
}

} // namespace

base::Result<sys::ProcessResult> ShadowBase::run_shell(const std::string& script,
                                                       std::vector<std::string> arguments) {
  sys::ProcessSpec spec;
  spec.argv = {"/bin/sh", "-c", script, "sh"};
  spec.argv.insert(spec.argv.end(), arguments.begin(), arguments.end());
  spec.cwd = "/";
  return run(std::move(spec));
}

base::Result<void> ShadowBase::hand_over(const model::Patch& patch, const std::string& folder) {
  if (auto made = m_files.make_directories(folder); !made)
    return made;
  for (std::size_t i = 0; i < patch.changes.size(); ++i) {
    const auto& change = patch.changes[i];
    const auto name = sys::join_path(folder, std::to_string(i));
    if (change.before)
      if (auto written = m_files.write(name + ".before", *change.before); !written)
        return written;
    if (change.after)
      if (auto written = m_files.write(name + ".after", *change.after); !written)
        return written;
  }
  return {};
}

base::Result<void> ShadowBase::apply(const model::Patch& patch) {
  const auto folder = sys::join_path(exchange_dir(), ".patch");
  std::vector<std::string> arguments = {folder};
  for (const auto& change : patch.changes) {
    if (!is_clean_relative(change.path))
      return base::fail(base::ErrorCode::invalid_input, "is not a plain path below the source folder",
                        change.path);
    arguments.push_back(sys::join_path(source_dir(), change.path));
  }
  auto handed = hand_over(patch, folder);
  const auto result = handed ? run_shell(k_apply_script, std::move(arguments)) : base::forward(handed);
  if (auto removed = m_files.remove_tree(folder); !removed)
    return removed;
  if (!result)
    return base::forward(result);
  return explain(*result, patch);
}

base::Result<std::string> ShadowBase::read(const std::string& relative_path) {
  if (!is_clean_relative(relative_path))
    return base::fail(base::ErrorCode::invalid_input, "is not a plain path below the source folder",
                      relative_path);
  auto result = run_shell("[ -f \"$1\" ] || exit 10; exec cat -- \"$1\"",
                          {sys::join_path(source_dir(), relative_path)});
  if (!result)
    return base::forward(result);
  if (result->outcome.succeeded() && !result->truncated)
    return std::move(result->stdout_text);
  if (result->truncated)
    return base::fail(base::ErrorCode::limit, "is too large to be read from the shadow", relative_path);
  if (result->outcome.kind == sys::Outcome::Kind::cancelled)
    return base::fail(base::ErrorCode::cancelled, "interrupted while reading from the shadow", relative_path);
  return base::fail(base::ErrorCode::not_found, "does not exist in the shadow", relative_path);
}

} // namespace aurora::workspace
