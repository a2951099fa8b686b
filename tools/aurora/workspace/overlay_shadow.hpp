#pragma once

#include <atomic>
#include <mutex>

#include "aurora/workspace/scratch.hpp"
#include "aurora/workspace/shadow_base.hpp"

namespace aurora::workspace {

/// Overlays at the user's own paths, mounted afresh for every run in a namespace of its own; what they
/// collect stays in the scratch folder between runs. Runs wait for each other: one upper folder bears one
/// mount at a time; runs apart have upper folders of their own over it.
class OverlayShadow final : public ShadowBase {
public:
  struct Settings {
    std::string source_dir;
    std::string build_dir;
    std::vector<std::string> roots;    ///< see overlay_roots()
    std::vector<std::string> writable; ///< besides the exchange folder
    std::string bubblewrap = {};       ///< see ShadowOptions
  };

  /// Tries the strictest isolation that works here by really writing through it. environment error with the
  /// reason when none does.
  static base::Result<std::unique_ptr<Shadow>> make(Settings settings, Scratch scratch,
                                                    sys::FileSystem& files, sys::ProcessRunner& processes);

  ShadowKind kind() const override { return ShadowKind::overlay; }
  const std::string& source_dir() const override { return m_settings.source_dir; }
  const std::string& build_dir() const override { return m_settings.build_dir; }
  const std::string& exchange_dir() const override { return m_exchange; }
  std::string outside_path(const std::string& path) const override;
  base::Result<void> reset() override;
  base::Result<sys::ProcessResult> run(sys::ProcessSpec spec) override;
  base::Result<sys::ProcessResult> run_apart(sys::ProcessSpec spec) override;
  base::Result<sys::ProcessResult> run_contained(sys::ProcessSpec spec) override;
  bool is_sandboxed() const override { return m_isolation == sys::Isolation::read_only; }
  std::string description() const override;

private:
  OverlayShadow(Settings settings, Scratch scratch, sys::FileSystem& files, sys::ProcessRunner& processes);
  base::Result<void> make_folders();
  base::Result<void> probe();
  void probe_bubblewrap();
  sys::ProcessSpec isolated(sys::ProcessSpec spec) const;
  base::Result<std::vector<sys::Overlay>> make_view(const std::string& folder);

  Settings m_settings;
  Scratch m_scratch;
  sys::ProcessRunner& m_processes;
  std::string m_exchange;
  std::vector<sys::Overlay> m_overlays;
  sys::Isolation m_isolation = sys::Isolation::read_only;
  bool m_user_namespace = false;
  std::mutex m_mutex;
  std::atomic<int> m_views = 0;
};

} // namespace aurora::workspace
