#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/settings/settings.hpp"
#include "aurora/setup/templates.hpp"

namespace aurora::setup {

std::string config_file() {
  const settings::Settings defaults;
  return fmt::format(
      R"(# What a team wants of Aurora. aurora_enable(), cache variables and flags win over it. The lines behind one "#"
# are the defaults; those behind two are examples. README.md tells what each means.

# What becomes of a fix: propose (patch files only), apply (edit), commit (edit and commit).
# mode: {}
# max_iterations: {}
# time_budget: {}
# providers: [{}]
# reruns: {}
# jobs: {}
# timeout: {}
# canary_label: {}
# labels: []
# exclude_labels: []
# coverage: {}
# allow_test_edits: {}
# require_sandbox: {}
# max_proposals: {}
# benchmarks: {}
# benchmark_tolerance: {}
# benchmark_confidence: {}
# benchmark_repetitions: {}

## benchmark_machine: our build servers
## coverage_threshold: 80
## protected_files: ["src/generated/*"]

# A language model, a coding agent and a forge: off until they are configured.
## model_url: http://localhost:11434/v1
## model_name: the-model
## model_key_env: MY_KEY
## model_max_cost: 0.50
## agent_command: my-agent --print
## forge: github
## forge_repository: owner/name
## forge_token_env: FORGE_TOKEN
)",
      settings::to_string(defaults.mode), defaults.max_iterations, defaults.time_budget,
      base::join(defaults.providers, ", "), defaults.reruns, defaults.jobs, defaults.timeout,
      defaults.canary_label, defaults.coverage, defaults.allow_test_edits, defaults.require_sandbox,
      defaults.max_proposals, defaults.benchmarks, defaults.benchmark_tolerance,
      defaults.benchmark_confidence, defaults.benchmark_repetitions);
}

std::string protected_files() {
  return R"(# Files that only a fix with the signatures of two people may change (`aurora approve`). Globs, relative to the
# source folder. Tests, their registration, CI files and .aurora/ are locked anyway.
schema: aurora.protected-files/1
protected_files:
  - LICENSE*
  - "**/third_party/**"
)";
}

} // namespace aurora::setup
