#include "aurora/workspace/shadow.hpp"

#include "aurora/base/text.hpp"
#include "aurora/workspace/copy_shadow.hpp"
#include "aurora/workspace/mount_points.hpp"
#include "aurora/workspace/overlay_shadow.hpp"
#include "aurora/workspace/scratch.hpp"

namespace aurora::workspace {
namespace {

/// Temporary folders and the compiler cache, as far as they exist.
std::vector<std::string> writable_folders(const sys::Environment& environment) {
  std::vector<std::string> folders = {"/var/tmp"};
  for (const auto* name : {"TMPDIR", "CCACHE_DIR", "CCACHE_TEMPDIR", "XDG_RUNTIME_DIR"})
    if (const auto value = environment.get(name); value && value->starts_with('/'))
      folders.push_back(*value);
  const auto home = environment.get("HOME").value_or("");
  const auto cache = environment.get("XDG_CACHE_HOME").value_or(home + "/.cache");
  for (const auto& folder : {home + "/.ccache", cache + "/ccache"})
    if (folder.starts_with('/'))
      folders.push_back(folder);
  return folders;
}

bool is_inside_project(const std::string& path, const ShadowOptions& options) {
  return sys::is_below(path, options.source_dir) || sys::is_below(path, options.build_dir);
}

base::Result<std::unique_ptr<Shadow>> make_overlay(const ShadowOptions& options, const std::string& parent,
                                                   sys::FileSystem& files, sys::ProcessRunner& processes,
                                                   const std::vector<std::string>& writable) {
  auto scratch = Scratch::make(parent, files);
  if (!scratch)
    return base::forward(scratch);
  const auto mounts = files.read("/proc/self/mountinfo");
  OverlayShadow::Settings settings{options.source_dir, options.build_dir, {}, writable, options.bubblewrap};
  settings.roots = overlay_roots(options.source_dir, options.build_dir, mount_points(mounts.value_or("")));
  return OverlayShadow::make(std::move(settings), std::move(*scratch), files, processes);
}

/// Every reason once, with the places it was met at.
class Reasons {
public:
  void add(const std::string& place, const base::Error& error) {
    m_text += (m_text.empty() ? "" : "; ") + place + ": " + base::to_string(error);
  }
  const std::string& text() const { return m_text; }

private:
  std::string m_text;
};

} // namespace

std::string_view to_string(ShadowKind kind) {
  return kind == ShadowKind::overlay ? "overlay" : "copy";
}

base::Result<std::unique_ptr<Shadow>> make_shadow(const ShadowOptions& options, sys::FileSystem& files,
                                                  sys::ProcessRunner& processes,
                                                  const sys::Environment& environment) {
  auto parents = scratch_parents(options.scratch, environment);
  std::erase_if(parents, [&](const auto& parent) { return is_inside_project(parent, options); });
  Reasons reasons;
  const auto writable = writable_folders(environment);
  if (!options.force_copy)
    for (const auto& parent : parents) {
      auto shadow = make_overlay(options, parent, files, processes, writable);
      if (shadow || sys::interrupted())
        return shadow;
      reasons.add("overlay in " + parent, shadow.error());
    }
  auto for_copies = options;
  for_copies.writable = writable;
  for (const auto& parent : parents) {
    auto shadow = CopyShadow::make(for_copies, parent, files, processes);
    if (shadow || sys::interrupted())
      return shadow;
    reasons.add("copy in " + parent, shadow.error());
  }
  return base::fail(
      base::ErrorCode::environment,
      "no place to try fixes in can be made; name a writable folder in AURORA_SCRATCH. Tried: " +
          reasons.text());
}

} // namespace aurora::workspace
