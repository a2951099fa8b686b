#include "aurora/setup/cmake_lines.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::setup {
namespace {

constexpr std::string_view k_fetched = R"(
# Self-healing tests: the targets test-heal, heal, canary, policy and artifacts (added by `aurora init`).
include(FetchContent)
FetchContent_Declare(Aurora
  GIT_REPOSITORY @REPOSITORY@
  GIT_TAG        @TAG@)
FetchContent_MakeAvailable(Aurora)
aurora_enable()
)";

constexpr std::string_view k_found = R"(
# Self-healing tests: the targets test-heal, heal, canary, policy and artifacts (added by `aurora init`).
find_package(Aurora QUIET)
if(Aurora_FOUND)
  aurora_enable()
else()
  message(STATUS "Aurora is not installed, or not in CMAKE_PREFIX_PATH: no target heal")
endif()
)";

/// The file without comments and blanks, in lower case: what calls look for.
std::string calls_of(std::string_view text) {
  std::string out;
  for (const auto line : base::split_lines(text))
    for (const char c : line.substr(0, line.find('#')))
      if (c != ' ' && c != '\t')
        out += c;
  return base::to_lower(out);
}

/// Whether a word can stand unquoted in CMake code, YAML and a shell.
bool is_harmless(std::string_view word) {
  const auto known = [](char c) {
    return base::is_identifier_char(c) || std::string_view("@:/.~%+-").find(c) != std::string_view::npos;
  };
  return !word.starts_with('-') && std::ranges::all_of(word, known);
}

base::Result<void> check(const Source& source) {
  if (!is_harmless(source.repository) || !is_harmless(source.tag) || source.tag.empty())
    return base::fail(
        base::ErrorCode::usage,
        "repository and tag may hold letters, digits and @:/.~%+-_ only, and not begin with \"-\"");
  return {};
}

} // namespace

base::Result<CMakeLines> add_cmake_lines(std::string_view text, const Source& source) {
  if (auto checked = check(source); !checked)
    return base::forward(checked);
  const auto calls = calls_of(text);
  CMakeLines out;
  out.tests_enabled = base::contains(calls, "enable_testing(") || base::contains(calls, "include(ctest)");
  if (base::contains(calls, "aurora_enable("))
    return out;
  if (!base::contains(calls, "project("))
    return base::fail(base::ErrorCode::invalid_input,
                      "it calls no project(); run `aurora init` in the project's top folder, or name it with "
                      "--source-dir",
                      "CMakeLists.txt");
  auto lines = std::string(source.repository.empty() ? k_found : k_fetched);
  lines = base::replace_all(base::replace_all(lines, "@REPOSITORY@", source.repository), "@TAG@", source.tag);
  const bool crlf = base::contains(text, "\r\n");
  auto whole = std::string(text);
  if (!whole.empty() && whole.back() != '\n')
    whole += crlf ? "\r\n" : "\n";
  out.text = whole + (crlf ? base::replace_all(lines, "\n", "\r\n") : lines);
  return out;
}

} // namespace aurora::setup
