#include "aurora/workspace/paths.hpp"

#include "aurora/base/text.hpp"

namespace aurora::workspace {

bool is_clean_relative(std::string_view path) {
  if (path.find('\0') != std::string_view::npos)
    return false;
  for (const auto part : base::split(path, '/'))
    if (part.empty() || part == "." || part == "..")
      return false;
  return true;
}

base::Result<void> check_inside(sys::FileSystem& files, const std::string& root, const std::string& path) {
  const auto refuse = [&path](const std::string& why) {
    return base::fail(base::ErrorCode::invalid_input, why + "; it is not touched", path);
  };
  if (!is_clean_relative(path))
    return refuse("is not a plain path below the source folder");
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const auto folder = files.info(sys::join_path(root, path.substr(0, slash)));
    if (!folder)
      return base::forward(folder);
    if (folder->kind == sys::FileKind::symlink)
      return refuse("goes through a symbolic link");
    if (folder->kind != sys::FileKind::directory && folder->kind != sys::FileKind::none)
      return refuse("goes through something that is not a folder");
  }
  const auto info = files.info(sys::join_path(root, path));
  if (!info)
    return base::forward(info);
  if (info->kind == sys::FileKind::symlink)
    return refuse("is a symbolic link");
  if (info->kind != sys::FileKind::regular && info->kind != sys::FileKind::none)
    return refuse("is not a regular file");
  return {};
}

} // namespace aurora::workspace
