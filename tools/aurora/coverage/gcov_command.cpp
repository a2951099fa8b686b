#include "aurora/coverage/gcov_command.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::coverage {
namespace {

std::string major_of(const std::string& version) {
  return version.substr(0, version.find('.'));
}

/// "arm-linux-gnueabihf-" of "arm-linux-gnueabihf-g++-12"; empty for a native compiler.
std::string cross_prefix(const std::string& name) {
  constexpr std::array<std::string_view, 5> names{"g++", "gcc", "c++", "clang++", "clang"};
  for (const auto compiler : names) {
    const auto at = name.find(compiler);
    if (at != std::string::npos && at > 0 && name[at - 1] == '-')
      return name.substr(0, at);
  }
  return {};
}

std::vector<std::string> gcc_names(const std::string& prefix, const std::string& major) {
  std::vector<std::string> names{prefix + "gcov-" + major};
  if (prefix.empty())
    names.emplace_back("gcov");
  else
    names.insert(names.end(), {prefix + "gcov", "gcov-" + major});
  return names;
}

} // namespace

std::vector<std::string> gcov_candidates(const Compiler& compiler) {
  const bool clang = base::contains(compiler.id, "Clang");
  const auto major = major_of(compiler.version);
  const auto names = clang ? std::vector<std::string>{"llvm-cov-" + major, "llvm-cov"}
                           : gcc_names(cross_prefix(sys::file_name(compiler.path)), major);
  std::vector<std::string> out;
  const auto folder = compiler.path.starts_with("/") ? sys::parent_path(compiler.path) : std::string();
  for (const auto& name : names) {
    const std::string suffix = clang ? " gcov" : "";
    if (!folder.empty())
      out.push_back(sys::join_path(folder, name) + suffix);
    out.push_back(name + suffix);
  }
  return out;
}

base::Result<std::string> gcov_command(const Compiler& compiler, const sys::Environment& environment) {
  for (const auto& candidate : gcov_candidates(compiler)) {
    const bool two_words = candidate.ends_with(" gcov");
    const auto program = two_words ? candidate.substr(0, candidate.size() - 5) : candidate;
    if (environment.find_program(program))
      return candidate;
  }
  const bool clang = base::contains(compiler.id, "Clang");
  const auto package = (clang ? "llvm-" : "gcc-") + major_of(compiler.version);
  return base::fail(base::ErrorCode::environment,
                    fmt::format("no gcov that reads the data of {} {} was found; install the package {}",
                                compiler.id, compiler.version, package),
                    compiler.path);
}

} // namespace aurora::coverage
