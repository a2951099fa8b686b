#include "aurora/workspace/overlay_shadow.hpp"

#include "aurora/base/text.hpp"
#include "aurora/workspace/bubblewrap.hpp"

namespace aurora::workspace {

base::Result<std::unique_ptr<Shadow>> OverlayShadow::make(Settings settings, Scratch scratch,
                                                          sys::FileSystem& files,
                                                          sys::ProcessRunner& processes) {
  std::unique_ptr<OverlayShadow> shadow(
      new OverlayShadow(std::move(settings), std::move(scratch), files, processes));
  if (auto made = shadow->make_folders(); !made)
    return base::forward(made);
  auto probed = shadow->probe();
  if (!probed) {
    shadow->m_isolation = sys::Isolation::overlay;
    probed = shadow->probe();
  }
  if (!probed)
    return base::forward(probed);
  shadow->probe_bubblewrap();
  return std::unique_ptr<Shadow>(std::move(shadow));
}

OverlayShadow::OverlayShadow(Settings settings, Scratch scratch, sys::FileSystem& files,
                             sys::ProcessRunner& processes)
    : ShadowBase(files), m_settings(std::move(settings)), m_scratch(std::move(scratch)),
      m_processes(processes), m_exchange(sys::join_path(m_scratch.path(), "exchange")) {
  for (std::size_t i = 0; i < m_settings.roots.size(); ++i) {
    const auto layer = sys::join_path(m_scratch.path(), "layer" + std::to_string(i));
    m_overlays.push_back({m_settings.roots[i], layer + "/upper", layer + "/work"});
  }
}

base::Result<void> OverlayShadow::make_folders() {
  if (auto made = m_files.make_directories(m_exchange); !made)
    return made;
  for (const auto& overlay : m_overlays)
    for (const auto& folder : {overlay.upper, overlay.work})
      if (auto made = m_files.make_directories(folder); !made)
        return made;
  return {};
}

/// Writes a file through the first overlay and looks where it came to lie.
base::Result<void> OverlayShadow::probe() {
  const auto name = ".aurora_probe." + sys::file_name(m_scratch.path());
  const auto path = sys::join_path(m_overlays.front().lower, name);
  const auto result = run_shell("printf x >\"$1\" && cat /proc/self/uid_map", {path});
  if (!result)
    return base::forward(result);
  const auto refuse = [this](const std::string& why) {
    return base::fail(base::ErrorCode::environment,
                      "an overlay with its changes in " + m_scratch.path() + " " + why);
  };
  if (!result->outcome.succeeded())
    return refuse("cannot be written to: " + result->stderr_text);
  const auto through = m_files.info(path);
  const auto caught = m_files.info(sys::join_path(m_overlays.front().upper, name));
  if (!through || through->kind != sys::FileKind::none)
    return refuse("let a change through");
  if (!caught || caught->kind != sys::FileKind::regular)
    return refuse("lost a change");
  m_user_namespace = base::trim(result->stdout_text).ends_with(" 1");
  return reset();
}

/// In a container it may be installed and not be allowed to work.
void OverlayShadow::probe_bubblewrap() {
  if (m_settings.bubblewrap.empty())
    return;
  sys::ProcessSpec spec;
  spec.argv = {"/bin/true"};
  spec.cwd = "/";
  const auto result = run_contained(std::move(spec));
  if (!result || !result->outcome.succeeded())
    m_settings.bubblewrap.clear();
}

base::Result<sys::ProcessResult> OverlayShadow::run_contained(sys::ProcessSpec spec) {
  if (!m_settings.bubblewrap.empty())
    spec.argv = in_bubblewrap(m_settings.bubblewrap, {"--dev-bind", "/", "/"}, std::move(spec.argv));
  return run(std::move(spec));
}

std::string OverlayShadow::outside_path(const std::string& path) const {
  const sys::Overlay* deepest = nullptr;
  for (const auto& overlay : m_overlays)
    if (sys::is_below(path, overlay.lower) &&
        (deepest == nullptr || overlay.lower.size() > deepest->lower.size()))
      deepest = &overlay;
  if (deepest == nullptr)
    return path;
  const auto caught = sys::join_path(deepest->upper, sys::relative_path(path, deepest->lower));
  const auto info = m_files.info(caught);
  return info && info->kind == sys::FileKind::regular ? caught : path;
}

base::Result<void> OverlayShadow::reset() {
  {
    const std::lock_guard guard(m_mutex);
    for (const auto& overlay : m_overlays)
      if (auto removed = m_files.remove_tree(sys::parent_path(overlay.upper)); !removed)
        return removed;
  }
  return make_folders();
}

sys::ProcessSpec OverlayShadow::isolated(sys::ProcessSpec spec) const {
  spec.isolation = m_isolation;
  spec.writable.insert(spec.writable.end(), m_settings.writable.begin(), m_settings.writable.end());
  spec.writable.push_back(m_exchange);
  return spec;
}

base::Result<sys::ProcessResult> OverlayShadow::run(sys::ProcessSpec spec) {
  spec = isolated(std::move(spec));
  spec.overlays = m_overlays;
  const std::lock_guard guard(m_mutex);
  return m_processes.run(spec);
}

base::Result<std::vector<sys::Overlay>> OverlayShadow::make_view(const std::string& folder) {
  std::vector<sys::Overlay> view;
  for (std::size_t i = 0; i < m_overlays.size(); ++i) {
    const auto own = sys::join_path(folder, std::to_string(i));
    view.push_back({m_overlays[i].lower, own + "/upper", own + "/work", m_overlays[i].upper});
    for (const auto& made : {view.back().upper, view.back().work})
      if (auto result = m_files.make_directories(made); !result)
        return base::forward(result);
  }
  return view;
}

base::Result<sys::ProcessResult> OverlayShadow::run_apart(sys::ProcessSpec spec) {
  const auto folder = sys::join_path(m_scratch.path(), "view" + std::to_string(m_views++));
  auto view = make_view(folder);
  if (!view)
    return base::forward(view);
  spec = isolated(std::move(spec));
  spec.overlays = std::move(*view);
  auto result = m_processes.run(spec);
  if (auto removed = m_files.remove_tree(folder); !removed && result)
    return base::forward(removed);
  return result;
}

std::string OverlayShadow::description() const {
  std::string text = m_user_namespace ? "overlay in a user namespace" : "overlay";
  text += m_isolation == sys::Isolation::read_only
              ? ", everything else but temporary folders read-only"
              : ", the rest of the machine not protected (this kernel cannot make it read-only)";
  if (!m_settings.bubblewrap.empty())
    text += ", builds and tests in bubblewrap";
  return text + "; changes in " + m_scratch.path();
}

} // namespace aurora::workspace
