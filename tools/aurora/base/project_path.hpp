#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurora::base {

/// The directories that tell a project's own files from everybody else's; both absolute, build_dir may be
/// empty.
struct ProjectDirs {
  std::string source_dir;
  std::string build_dir;
};

/// A path as a tool printed it, relative to the source root with "/", or nothing when it is not the project's
/// own: system headers, libraries' internals, generated files and fetched dependencies in the build folder.
/// Relative paths are tried below the build folder first, as that is where builds run.
std::optional<std::string> project_path(std::string_view printed, const ProjectDirs& dirs);

/// Whether a path is named like a test source: in a folder called test, tests, testing or test_foo, or
/// foo_test.cpp, test_foo.cpp, FooTest.cpp, foo_unittest.cc, foo.spec.ts and the like.
bool looks_like_test(std::string_view path);

/// Whether a path is in a folder of copies of other projects' sources, by its name: third_party, 3rdparty,
/// vendor, external and the like.
bool looks_vendored(std::string_view path);

/// Whether the fault of a red test is looked for there: neither in tests nor in copies of other projects.
bool may_be_at_fault(std::string_view path);

} // namespace aurora::base
