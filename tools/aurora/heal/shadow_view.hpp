#pragma once

#include <map>
#include <string>

#include "aurora/ctest/place.hpp"
#include "aurora/model/patch.hpp"
#include "aurora/sys/file_system.hpp"
#include "aurora/workspace/shadow.hpp"

namespace aurora::heal {

/// A shadow as a place to build and test in.
ctest::Place place_of(workspace::Shadow& shadow);

/// Processes that run inside a shadow.
class ShadowRunner final : public sys::ProcessRunner {
public:
  explicit ShadowRunner(workspace::Shadow& shadow) : m_shadow(shadow) {}
  base::Result<sys::ProcessResult> run(const sys::ProcessSpec& spec) override {
    return m_shadow.run_contained(spec);
  }

private:
  workspace::Shadow& m_shadow;
};

/// The user's files with some patches laid over them, for reading only: every write is refused.
class PatchedFiles final : public sys::FileSystem {
public:
  PatchedFiles(sys::FileSystem& files, std::string source_dir)
      : m_files(files), m_source_dir(std::move(source_dir)) {}
  void lay_over(const model::Patch& patch);

  base::Result<std::string> read(const std::string& path, std::uint64_t max_bytes) override;
  base::Result<void> write(const std::string& path, std::string_view bytes, std::uint32_t mode) override;
  base::Result<void> append(const std::string& path, std::string_view bytes) override;
  base::Result<sys::FileInfo> info(const std::string& path) override { return m_files.info(path); }
  base::Result<std::vector<sys::DirectoryEntry>> list(const std::string& path) override {
    return m_files.list(path);
  }
  base::Result<void> make_directories(const std::string& path) override;
  base::Result<void> remove_file(const std::string& path) override;
  base::Result<void> remove_tree(const std::string& path) override;
  base::Result<void> rename(const std::string& from, const std::string& to) override;
  base::Result<std::string> canonical(const std::string& path) override { return m_files.canonical(path); }

private:
  sys::FileSystem& m_files;
  std::string m_source_dir;
  std::map<std::string, std::string> m_texts; ///< absolute path → text
};

} // namespace aurora::heal
