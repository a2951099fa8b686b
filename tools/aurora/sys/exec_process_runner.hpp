#pragma once

#include <functional>
#include <string>

#include "aurora/sys/process.hpp"

namespace aurora::sys {

/// Starts every command through the helper aurora-exec, which owns its process tree (see tools/exec). Usable
/// from several threads at once. MAKEFLAGS that name a job server are not passed on: its descriptors are not
/// either.
class ExecProcessRunner final : public ProcessRunner {
public:
  /// helper: path of aurora-exec. cancelled: asked about ten times a second, from the calling threads; empty
  /// means sys::interrupted().
  explicit ExecProcessRunner(std::string helper, std::function<bool()> cancelled = {});
  base::Result<ProcessResult> run(const ProcessSpec& spec) override;

private:
  std::string m_helper;
  std::function<bool()> m_cancelled;
};

} // namespace aurora::sys
