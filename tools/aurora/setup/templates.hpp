#pragma once

#include <string>

#include "aurora/setup/source.hpp"

namespace aurora::setup {

/// `.aurora/config.yml`: every default, commented out ("# name: value"), and examples ("## name: value").
std::string config_file();

/// `.aurora/protected-files.yml`.
std::string protected_files();

/// `.github/workflows/aurora.yml`. The source was checked by add_cmake_lines().
std::string github_workflow(const Source& source);

/// `.github/workflows/aurora-comment.yml`: the only part that may write anything to GitHub.
std::string github_comment_workflow();

/// `.gitlab/aurora.gitlab-ci.yml`, to be included from .gitlab-ci.yml.
std::string gitlab_template(const Source& source);

} // namespace aurora::setup
