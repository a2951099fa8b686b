#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "aurora/repair/provider.hpp"

namespace aurora::cli {

constexpr std::string_view k_patch_provider = "patch";

/// Proposes what one patch file says, read against the sources as they are now. It is a candidate like any
/// other, judged as if an agent had made it: nobody knows who wrote the file.
class PatchProvider final : public repair::Provider {
public:
  /// The file system outlives this.
  PatchProvider(std::string path, sys::FileSystem& files) : m_path(std::move(path)), m_files(files) {}
  std::string_view name() const override { return k_patch_provider; }
  base::Result<std::vector<model::Patch>> propose(const repair::Context& context) override;

private:
  std::string m_path;
  sys::FileSystem& m_files;
};

} // namespace aurora::cli
