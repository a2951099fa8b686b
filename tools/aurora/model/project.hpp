#pragma once

#include <string>
#include <vector>

namespace aurora::model {

/// One compiler call of the user's build (as in compile_commands.json).
struct CompileCommand {
  std::string file;      ///< absolute
  std::string directory; ///< absolute; where the command runs
  std::vector<std::string> argv;
  std::string output; ///< object file, as in the command; may be empty
};

enum class TargetType {
  executable,
  static_library,
  shared_library,
  module_library,
  object_library,
  interface_library,
  utility
};

/// One target of the user's build (from CMake's file API).
struct Target {
  std::string name;
  TargetType type = TargetType::executable;
  std::string source_directory; ///< relative to the source root, where it was defined
  std::string definition_file;  ///< CMakeLists.txt with its add_library/add_executable, relative
  int definition_line = 0;
  std::vector<std::string> sources;     ///< relative to the source root when below it, else absolute
  std::vector<std::string> artifacts;   ///< absolute
  std::vector<std::string> depends;     ///< names of targets it depends on
  bool imported_from_elsewhere = false; ///< defined outside the source root (FetchContent and the like)
};

/// One registered test (from `ctest --show-only=json-v1`).
struct RegisteredTest {
  int index = 0; ///< CTest's own number, 1-based
  std::string name;
  std::vector<std::string> command; ///< empty: the executable is missing
  std::string working_directory;
  std::vector<std::string> labels;
  std::string file; ///< CMake file of add_test, relative to the source root when below it
  int line = 0;
  double timeout_seconds = 0; ///< 0: CTest's default
  bool will_fail = false;
  bool judged_by_output = false; ///< PASS_REGULAR_EXPRESSION or FAIL_REGULAR_EXPRESSION
  bool disabled = false;
};

/// What Aurora knows of the user's project.
struct Project {
  std::string source_dir; ///< absolute, canonical
  std::string build_dir;  ///< absolute, canonical
  std::string config;     ///< "" for single-configuration generators without a type
  std::string generator;
  std::string cxx_compiler; ///< absolute path
  std::string c_compiler;
  std::string cxx_compiler_id; ///< "GNU", "Clang"
  std::string cxx_compiler_version;
  std::string build_type;
  std::vector<CompileCommand> compile_commands;
  std::vector<Target> targets;
  std::vector<RegisteredTest> tests;
};

} // namespace aurora::model
