#include <filesystem>

#include "aurora/base/hash.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::sys {

namespace fs = std::filesystem;

std::string temporary_path(std::string_view path) {
  // Of fixed length, so that it exists wherever the longest file name does.
  return join_path(parent_path(path), ".aurora_tmp." + base::hex16(base::fnv1a64(file_name(path))));
}

std::string join_path(std::string_view left, std::string_view right) {
  return (fs::path(left) / fs::path(right)).string();
}

std::string parent_path(std::string_view path) {
  return fs::path(path).parent_path().string();
}

std::string file_name(std::string_view path) {
  return fs::path(path).filename().string();
}

std::string extension(std::string_view path) {
  return fs::path(path).extension().string();
}

std::string normalize_path(std::string_view path) {
  auto text = fs::path(path).lexically_normal().string();
  if (text.size() > 1 && text.ends_with('/'))
    text.pop_back();
  return text;
}

bool is_below(std::string_view path, std::string_view root) {
  const auto inner = normalize_path(path);
  const auto outer = normalize_path(root);
  if (outer == "/")
    return inner.starts_with('/');
  return inner == outer || (inner.starts_with(outer) && inner[outer.size()] == '/');
}

std::string relative_path(std::string_view path, std::string_view root) {
  if (!is_below(path, root))
    return std::string(path);
  return fs::path(normalize_path(path)).lexically_relative(normalize_path(root)).string();
}

} // namespace aurora::sys
