#include "bench/repair/project.hpp"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

namespace aurora::bench {

namespace fs = std::filesystem;

namespace {

/// A CMake bracket argument: nothing inside is special.
std::string bracket(const std::string& text) {
  return fmt::format("[==[{}]==]", text);
}

std::string test_text(const BugTest& test, const std::string& folder, const std::string& check) {
  std::string text;
  if (test.compare.empty())
    text = fmt::format("add_test(NAME {} COMMAND program)\n", bracket(test.name));
  else {
    const auto base = fmt::format("{}/tests/cases/{}", folder, test.name);
    write_text(base + ".in", test.stdin_text);
    write_text(base + ".expected", test.stdout_text);
    text = fmt::format("add_test(NAME {0} COMMAND {1} $<TARGET_FILE:program> {2} {3} {4}{5})\n",
                       bracket(test.name), bracket(check), bracket(base + ".in"), bracket(base + ".expected"),
                       test.compare, test.pattern.empty() ? std::string{} : " " + bracket(test.pattern));
  }
  return text + fmt::format("set_tests_properties({} PROPERTIES TIMEOUT {})\n", bracket(test.name),
                            static_cast<int>(test.timeout_seconds));
}

std::string lists_text(const Bug& bug) {
  const bool c = bug.language == "c";
  std::string text = fmt::format("cmake_minimum_required(VERSION 3.25)\nproject(bug {0})\n"
                                 "set(CMAKE_EXPORT_COMPILE_COMMANDS ON)\nset(CMAKE_{0}_STANDARD {1})\n"
                                 "enable_testing()\nadd_executable(program",
                                 c ? "C" : "CXX", bug.standard);
  for (const auto& source : bug.sources)
    text += " " + bracket(source);
  text += ")\n";
  for (const auto& library : bug.libs)
    text += fmt::format("target_link_libraries(program {})\n", bracket(library));
  return text;
}

} // namespace

void write_text(const std::string& path, const std::string& text) {
  std::error_code problem;
  fs::create_directories(fs::path(path).parent_path(), problem);
  std::ofstream(path, std::ios::binary) << text;
}

base::Result<void> write_project(const Bug& bug, const std::string& folder, const std::string& check) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem)
    return base::fail(base::ErrorCode::io, "The project cannot be written: " + problem.message(), folder);
  for (const auto& [path, text] : bug.files)
    write_text(folder + "/" + path, text);
  auto lists = lists_text(bug);
  for (const auto& test : bug.tests)
    lists += test_text(test, folder, check);
  write_text(folder + "/CMakeLists.txt", lists);
  return {};
}

} // namespace aurora::bench
