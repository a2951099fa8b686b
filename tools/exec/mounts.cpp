#include "exec/mounts.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace aurora::exec {
namespace {

// From <linux/mount.h>, which older C libraries neither wrap nor let stand beside <sys/mount.h>.
constexpr unsigned k_open_tree_clone = 1;
constexpr unsigned k_recursive = 0x8000;
constexpr unsigned k_move_from_empty_path = 4;
struct MountAttributes {
  std::uint64_t set = 1; // MOUNT_ATTR_RDONLY
  std::uint64_t clear = 0;
  std::uint64_t propagation = 0;
  std::uint64_t user_namespace = 0;
};

enum class Privilege { administrator, user_namespace };

Failure failure(const std::string& what) {
  return {errno, what};
}

std::optional<Failure> write_text(const char* path, const std::string& text) {
  const int fd = ::open(path, O_WRONLY | O_CLOEXEC);
  const bool written = fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const auto result = written ? std::nullopt : std::optional(failure(std::string("write ") + path));
  if (fd >= 0)
    ::close(fd);
  return result;
}

/// The caller keeps its own ids: files it owns stay its own, and exec drops the namespace's capabilities.
std::optional<Failure> enter_user_namespace() {
  const auto uid = std::to_string(::geteuid());
  const auto gid = std::to_string(::getegid());
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
    return failure("make a user namespace");
  write_text("/proc/self/setgroups", "deny"); // absent before Linux 3.19; gid_map then needs no such denial
  if (const auto failed = write_text("/proc/self/uid_map", uid + " " + uid + " 1"))
    return failed;
  return write_text("/proc/self/gid_map", gid + " " + gid + " 1");
}

int open_folder(const std::string& path) {
  return ::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
}

struct OpenOverlay {
  const OverlayFolders* folders = nullptr;
  int lower = -1;
  int upper = -1;
  int work = -1;
  int layer = -1; ///< -1: none
};

std::optional<Failure> open_overlay(const OverlayFolders& folders, std::vector<OpenOverlay>& opened) {
  OpenOverlay overlay{&folders, open_folder(folders.lower)};
  if (overlay.lower < 0)
    return failure("open " + folders.lower);
  overlay.upper = open_folder(folders.upper);
  if (overlay.upper < 0)
    return failure("open " + folders.upper);
  overlay.work = open_folder(folders.work);
  if (overlay.work < 0)
    return failure("open " + folders.work);
  if (!folders.layer.empty() && (overlay.layer = open_folder(folders.layer)) < 0)
    return failure("open " + folders.layer);
  opened.push_back(overlay);
  return std::nullopt;
}

void close_overlay(const OpenOverlay& overlay) {
  for (const int fd : {overlay.lower, overlay.upper, overlay.work, overlay.layer})
    if (fd >= 0)
      ::close(fd);
}

/// Folders are named by descriptor: overlayfs splits its options at commas and colons.
std::string overlay_options(const OpenOverlay& overlay, Privilege privilege) {
  const auto name = [](int fd) { return "/proc/self/fd/" + std::to_string(fd); };
  const auto above = overlay.layer < 0 ? "" : name(overlay.layer) + ":";
  std::string text = "lowerdir=" + above + name(overlay.lower) + ",upperdir=" + name(overlay.upper) +
                     ",workdir=" + name(overlay.work) + ",index=off";
  if (privilege == Privilege::user_namespace)
    text += ",userxattr";
  return text;
}

/// "volatile" spares a sync of the whole upper file system at every unmount; what it protects from is a crash
/// of the machine, after which no shadow is used again. Its mark would forbid the next mount.
std::optional<Failure> mount_overlay(const OpenOverlay& overlay, Privilege privilege) {
  ::unlinkat(overlay.work, "work/incompat/volatile/dirty", 0);
  ::unlinkat(overlay.work, "work/incompat/volatile", AT_REMOVEDIR);
  ::unlinkat(overlay.work, "work/incompat", AT_REMOVEDIR);
  const auto options = overlay_options(overlay, privilege);
  const char* target = overlay.folders->lower.c_str();
  if (::mount("overlay", target, "overlay", 0, (options + ",volatile").c_str()) == 0)
    return std::nullopt;
  if (errno == EINVAL && ::mount("overlay", target, "overlay", 0, options.c_str()) == 0)
    return std::nullopt;
  return failure("lay an overlay over " + overlay.folders->lower + " with the changes in " +
                 overlay.folders->upper);
}

std::optional<Failure> mount_overlays(const Options& options, Privilege privilege) {
  std::vector<OpenOverlay> opened; // all before the first mount, which may hide the others' folders
  for (const auto& folders : options.overlays)
    if (const auto failed = open_overlay(folders, opened))
      return failed;
  for (const auto& overlay : opened)
    if (const auto failed = mount_overlay(overlay, privilege))
      return failed;
  std::for_each(opened.begin(), opened.end(), close_overlay);
  return std::nullopt;
}

struct Exempt {
  std::string path;
  int tree = -1; ///< detached copy of what is mounted there, taken while it is still writable
};

std::vector<Exempt> exempt_trees(const Options& options) {
  std::vector<std::string> paths = {"/dev", "/proc", "/tmp"};
  paths.insert(paths.end(), options.writable.begin(), options.writable.end());
  for (const auto& overlay : options.overlays)
    paths.push_back(overlay.lower);
  std::sort(paths.begin(), paths.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  std::vector<Exempt> trees;
  for (const auto& path : paths) {
    const auto tree =
        ::syscall(SYS_open_tree, AT_FDCWD, path.c_str(), k_open_tree_clone | k_recursive | O_CLOEXEC);
    if (tree >= 0)
      trees.push_back({path, static_cast<int>(tree)});
    else if (errno == ENOSYS)
      return {};
  }
  return trees;
}

std::optional<Failure> make_rest_read_only(const Options& options) {
  const auto trees = exempt_trees(options);
  MountAttributes attributes;
  if (::syscall(SYS_mount_setattr, AT_FDCWD, "/", k_recursive, &attributes, sizeof attributes) != 0)
    return failure("make the rest of the machine read-only");
  for (const auto& [path, tree] : trees) {
    if (::syscall(SYS_move_mount, tree, "", AT_FDCWD, path.c_str(), k_move_from_empty_path) != 0)
      return failure("keep " + path + " writable");
    ::close(tree);
  }
  return std::nullopt;
}

} // namespace

std::optional<Failure> enter_mounts(const Options& options) {
  auto privilege = Privilege::administrator;
  if (::unshare(CLONE_NEWNS) != 0) {
    privilege = Privilege::user_namespace;
    if (const auto failed = enter_user_namespace())
      return failed;
  }
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
    return failure("make the mounts private");
  if (const auto failed = mount_overlays(options, privilege))
    return failed;
  return options.read_only_rest ? make_rest_read_only(options) : std::nullopt;
}

} // namespace aurora::exec
