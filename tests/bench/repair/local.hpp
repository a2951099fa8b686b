#pragma once

#include <memory>
#include <string>

#include "aurora/sys/process.hpp"
#include "aurora/workspace/shadow.hpp"

namespace aurora::bench {

/// Runs a process in its own group, output through temporary files.
sys::ProcessResult run_process(const sys::ProcessSpec& spec);

/// A shadow that is the folder itself: bench projects are scratch copies already.
std::unique_ptr<workspace::Shadow> make_local_shadow(const std::string& source_dir,
                                                     const std::string& build_dir,
                                                     const std::string& exchange_dir);

} // namespace aurora::bench
