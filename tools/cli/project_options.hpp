#pragma once

#include <string>
#include <utility>
#include <vector>

#include "aurora/flags/command.hpp"

namespace aurora::cli {

/// The flags that every command on a project takes.
struct ProjectOptions {
  std::string build_dir = ".";
  std::string config;
  std::string settings_file;
  bool quiet = false;
  bool json = false;
  bool model_dry_run = false; ///< heal: show what a model would be asked, and ask nobody
  std::vector<std::pair<std::string, std::string>> wishes; ///< option name and value, in the order given
};

/// Which group of wishes a command takes on its command line.
enum class Wishes { none, tests, healing, forge, issues, benchmarks };

/// Adds --build-dir, --config, --settings, --quiet, --json and the wishes of the group to a command.
void add_project_options(flags::Command command, ProjectOptions& options, Wishes wishes);

} // namespace aurora::cli
