#pragma once

#include <unistd.h>

#include "aurora/sys/exec_process_runner.hpp"
#include "exec_path.hpp"
#include "temporary_folder.hpp"

namespace aurora::test {

/// Whether this machine lets this user mount an overlay, tried with util-linux alone: where it does, a shadow
/// that falls back to a copy is a fault and not the machine's doing.
inline bool overlays_work() {
  const TemporaryFolder folder;
  sys::ProcessSpec spec;
  spec.argv = {"unshare", "--mount"};
  if (::geteuid() != 0)
    spec.argv.insert(spec.argv.end(), {"--user", "--map-root-user"});
  spec.argv.insert(spec.argv.end(),
                   {"sh", "-c",
                    "mkdir lower upper work merged && mount -t overlay "
                    "-o lowerdir=lower,upperdir=upper,workdir=work overlay merged && echo new >merged/file"});
  spec.cwd = folder.path();
  const auto result = sys::ExecProcessRunner(exec_path()).run(spec);
  return result && result->outcome.succeeded();
}

} // namespace aurora::test
