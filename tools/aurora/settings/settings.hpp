#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::settings {

/// What becomes of a validated patch: a file only, an edit, or an edit and a git commit.
enum class Mode { propose, apply, commit };
std::string_view to_string(Mode mode);

/// Everything a command needs to know of the project and of the user's wishes. Later sources win: defaults,
/// `.aurora/config.yml`, aurora_enable() with its cache variables (`<build>/aurora/settings.json`), command
/// line.
struct Settings {
  // Facts, from settings.json or the CMake cache.
  std::string source_dir;
  std::string build_dir;
  std::string cmake = "cmake";
  std::string ctest = "ctest";
  std::string generator;
  std::string config;
  std::string cxx_compiler;
  std::string cxx_compiler_id;
  std::string cxx_compiler_version;
  // Wishes.
  Mode mode = Mode::apply;
  int max_iterations = 5;
  int jobs = 0;         ///< 0: as many as there are processors
  int timeout = 0;      ///< seconds a test may run; 0: CTest's own limit
  int time_budget = 60; ///< seconds of search a cluster
  int reruns = 3;       ///< how often a failing test is run again on the unpatched binary
  std::vector<std::string> labels;
  std::vector<std::string> exclude_labels;
  std::string canary_label = "canary";
  std::vector<std::string> providers{"fixit", "rules", "search"};
  bool coverage = false;
  double coverage_threshold = 0; ///< percent; 0: none
  bool allow_test_edits = false;
  std::vector<std::string> protected_files;
};

/// Lays `<build>/aurora/settings.json` (schema aurora.settings/1) over settings. invalid_input with the path
/// for malformed text or wrong types, unsupported for a newer schema.
base::Result<void> apply_settings_json(Settings& settings, std::string_view json, const std::string& path);

/// Lays `.aurora/config.yml` over settings; invalid_input with the line for unknown keys and wrong values.
base::Result<void> apply_config_yaml(Settings& settings, std::string_view yaml, const std::string& path);

/// Sets one wish by its name ("max_iterations") from text; shared by all sources, so that they cannot
/// disagree. Lists are comma- or semicolon-separated.
base::Result<void> set_option(Settings& settings, std::string_view name, std::string_view value);

/// Facts that are still empty, from the text of CMakeCache.txt.
void fill_from_cache(Settings& settings, std::string_view cmake_cache);

/// The configuration to work with in a build folder of several, when none is named: CMake's own default for
/// it. usage error for one that the folder has not. Does nothing where there is but one.
base::Result<void> choose_config(Settings& settings, std::string_view cmake_cache);

} // namespace aurora::settings
