#include "exec/landlock.hpp"

#include <cerrno>
#include <cstdint>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace aurora::exec {
namespace {

// As in <linux/landlock.h>, which older systems have not.
constexpr long k_create_ruleset = 444;
constexpr long k_add_rule = 445;
constexpr long k_restrict_self = 446;
constexpr unsigned k_ask_version = 1;
constexpr int k_path_beneath = 1;

struct Ruleset {
  std::uint64_t handled_access_fs = 0;
};

struct [[gnu::packed]] PathBeneath {
  std::uint64_t allowed_access = 0;
  std::int32_t parent_fd = -1;
};

constexpr std::uint64_t k_write_file = 1U << 1;
constexpr std::uint64_t k_remove_and_make = 0x1ff0; // bits 4 to 12: REMOVE_DIR … MAKE_SYM
constexpr std::uint64_t k_refer = 1U << 13;         // version 2
constexpr std::uint64_t k_truncate = 1U << 14;      // version 3

std::uint64_t writing(long version) {
  auto rights = k_write_file | k_remove_and_make;
  rights |= version >= 2 ? k_refer : 0;
  rights |= version >= 3 ? k_truncate : 0;
  return rights;
}

Failure problem(const char* what) {
  return {errno, what};
}

/// A folder that is not there needs no right.
std::optional<Failure> allow(int ruleset, const std::string& path, std::uint64_t rights) {
  const int fd = ::open(path.c_str(), O_PATH | O_CLOEXEC);
  if (fd < 0)
    return std::nullopt;
  const PathBeneath rule{rights, fd};
  const auto added = ::syscall(k_add_rule, ruleset, k_path_beneath, &rule, 0);
  const auto failed = added == 0 ? std::nullopt : std::optional(problem("allow writes to a folder"));
  ::close(fd);
  return failed;
}

} // namespace

std::optional<Failure> restrict_writes(const std::vector<std::string>& writable) {
  const auto version = ::syscall(k_create_ruleset, nullptr, 0, k_ask_version);
  if (version < 1)
    return problem("ask the kernel for Landlock");
  const auto rights = writing(version);
  const Ruleset wanted{rights};
  const auto ruleset = static_cast<int>(::syscall(k_create_ruleset, &wanted, sizeof wanted, 0));
  if (ruleset < 0)
    return problem("make a Landlock ruleset");
  auto paths = writable;
  paths.insert(paths.end(), {"/dev", "/proc"});
  for (const auto& path : paths)
    if (const auto failed = allow(ruleset, path, rights))
      return failed;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::syscall(k_restrict_self, ruleset, 0) != 0)
    return problem("restrict writes");
  ::close(ruleset);
  return std::nullopt;
}

} // namespace aurora::exec
