#pragma once

#include "aurora/sys/file_lock.hpp"
#include "aurora/workspace/path_map.hpp"
#include "aurora/workspace/shadow_base.hpp"

namespace aurora::workspace {

/// A copy of the sources (without .git and build folder) and a build tree of its own, configured with the
/// user's cache entries. Kept between runs under a name made of both paths, so that later ones build little.
/// Words, folders and variables that name the user's folders are made to name the copy's.
class CopyShadow final : public ShadowBase {
public:
  static base::Result<std::unique_ptr<Shadow>> make(const ShadowOptions& options, const std::string& parent,
                                                    sys::FileSystem& files, sys::ProcessRunner& processes);

  ShadowKind kind() const override { return ShadowKind::copy; }
  const std::string& source_dir() const override { return m_source; }
  const std::string& build_dir() const override { return m_build; }
  const std::string& exchange_dir() const override { return m_exchange; }
  /// Sources as the user's, changed ones with a new mtime; build results stay and are rebuilt by their times.
  base::Result<void> reset() override;
  base::Result<sys::ProcessResult> run(sys::ProcessSpec spec) override;
  base::Result<sys::ProcessResult> run_contained(sys::ProcessSpec spec) override;
  bool is_sandboxed() const override { return m_landlock; }
  std::string description() const override;

private:
  CopyShadow(const ShadowOptions& options, const std::string& folder, sys::FileSystem& files,
             sys::ProcessRunner& processes);
  base::Result<void> copy_all();
  base::Result<void> copy_differences(const std::string& folder, std::vector<std::string>& folders);
  base::Result<void> copy_entry(const std::string& path, sys::FileKind kind);
  base::Result<void> remove_extra(const std::string& folder, const std::vector<sys::DirectoryEntry>& wanted);
  base::Result<sys::ProcessResult> try_configure();
  base::Result<void> configure();
  void probe_landlock();
  void probe_bubblewrap();
  sys::ProcessSpec translated(sys::ProcessSpec spec) const;
  std::vector<std::string> writable() const;
  bool holds_project(const std::string& folder) const;
  std::string temporary_folder() const;
  base::Result<std::string> cache_script();
  std::string copy_of(const std::string& path) const;
  bool is_left_out(const std::string& path) const;

  ShadowOptions m_user;
  std::string m_source;
  std::string m_build;
  std::string m_exchange;
  std::vector<std::string> m_configure; ///< the command without its folders
  PathMap m_paths;
  sys::ProcessRunner& m_processes;
  std::unique_ptr<sys::HeldLock> m_lock;
  bool m_landlock = false;
  bool m_configured = true;
};

} // namespace aurora::workspace
