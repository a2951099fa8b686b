#include "aurora/forge/branch.hpp"

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/heal/git.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::forge {
namespace {

using base::ErrorCode;
using Text = base::Result<std::string>;

/// git with an index of its own and a standard input.
class PlumbingRunner final : public sys::ProcessRunner {
public:
  PlumbingRunner(sys::ProcessRunner& inner, std::string index) : m_inner(inner), m_index(std::move(index)) {}
  base::Result<sys::ProcessResult> run(const sys::ProcessSpec& spec) override {
    auto changed = spec;
    changed.environment["GIT_INDEX_FILE"] = m_index;
    changed.stdin_text = std::exchange(input, {});
    return m_inner.run(changed);
  }
  std::string input; ///< of the next command only

private:
  sys::ProcessRunner& m_inner;
  std::string m_index;
};

class BranchWriter {
public:
  BranchWriter(std::string source_dir, PlumbingRunner& git)
      : m_source_dir(std::move(source_dir)), m_git(git) {}

  Text write(const BranchPlan& plan) {
    const auto reference = "refs/heads/" + plan.name;
    if (git({"rev-parse", "--verify", "--quiet", reference}))
      return base::fail(ErrorCode::conflict, "a branch of this name is there already", plan.name);
    auto parent = git({"rev-parse", "HEAD"});
    const auto prefix = parent ? git({"rev-parse", "--show-prefix"}) : parent;
    if (!prefix)
      return prefix;
    m_prefix = *prefix;
    if (auto read = git({"read-tree", "HEAD"}); !read)
      return read;
    for (const auto& one : plan.commits) {
      auto made = commit(one, *parent);
      if (!made)
        return made;
      parent = std::move(made);
    }
    if (auto named = git({"update-ref", reference, *parent, ""}); !named)
      return named;
    return parent;
  }

private:
  Text git(std::vector<std::string> arguments, std::string input = {}) {
    m_git.input = std::move(input);
    auto text = heal::git_output(m_source_dir, std::move(arguments), m_git);
    if (text)
      *text = base::trim(std::string(*text));
    return text;
  }

  Text commit(const Commit& one, const std::string& parent) {
    for (const auto& change : one.changes)
      if (auto staged = stage(change, parent); !staged)
        return base::forward(staged);
    const auto tree = git({"write-tree"});
    if (!tree)
      return tree;
    return git({"commit-tree", *tree, "-p", parent, "-F", "-"}, one.message);
  }

  base::Result<void> stage(const model::FileChange& change, const std::string& parent) {
    const auto path = m_prefix + change.path;
    std::string mode = "100644";
    if (change.before) {
      const auto entry = git({"ls-tree", "--full-tree", parent, "--", path});
      const auto was = entry ? git({"rev-parse", parent + ":" + path}) : entry;
      const auto wanted = was ? git({"hash-object", "--stdin"}, *change.before) : was;
      if (!wanted)
        return base::forward(wanted);
      if (*was != *wanted || !entry->starts_with("100"))
        return base::fail(ErrorCode::conflict,
                          "is not in HEAD what the patch was made from; commit your changes first",
                          change.path);
      mode = entry->substr(0, 6);
    }
    if (!change.after)
      return done(git({"update-index", "--force-remove", "--", change.path}));
    const auto blob = git({"hash-object", "-w", "--stdin"}, *change.after);
    if (!blob)
      return base::forward(blob);
    return done(git({"update-index", "--add", "--cacheinfo", fmt::format("{},{},{}", mode, *blob, path)}));
  }

  static base::Result<void> done(const Text& text) {
    return text ? base::Result<void>() : base::forward(text);
  }

  std::string m_source_dir;
  PlumbingRunner& m_git;
  std::string m_prefix;
};

} // namespace

base::Result<std::string> write_branch(const std::string& source_dir, const BranchPlan& plan,
                                       const std::string& scratch, sys::ProcessRunner& processes) {
  PlumbingRunner git(processes, sys::join_path(scratch, "proposal.index"));
  return BranchWriter(source_dir, git).write(plan);
}

} // namespace aurora::forge
