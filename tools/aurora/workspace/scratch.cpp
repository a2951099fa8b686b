#include "aurora/workspace/scratch.hpp"

#include <random>

#include <unistd.h>

#include "aurora/base/hash.hpp"

namespace aurora::workspace {
namespace {

constexpr std::string_view k_scratch_prefix = "aurora-shadow-";
constexpr std::string_view k_lock_suffix = ".lock";

/// Not to be guessed: in a folder for everyone, nobody can have made it before.
std::string random_name() {
  std::random_device random;
  const auto high = static_cast<std::uint64_t>(random()) << 32;
  return std::string(k_scratch_prefix) + base::hex16(high | random());
}

void remove_stale(const std::string& parent, sys::FileSystem& files) {
  const auto entries = files.list(parent);
  if (!entries)
    return;
  for (const auto& entry : *entries) {
    if (!entry.name.starts_with(k_scratch_prefix) || !entry.name.ends_with(k_lock_suffix))
      continue;
    const auto lock_path = sys::join_path(parent, entry.name);
    const auto free = sys::SystemFileLocks().acquire(lock_path, "");
    if (!free)
      continue;
    if (files.remove_tree(lock_path.substr(0, lock_path.size() - k_lock_suffix.size())))
      static_cast<void>(files.remove_file(lock_path));
  }
}

} // namespace

base::Result<Scratch> Scratch::make(const std::string& parent, sys::FileSystem& files) {
  if (auto made = files.make_directories(parent); !made)
    return base::forward(made);
  remove_stale(parent, files);
  const auto path = sys::join_path(parent, random_name());
  auto lock = sys::SystemFileLocks().acquire(path + std::string(k_lock_suffix), std::to_string(::getpid()));
  if (!lock)
    return base::forward(lock);
  Scratch scratch(path, std::move(*lock), files);
  if (auto made = files.make_directories(path); !made)
    return base::forward(made);
  return scratch;
}

Scratch::~Scratch() {
  if (!m_lock)
    return;
  if (m_files.remove_tree(m_path))
    static_cast<void>(m_files.remove_file(m_path + std::string(k_lock_suffix)));
}

std::vector<std::string> scratch_parents(const std::string& preferred, const sys::Environment& environment) {
  std::vector<std::string> parents;
  const auto add = [&parents](const std::string& path) {
    if (path.starts_with('/'))
      parents.push_back(path);
  };
  add(preferred);
  add(environment.get("AURORA_SCRATCH").value_or(""));
  if (const auto cache = environment.get("XDG_CACHE_HOME"))
    add(sys::join_path(*cache, "aurora"));
  if (const auto home = environment.get("HOME"))
    add(sys::join_path(*home, ".cache/aurora"));
  for (const auto* path : {"/var/tmp", "/tmp", "/dev/shm"})
    add(path);
  add("/run/user/" + std::to_string(::getuid()));
  return parents;
}

} // namespace aurora::workspace
