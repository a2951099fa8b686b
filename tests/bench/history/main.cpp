// Writes runs with N failures in all (default: a million) into a history and computes its figures, each in a
// process of its own, with SQLite and with PostgreSQL (fsync on). Prints seconds, peak memory and size on
// disk.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include <fmt/format.h>

#include "aurora/history/open.hpp"
#include "aurora/sys/real_file_system.hpp"
#include "support/postgres_server.hpp"
#include "support/temporary_folder.hpp"

namespace {

using namespace aurora;

constexpr long long k_failures_a_run = 500;
constexpr int k_skip = 77;

/// Counted, so that nothing depends on the day.
std::string time_of(long long run) {
  return fmt::format("20{:02}-{:02}-{:02}T{:02}:00:00.000Z", 20 + run / 8064, 1 + run / 672 % 12,
                     1 + run / 24 % 28, run % 24);
}

model::Event failure(long long run, long long number) {
  model::Event event;
  event.ts = time_of(run);
  event.signature = fmt::format("{:016x}", (run / 10) * 7 + number % 40);
  event.test_id = fmt::format("suite_{}::Containers.keeps_the_order_of_item_{}", number % 20, number);
  event.suite = "unit";
  event.file = fmt::format("tests/suite_{}_test.cpp", number % 20);
  event.line = static_cast<int>(20 + number);
  event.category = model::Category::assertion;
  event.error_class = "AssertionFailure";
  event.message = fmt::format("EXPECT_EQ(sum(values), {}): expected {}, got {}", number, number, run);
  event.outcome = "failed";
  return event;
}

/// Every other run is a heal that lands a patch for its first cause.
history::RunRecord run_of(long long index, long long failures) {
  history::RunRecord run;
  run.project = "bench";
  run.command = index % 2 == 0 ? "test-heal" : "heal";
  run.started = run.ended = time_of(index);
  run.branch = "main";
  run.verdict = "red";
  for (long long i = 0; i < failures; ++i) {
    run.events.push_back(failure(index, i));
    run.signatures_left.push_back(run.events.back().signature);
  }
  if (index % 2 == 0 || run.events.empty())
    return run;
  history::ClusterRecord cluster;
  cluster.signature = run.events.front().signature;
  cluster.category = "assertion";
  cluster.ending = "landed";
  cluster.seconds = 3;
  cluster.asks = {{"rules", 0.01, 0, ""}, {"search", 2, 3, ""}};
  cluster.attempts.push_back(
      {"search", "operator", "a title", "landed", "", {"all pass"}, 1, true, "--- a\n", {"a.cpp"}, ""});
  run.clusters.push_back(std::move(cluster));
  return run;
}

int complain(const base::Error& error) {
  fmt::print(stderr, "{}\n", base::to_string(error));
  return 1;
}

base::Result<history::Opened> open(const history::Location& location) {
  sys::SystemFileSystem files;
  sys::SystemFileLocks locks;
  sys::SystemClock clock;
  history::OpenOptions options;
  options.location = location;
  return history::open_store(options, {files, locks, clock});
}

int insert(const history::Location& location, long long failures) {
  const auto opened = open(location);
  if (!opened)
    return complain(opened.error());
  for (long long done = 0, index = 0; done < failures; done += k_failures_a_run, ++index)
    if (const auto id = opened->store->add(run_of(index, std::min(k_failures_a_run, failures - done))); !id)
      return complain(id.error());
  return 0;
}

int read_figures(const history::Location& location, long long failures) {
  const auto opened = open(location);
  if (!opened)
    return complain(opened.error());
  const auto figures = opened->store->figures({"bench", "", "", 0});
  if (!figures)
    return complain(figures.error());
  const bool right = figures->events == failures && figures->landed == figures->heals;
  fmt::print("    {} failures, {} causes, {} of {} heals landed\n", figures->events, figures->causes,
             figures->landed, figures->heals);
  return right ? 0 : 1;
}

/// Tells time and peak memory of work in a process of its own.
bool measure(std::string_view what, const std::function<int()>& work) {
  std::fflush(stdout);
  const auto begin = std::chrono::steady_clock::now();
  const auto child = ::fork();
  if (child == 0) {
    const int code = work();
    std::fflush(stdout);
    ::_exit(code);
  }
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  fmt::print("  {:<12} {:>8.2f} s, {:>6.1f} MB memory\n", what, wall.count(),
             static_cast<double>(usage.ru_maxrss) / 1024);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool measure_both(const history::Location& location, long long failures) {
  return measure("insert", [&] { return insert(location, failures); }) &&
         measure("figures page", [&] { return read_figures(location, failures); });
}

double megabytes(std::uintmax_t bytes) {
  return static_cast<double>(bytes) / (1024.0 * 1024.0);
}

} // namespace

int main(int argc, char** argv) {
  const long long failures = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
  const test::TemporaryFolder folder;
  const auto path = folder / "history.db";
  fmt::print("{} failures\nSQLite\n", failures);
  if (!measure_both({path, ""}, failures))
    return 1;
  std::error_code ignored;
  fmt::print("  {:<12} {:>8.1f} MB\n", "on disk", megabytes(std::filesystem::file_size(path, ignored)));
  const auto server = test::PostgresServer::start(test::PostgresServer::Sync::on);
  if (!server) {
    fmt::print("no PostgreSQL server can be started (Debian: apt-get install postgresql)\n");
    return k_skip;
  }
  const auto before = server->size();
  fmt::print("PostgreSQL\n");
  if (!measure_both({"", server->url("postgres")}, failures))
    return 1;
  fmt::print("  {:<12} {:>8.1f} MB, its log included\n", "on disk", megabytes(server->size() - before));
  return 0;
}
