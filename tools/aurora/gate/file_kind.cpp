#include "aurora/gate/file_kind.hpp"

#include <algorithm>
#include <array>

#include "aurora/base/glob.hpp"
#include "aurora/base/text.hpp"
#include "aurora/gate/tokens.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::gate {
namespace {

constexpr std::array<std::string_view, 19> k_cpp{".c",   ".cc",  ".cpp", ".cxx", ".c++", ".cppm", ".ixx",
                                                 ".h",   ".hh",  ".hpp", ".hxx", ".h++", ".inl",  ".ipp",
                                                 ".tpp", ".txx", ".cu",  ".cuh", ".m"};
constexpr std::array<std::string_view, 9> k_script{".py",  ".sh",  ".js",  ".ts", ".mjs",
                                                   ".cjs", ".jsx", ".tsx", ".pl"};

constexpr std::array<std::string_view, 9> k_test_paths{"**/tests/**", "**/test/**", "**/__tests__/**",
                                                       "*_test.*",    "*_tests.*",  "*_unittest.*",
                                                       "test_*.*",    "*.test.*",   "*.spec.*"};

constexpr std::array<std::string_view, 27> k_guards{".aurora/**",
                                                    ".git/**",
                                                    ".github/workflows/**",
                                                    ".github/actions/**",
                                                    ".gitlab-ci.yml",
                                                    ".gitlab/**",
                                                    ".circleci/**",
                                                    "azure-pipelines*.yml",
                                                    "Jenkinsfile*",
                                                    ".travis.yml",
                                                    "appveyor.yml",
                                                    ".appveyor.yml",
                                                    "CTestConfig.cmake",
                                                    "CTestCustom.*",
                                                    "CTestTestfile.cmake",
                                                    "DartConfiguration.tcl",
                                                    "*.ctest",
                                                    "CMakePresets.json",
                                                    "CMakeUserPresets.json",
                                                    "gcovr.cfg",
                                                    ".gcovr",
                                                    ".lcovrc",
                                                    "*codecov.yml",
                                                    ".coveragerc",
                                                    "pytest.ini",
                                                    "conftest.py",
                                                    "*.aurora_backup*"};

constexpr std::array<std::string_view, 11> k_framework_headers{
    "gtest/", "gmock/",    "catch2/", "catch.hpp", "doctest", "boost/test/",
    "ut.hpp", "CppUTest/", "QtTest",  "cppunit/",  "unity.h"};

constexpr std::array<std::string_view, 17> k_test_macros{"TEST",
                                                         "TEST_F",
                                                         "TEST_P",
                                                         "TYPED_TEST",
                                                         "TYPED_TEST_P",
                                                         "TEST_CASE",
                                                         "TEST_CASE_METHOD",
                                                         "TEST_CASE_FIXTURE",
                                                         "TEMPLATE_TEST_CASE",
                                                         "SCENARIO",
                                                         "TEST_SUITE",
                                                         "BOOST_AUTO_TEST_CASE",
                                                         "BOOST_FIXTURE_TEST_CASE",
                                                         "BOOST_DATA_TEST_CASE",
                                                         "BOOST_AUTO_TEST_SUITE",
                                                         "BOOST_PARAM_TEST_CASE",
                                                         "TEST_GROUP"};

template <class List, class Value>
bool has(const List& list, const Value& value) {
  return std::ranges::find(list, value) != list.end();
}

bool includes_framework(const std::vector<std::string_view>& lines) {
  for (const auto line : lines) {
    auto rest = base::trim(line);
    if (!rest.starts_with("#"))
      continue;
    rest = base::trim(rest.substr(1));
    if (!rest.starts_with("include"))
      continue;
    rest = base::trim(rest.substr(7));
    if (rest.size() < 2 || (rest[0] != '<' && rest[0] != '"'))
      continue;
    rest.remove_prefix(1);
    if (std::ranges::any_of(k_framework_headers, [&](auto header) { return rest.starts_with(header); }))
      return true;
  }
  return false;
}

/// `#define TEST(...)` is no test, nor is a function of that name with a return type before it.
bool defines_test(const std::vector<Token>& tokens) {
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::identifier || !has(k_test_macros, tokens[i].text) ||
        tokens[i + 1].text != "(")
      continue;
    const auto before = i == 0 ? std::string_view(";") : tokens[i - 1].text;
    if (i == 0 || tokens[i - 1].line != tokens[i].line || before == ";" || before == "}" || before == "{")
      return true;
  }
  return false;
}

bool sets_test_thresholds(std::string_view name, std::string_view text) {
  if (name == "package.json")
    return base::contains(text, "\"test\"") || base::contains(text, "coverageThreshold");
  if (name == "pyproject.toml" || name == "setup.cfg" || name == "tox.ini")
    return base::contains(text, "pytest") || base::contains(text, "fail_under");
  return name.starts_with("jest.config.") || name.starts_with("vitest.config.") ||
         name.starts_with("playwright.config.");
}

} // namespace

FileKind file_kind(std::string_view path) {
  const auto name = sys::file_name(path);
  const auto suffix = base::to_lower(sys::extension(path));
  if (name == "CMakeLists.txt" || suffix == ".cmake" || name.ends_with(".cmake.in"))
    return FileKind::cmake;
  const bool template_of_cpp =
      suffix == ".in" && has(k_cpp, base::to_lower(sys::extension(path.substr(0, path.size() - 3))));
  if (has(k_cpp, suffix) || template_of_cpp)
    return FileKind::cpp;
  return has(k_script, suffix) ? FileKind::script : FileKind::data;
}

bool uses_test_framework(std::string_view text) {
  return includes_framework(base::split_lines(text)) || defines_test(tokenize(text).code);
}

bool has_test_path(std::string_view path) {
  return std::ranges::any_of(k_test_paths, [&](auto glob) { return base::glob_match(glob, path); });
}

bool is_guard_file(std::string_view path, std::string_view text) {
  const auto guard = [&](auto glob) { return base::glob_match(glob, path); };
  return std::ranges::any_of(k_guards, guard) || sets_test_thresholds(sys::file_name(path), text);
}

} // namespace aurora::gate
