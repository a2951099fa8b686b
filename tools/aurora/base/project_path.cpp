#include "aurora/base/project_path.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <initializer_list>

#include "aurora/base/text.hpp"

namespace aurora::base {
namespace {

constexpr std::size_t k_longest_path = 4096;

std::string normal(const std::string& path) {
  if (!contains(path, "/.") && !contains(path, "//") && !path.starts_with('.') && !path.ends_with('/'))
    return path; // nearly all: spared the cost of taking it apart
  auto out = std::filesystem::path(path).lexically_normal().generic_string();
  if (out.size() > 1 && out.back() == '/')
    out.pop_back();
  return out;
}

std::optional<std::string> below(const std::string& path, const std::string& directory) {
  if (directory.empty() || directory == "/")
    return std::nullopt;
  const auto root = normal(directory);
  if (path.size() > root.size() + 1 && path.starts_with(root) && path[root.size()] == '/')
    return path.substr(root.size() + 1);
  return std::nullopt;
}

/// glibc's debug information has paths below its own root.
bool is_glibc_folder(std::string_view folder) {
  static constexpr std::array<std::string_view, 12> k_folders = {"malloc", "string", "libio",  "signal",
                                                                 "elf",    "debug",  "setjmp", "misc",
                                                                 "posix",  "io",     "time",   "socket"};
  return std::ranges::find(k_folders, folder) != k_folders.end();
}

/// Where libraries' debug information says that they were compiled.
bool is_foreign(std::string_view path) {
  static constexpr std::array<std::string_view, 11> k_parts = {
      "/sysdeps/",      "libsanitizer/", "/csu/",    "/nptl/",        "/stdlib/",        "/usr/",
      "/libstdc++-v3/", "/_deps/",       "/assert/", "/compiler-rt/", "/malloc/malloc.c"};
  const auto slashed = "/" + std::string(path);
  if (path.starts_with("./") && is_glibc_folder(path.substr(2, path.find('/', 2) - 2)) &&
      path.ends_with(".c"))
    return true;
  for (const auto part : k_parts)
    if (contains(slashed, part))
      return true;
  return slashed.starts_with("/lib/") || path.starts_with("<");
}

/// "test_lib", "unit_tests"
bool has_test_folder(std::string_view path) {
  const auto own = to_lower(path);
  std::string_view rest = own;
  for (auto slash = rest.find('/'); slash != std::string_view::npos; slash = rest.find('/')) {
    const auto folder = rest.substr(0, slash);
    if (folder.starts_with("test_") || folder.starts_with("test-") || folder.ends_with("_test") ||
        folder.ends_with("_tests") || folder.ends_with("-test") || folder.ends_with("-tests"))
      return true;
    rest.remove_prefix(slash + 1);
  }
  return false;
}

/// The folders in small letters, each between slashes.
bool is_in_folder(std::string_view path, std::initializer_list<std::string_view> folders) {
  const auto slash = path.rfind('/');
  const auto own = "/" + to_lower(path.substr(0, slash == std::string_view::npos ? 0 : slash)) + "/";
  return std::ranges::any_of(folders, [&](std::string_view folder) { return contains(own, folder); });
}

std::optional<std::string> from_absolute(const std::string& path, const ProjectDirs& dirs) {
  if (dirs.source_dir.empty())
    return is_foreign(path) ? std::nullopt : std::optional(path);
  const auto inside = below(path, dirs.source_dir);
  if (!inside || contains("/" + *inside, "/_deps/"))
    return std::nullopt;
  const bool generated = below(path, dirs.build_dir) && normal(dirs.build_dir) != normal(dirs.source_dir) &&
                         below(normal(dirs.build_dir), dirs.source_dir);
  return generated ? std::nullopt : inside;
}

} // namespace

std::optional<std::string> project_path(std::string_view printed, const ProjectDirs& dirs) {
  if (printed.empty() || printed.size() > k_longest_path || contains(printed, std::string_view("\0", 1)))
    return std::nullopt;
  const std::string text(printed);
  if (text.front() == '/')
    return from_absolute(normal(text), dirs);
  if (is_foreign(text))
    return std::nullopt;
  const auto relative = normal(text);
  if (!relative.starts_with(".."))
    return relative;
  return dirs.build_dir.empty() ? std::nullopt : from_absolute(normal(dirs.build_dir + "/" + text), dirs);
}

bool looks_like_test(std::string_view path) {
  const auto slash = path.rfind('/');
  if (is_in_folder(path, {"/test/", "/tests/", "/testing/", "/__tests__/", "/unittests/", "/unittest/"}) ||
      has_test_folder(path))
    return true;
  const auto name = path.substr(slash == std::string_view::npos ? 0 : slash + 1);
  const auto stem = name.substr(0, name.find('.'));
  const auto rest = name.substr(stem.size());
  return stem.ends_with("_test") || stem.ends_with("_tests") || stem.ends_with("_unittest") ||
         stem.starts_with("test_") || stem.ends_with("Test") || stem.ends_with("Tests") ||
         rest.starts_with(".test.") || rest.starts_with(".spec.");
}

bool looks_vendored(std::string_view path) {
  return is_in_folder(path, {"/third_party/", "/third-party/", "/thirdparty/", "/3rdparty/", "/3rd_party/",
                             "/3rd-party/", "/vendor/", "/vendored/", "/extern/", "/external/", "/externals/",
                             "/submodules/", "/node_modules/"});
}

bool may_be_at_fault(std::string_view path) {
  return !looks_like_test(path) && !looks_vendored(path);
}

} // namespace aurora::base
