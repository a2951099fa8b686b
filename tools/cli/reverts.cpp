#include "reverts.hpp"

#include <algorithm>
#include <functional>

#include "aurora/base/text.hpp"
#include "aurora/heal/git.hpp"
#include "aurora/playbook/book.hpp"

namespace aurora::cli {
namespace {

constexpr std::uint64_t k_most_bytes_of_source = 4UL << 20;
constexpr auto k_most_reverts = "20"; ///< of the same files that are looked at

using Texts = std::function<base::Result<std::string>(const std::string& file)>;

bool all_in_place(const playbook::Entry& entry, const Texts& text_of) {
  return std::ranges::all_of(entry.edits, [&](const playbook::Edit& edit) {
    const auto text = text_of(edit.file);
    return text && playbook::is_in_place(edit, *text);
  });
}

Texts texts_at(Session& session, const std::string& commit) {
  return [&session, commit](const std::string& file) {
    return heal::git_output(session.settings.source_dir, {"show", commit + ":./" + file}, *session.processes);
  };
}

/// Commits since the entry landed that revert something and touch its files.
std::vector<std::string> reverts_since(Session& session, const playbook::Entry& entry) {
  std::vector<std::string> question{"--literal-pathspecs",
                                    "log",
                                    "-n",
                                    k_most_reverts,
                                    "--since=" + entry.landed,
                                    "--grep=^This reverts commit [0-9a-f]",
                                    "--format=%H",
                                    "--"};
  for (const auto& edit : entry.edits)
    question.push_back(edit.file);
  const auto answer = heal::git_output(session.settings.source_dir, question, *session.processes);
  std::vector<std::string> commits;
  if (answer) // no repository, or one without a commit: nothing was reverted
    for (const auto line : base::split_lines(*answer))
      commits.emplace_back(base::trim(line));
  return commits;
}

} // namespace

bool is_in_place(Session& session, const playbook::Entry& entry) {
  return all_in_place(entry, [&](const std::string& file) {
    return session.files->read(sys::join_path(session.settings.source_dir, file), k_most_bytes_of_source);
  });
}

std::string revert_of(Session& session, const playbook::Entry& entry) {
  if (session.git().commit.empty() || entry.edits.empty() || is_in_place(session, entry))
    return {};
  for (const auto& commit : reverts_since(session, entry))
    if (all_in_place(entry, texts_at(session, commit + "^")) &&
        !all_in_place(entry, texts_at(session, commit)))
      return commit;
  return {};
}

} // namespace aurora::cli
