#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/base/error.hpp"

namespace aurora::settings {

/// What becomes of a validated patch: a file only, an edit, or an edit and a git commit.
enum class Mode { propose, apply, commit };
std::string_view to_string(Mode mode);

/// Providers are asked by what the history says they bring per second, or as they are listed.
enum class ProviderOrder { measured, listed };

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
  std::string make_program; ///< CMAKE_MAKE_PROGRAM
  std::string config;
  std::string cxx_compiler;
  std::string cxx_compiler_id;
  std::string cxx_compiler_version;
  std::string c_compiler_id; ///< empty where the project has no C
  std::string c_compiler_version;
  std::string build_type;
  std::string project; ///< its name; empty: that of the source folder
  // Wishes.
  Mode mode = Mode::apply;
  int max_iterations = 5;
  int jobs = 0;    ///< 0: as many as there are processors
  int timeout = 0; ///< seconds a test may run; 0: by what the slowest took before, else CTest's own limit
  int time_budget = 60; ///< seconds of search a cluster
  int reruns = 3;       ///< how often a failing test is run again on the unpatched binary
  std::vector<std::string> labels;
  std::vector<std::string> exclude_labels;
  std::string canary_label = "canary";
  std::vector<std::string> providers{"playbook", "fixit", "rules", "search", "model", "agent"};
  ProviderOrder provider_order = ProviderOrder::measured;
  std::string history; ///< a file, a PostgreSQL URL, or "off"; empty: `.aurora/history.db`
  bool coverage = false;
  double coverage_threshold = 0; ///< percent; 0: none
  bool allow_test_edits = false;
  std::vector<std::string> protected_files;
  bool benchmarks = true;           ///< test-heal measures those that are registered
  double benchmark_tolerance = 20;  ///< percent slower that is no regression
  double benchmark_confidence = 99; ///< percent
  int benchmark_repetitions = 10;   ///< of each, and again of one that seems slower
  std::string benchmark_machine;    ///< the name of this machine or class of machines; empty: found out
  bool require_sandbox = false;     ///< refuse to run candidates and agents that could write elsewhere
  // A language model; off without an endpoint.
  std::string model_url;            ///< "https://host/v1", "http://localhost:11434/v1"
  std::string model_name;           ///< as the endpoint calls it
  std::string model_api = "openai"; ///< "openai" or "anthropic"
  std::string model_key_env;        ///< variable that holds the key; wins over the file
  std::string model_key_file;       ///< its mode is 0600
  std::string model_ca_file;        ///< certificates to trust instead of the system's
  bool model_structured = false;    ///< ask for JSON by schema
  int model_rounds = 5;             ///< answers a cause
  int model_timeout = 120;          ///< seconds a call may take
  int model_max_calls = 20;         ///< a heal
  int model_max_tokens = 200'000;   ///< a heal, both ways
  int model_max_seconds = 900;      ///< a heal
  double model_max_cost = 0;        ///< a heal, in the currency of the prices; 0: no limit
  double model_price_in = 0;        ///< of a million tokens sent
  double model_price_out = 0;       ///< of a million tokens received
  // A coding agent; off without a command.
  std::string agent_command;               ///< a line for /bin/sh
  int agent_max_disk = 2048;               ///< MiB that it may fill
  int agent_timeout = 600;                 ///< seconds
  std::vector<std::string> agent_writable; ///< folders it may write to besides the shadow
  // Where proposals go; none of them: files only.
  std::string forge;                   ///< "github", "gitlab" or "gitea"
  std::string forge_url;               ///< of its API
  std::string forge_repository;        ///< "owner/name"
  std::string forge_branch = "main";   ///< what proposals are to be merged into
  std::string forge_token_env;         ///< variable that holds the token
  std::string forge_token_file;        ///< holds it otherwise; its mode is 0600
  std::string forge_ca_file;           ///< certificates to trust instead of the system's
  int max_proposals = 5;               ///< automatic ones a day
  int max_issues = 10;                 ///< new ones a run
  std::string issues_label = "aurora"; ///< by which Aurora knows its issues
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
