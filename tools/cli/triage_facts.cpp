#include "triage_facts.hpp"

#include "aurora/base/text.hpp"
#include "aurora/heal/git.hpp"
#include "aurora/report/documents.hpp"
#include "aurora/triage/cluster.hpp"
#include "aurora/triage/risk.hpp"

namespace aurora::cli {
namespace {

constexpr std::uint64_t k_max_clusters_bytes = 256UL << 20;

/// Of the working tree against HEAD, and of the last ten commits.
void add_changed(Session& session, triage::TriageOptions& options) {
  if (session.git().commit.empty())
    return;
  const std::vector<std::vector<std::string>> questions{
      {"diff", "--name-only", "--relative", "-z", "HEAD"},
      {"log", "-10", "--name-only", "--relative", "-z", "--format="}};
  for (const auto& question : questions)
    if (const auto names = heal::git_output(session.settings.source_dir, question, *session.processes))
      for (const auto name : base::split(*names, '\0'))
        if (const auto trimmed = base::trim(name); !trimmed.empty())
          options.changed_files.emplace(trimmed);
}

void add_earlier(Session& session, triage::TriageOptions& options) {
  const auto text =
      session.files->read(sys::join_path(session.paths.reports, "clusters.json"), k_max_clusters_bytes);
  if (!text)
    return;
  if (auto known = report::read_first_seen(*text)) {
    options.first_seen = std::move(*known);
    options.knows_earlier_runs = true;
  }
}

const triage::TriageOptions& triage_options(Session& session) {
  if (session.triage)
    return *session.triage;
  auto& options = session.triage.emplace();
  options.now = sys::to_rfc3339(session.clock.now());
  if (const auto policy = session.policy())
    options.protected_files = policy->protected_files;
  add_changed(session, options);
  add_earlier(session, options);
  return options;
}

} // namespace

std::vector<model::Cluster> causes_of(Session& session, std::vector<model::Event> events) {
  return events.empty() ? std::vector<model::Cluster>()
                        : triage::cluster(std::move(events), triage_options(session));
}

} // namespace aurora::cli
