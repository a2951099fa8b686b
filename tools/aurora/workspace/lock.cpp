#include "aurora/workspace/lock.hpp"

#include <unistd.h>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::workspace {

base::Result<Lock> Lock::acquire(const std::string& state_dir, const std::string& command,
                                 const LockServices& services) {
  if (auto made = services.files.make_directories(state_dir); !made)
    return base::forward(made);
  const auto note = fmt::format("aurora {}, process {}, since {}", command, ::getpid(),
                                sys::to_rfc3339(services.clock.now()));
  auto held = services.locks.acquire(sys::join_path(state_dir, "lock"), note);
  if (held)
    return Lock(std::move(*held));
  auto error = held.error();
  if (error.code == base::ErrorCode::conflict)
    error.message =
        fmt::format("another command is at work here ({}); wait until it is done, or end it",
                    error.message.empty() ? "it has not said which" : base::to_printable(error.message));
  return tl::unexpected(error);
}

} // namespace aurora::workspace
