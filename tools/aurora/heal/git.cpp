#include "aurora/heal/git.hpp"

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::heal {

base::Result<std::string> git_output(const std::string& source_dir, std::vector<std::string> arguments,
                                     sys::ProcessRunner& processes) {
  sys::ProcessSpec spec;
  spec.argv = {"git", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-C", source_dir};
  const auto what = arguments.empty() ? std::string() : arguments.front();
  spec.argv.insert(spec.argv.end(), arguments.begin(), arguments.end());
  spec.environment = {{"LC_ALL", "C"}, {"GIT_OPTIONAL_LOCKS", "0"}, {"GIT_TERMINAL_PROMPT", "0"}};
  spec.timeout = std::chrono::minutes(2);
  spec.output_limit = 256UL << 20;
  const auto result = processes.run(spec);
  if (!result)
    return base::forward(result);
  if (!result->outcome.succeeded())
    return base::fail(base::ErrorCode::environment,
                      fmt::format("git {} failed ({}): {}", what, to_string(result->outcome),
                                  base::trim(result->stderr_text)),
                      source_dir);
  return result->stdout_text;
}

GitFacts git_facts(const std::string& source_dir, sys::ProcessRunner& processes) {
  GitFacts facts;
  const auto both = git_output(source_dir, {"rev-parse", "HEAD", "--abbrev-ref", "HEAD"}, processes);
  if (both) {
    const auto lines = base::split_lines(*both);
    facts.commit = lines.empty() ? "" : lines[0];
    facts.branch = lines.size() < 2 || lines[1] == "HEAD" ? "" : lines[1]; // "HEAD": no branch is checked out
    return facts;
  }
  if (base::contains(both.error().message, "not a git repository"))
    return facts;
  if (const auto branch = git_output(source_dir, {"symbolic-ref", "--short", "-q", "HEAD"}, processes))
    facts.branch = base::trim(*branch); // there is no commit yet
  return facts;
}

bool is_unchanged(const std::string& source_dir, sys::ProcessRunner& processes) {
  const auto status = git_output(source_dir, {"status", "--porcelain", "--untracked-files=no"}, processes);
  return status && base::trim(*status).empty();
}

base::Result<bool> has_uncommitted_changes(const std::string& source_dir,
                                           const std::vector<std::string>& files,
                                           sys::ProcessRunner& processes) {
  std::vector<std::string> arguments{"--literal-pathspecs", "status", "--porcelain", "--ignored", "-z", "--"};
  arguments.insert(arguments.end(), files.begin(), files.end());
  const auto status = git_output(source_dir, arguments, processes);
  if (!status)
    return base::forward(status);
  return !status->empty();
}

base::Result<std::string> commit_files(const std::string& source_dir, const std::vector<std::string>& files,
                                       const std::string& message, sys::ProcessRunner& processes) {
  std::vector<std::string> arguments{
      "--literal-pathspecs", "commit", "--quiet", "-m", message, "--only", "--"};
  arguments.insert(arguments.end(), files.begin(), files.end());
  if (const auto done = git_output(source_dir, arguments, processes); !done)
    return base::forward(done);
  const auto id = git_output(source_dir, {"rev-parse", "HEAD"}, processes);
  if (!id)
    return base::forward(id);
  return std::string(base::trim(*id));
}

} // namespace aurora::heal
