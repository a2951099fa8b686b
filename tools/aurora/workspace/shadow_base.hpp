#pragma once

#include "aurora/workspace/shadow.hpp"

namespace aurora::workspace {

/// What every kind of shadow does the same way: it edits and reads its files by running small commands
/// inside, so that modes, owners and the rules of overlays are the system's business.
class ShadowBase : public Shadow {
public:
  explicit ShadowBase(sys::FileSystem& files) : m_files(files) {}
  base::Result<void> apply(const model::Patch& patch) override;
  base::Result<std::string> read(const std::string& relative_path) override;

protected:
  base::Result<sys::ProcessResult> run_shell(const std::string& script, std::vector<std::string> arguments);
  sys::FileSystem& m_files;

private:
  base::Result<void> hand_over(const model::Patch& patch, const std::string& folder);
};

} // namespace aurora::workspace
