#include <algorithm>

#include <fmt/format.h>

#include "aurora/heal/flaky.hpp"
#include "aurora/report/places.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "healing.hpp"
#include "reports.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

void print_places(const Session& session, const model::Cluster& cluster,
                  const std::vector<model::Suspect>& suspects, std::size_t most) {
  session.say(fmt::format("cause    {} ({} failure{})", cluster.title, cluster.events.size(),
                          cluster.events.size() == 1 ? "" : "s"));
  const auto places = report::places(suspects);
  if (places.empty())
    session.say("         nothing is suspicious: no trace, no assertion and no covered line names a place");
  for (std::size_t i = 0; i < std::min(most, places.size()); ++i) {
    const auto& place = places[i];
    const auto lines = place.line == place.last_line ? std::to_string(place.line)
                                                     : fmt::format("{}-{}", place.line, place.last_line);
    session.say(fmt::format("  {:>4.2f}  {}:{}  {}", place.score, place.file, lines, place.reason));
  }
}

base::Result<ExitCode> locate_faults(Session& session, std::size_t most) {
  const auto policy = session.policy();
  if (!policy)
    return base::forward(policy);
  auto bench = session.bench();
  const auto user = session.user_tree();
  session.say("test     building and running the tests");
  auto snapshot = bench.take(user, {});
  if (!snapshot)
    return base::forward(snapshot);
  if (snapshot->built && snapshot->registered.empty())
    return no_tests(session);
  if (const auto flaky = heal::prove_flaky(bench, user, session.settings.reruns, *snapshot); !flaky)
    return base::forward(flaky);
  const auto ports = make_ports(session, bench, *policy);
  auto project = ports.load_project(user);
  if (!project)
    return base::forward(project);
  project->tests = snapshot->registered;
  std::vector<report::ClusterSuspects> all;
  for (const auto& cluster : ports.cluster(snapshot->events)) {
    all.push_back({cluster.signature, ports.locate(cluster, *project)});
    print_places(session, cluster, all.back().suspects, most);
  }
  if (auto written = write_locate_report(session, all); !written)
    return base::forward(written);
  if (all.empty())
    session.say("nothing is red");
  return all.empty() ? ExitCode::done : ExitCode::findings;
}

int run_locate(const ProjectOptions& options, std::size_t most) {
  const auto session = open_session(options, Locking::exclusive);
  if (!session)
    return report_error("locate", session.error());
  const auto code = locate_faults(**session, most);
  return code ? static_cast<int>(*code) : report_error("locate", code.error());
}

} // namespace

void add_locate(flags::Command command, int& exit_code) {
  auto options = std::make_shared<ProjectOptions>();
  auto most = std::make_shared<std::size_t>(10);
  add_project_options(command, *options, Wishes::tests);
  command.option("--top", *most, "how many places to print for each cause (suspects.json has all)");
  command.action([options, most, &exit_code] { exit_code = run_locate(*options, *most); });
}

} // namespace aurora::cli
