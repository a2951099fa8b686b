#include "aurora/repair/search/forking_executor.hpp"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <sys/wait.h>

#include "aurora/base/hash.hpp"
#include "aurora/base/text.hpp"
#include "aurora/repair/search/server_posix.hpp"
#include "aurora/repair/search/snapshots.hpp"

namespace aurora::repair::search {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t k_max_starts = 16;
/// GoogleTest is not to say how long it took, so that runs which do the same say the same.
const std::pair<std::string, std::string> k_no_times = {"GTEST_PRINT_TIME", "0"};

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void set_end(Observation& observation, const RunReply& reply, const SharedMap& map) {
  if (!reply.started)
    return;
  if (map.exhausted())
    observation.end = RunEnd::exhausted;
  else if (reply.timed_out)
    observation.end = RunEnd::timed_out;
  else if (WIFEXITED(reply.status)) {
    observation.end = RunEnd::exited;
    observation.value = WEXITSTATUS(reply.status);
  } else {
    observation.end = RunEnd::signalled;
    observation.value = WTERMSIG(reply.status);
  }
}

Observation observe(RunReply reply, const SharedMap& map) {
  Observation observation;
  set_end(observation, reply, map);
  observation.main_returned = map.main_returned();
  observation.steps = map.steps();
  observation.seconds = reply.seconds;
  const auto ending = fmt::format("{}:{}", static_cast<int>(observation.end), observation.value);
  observation.output = base::fnv1a64(reply.out, base::fnv1a64(reply.err, base::fnv1a64(ending)));
  observation.out = std::move(reply.out);
  observation.err = std::move(reply.err);
  return observation;
}

/// "<exe>\0<cwd>\0<argument>\0…" as preload.c writes it.
std::optional<Invocation> read_start(const fs::path& path) {
  const auto text = read_whole(path);
  const auto parts = base::split(text, '\0');
  if (parts.size() < 4)
    return std::nullopt;
  Invocation invocation;
  invocation.program = parts[0];
  invocation.cwd = parts[1];
  invocation.argv.assign(parts.begin() + 2, parts.end());
  if (invocation.argv.back().empty() && text.ends_with('\0'))
    invocation.argv.pop_back();
  auto input = path;
  input.replace_extension(".stdin");
  if (fs::exists(input))
    invocation.stdin_path = input.string();
  return invocation;
}

bool is_whole_test(const Invocation& start, const TestSpec& test) {
  std::error_code problem;
  return !test.judged_by_ctest && start.stdin_path.empty() && start.argv.size() == test.command.size() &&
         std::equal(start.argv.begin() + 1, start.argv.end(), test.command.begin() + 1) &&
         fs::equivalent(start.program, test.command.front(), problem);
}

class ForkingExecutor final : public Executor {
public:
  ForkingExecutor(workspace::Shadow& shadow, Tools tools, std::string folder)
      : m_shadow(shadow), m_tools(std::move(tools)), m_folder(std::move(folder)) {}

  base::Result<void> open() {
    auto map = SharedMap::create(m_folder + "/map");
    if (!map)
      return forward(map);
    m_map = std::move(*map);
    return {};
  }

  base::Result<Observation> run(const Invocation& invocation, Selection selection,
                                const Limits& limits) override {
    const auto arm = [&] {
      m_map->arm(selection, limits.steps);
      m_map->arrange(m_hook);
    };
    if (auto late = run_late(invocation, selection, limits, arm))
      return std::move(*late);
    return perform(invocation, selection, limits, arm);
  }

  void start_from(StartPoint point) override { m_start = point; }

  void know_sites(std::vector<unsigned> first_ids) override { m_sites = std::move(first_ids); }

  void arrange(const Hook& hook) override { m_hook = hook; }
  std::size_t hook_executions() const override { return m_map->executions(); }
  std::vector<Row> hook_rows() const override { return m_map->rows(); }

  base::Result<Trace> trace(const TestSpec& test, const Limits& limits) override {
    const auto records = fmt::format("{}/record{}", m_folder, m_records++);
    std::error_code problem;
    fs::remove_all(records, problem); // of an executor before this one
    fs::create_directories(records, problem);
    Invocation invocation{{}, test.command, test.working_directory, {}, test.environment};
    invocation.environment.push_back("LD_PRELOAD=" + m_tools.preload);
    invocation.environment.push_back("AURORA_RECORD=" + records);
    invocation.environment.push_back("AURORA_BUILD_DIR=" + m_shadow.build_dir());
    auto observation = perform(invocation, {}, limits, [&] { m_map->arm_trace(limits.steps); });
    if (!observation)
      return forward(observation);
    Trace result{std::move(*observation), m_map->reached(), {}};
    add_starts(result, records, test);
    result.uses_build = has_marks(records);
    return result;
  }

  base::Result<Trace> trace_run(const Invocation& invocation, const Limits& limits) override {
    auto observation = perform(invocation, {}, limits, [&] { m_map->arm_trace(limits.steps); });
    if (!observation)
      return forward(observation);
    Trace result{std::move(*observation), m_map->reached(), {}};
    for (const auto site : m_before_main[invocation.program])
      result.reached.emplace_back(site, 1);
    return result;
  }

  void close() override {
    m_snapshots.clear();
    m_servers.clear();
  }

private:
  /// arm: what is written into the shared memory right before the run.
  base::Result<Observation> perform(const Invocation& invocation, Selection selection, const Limits& limits,
                                    const std::function<void()>& arm) {
    auto server = server_for(invocation.program);
    if (!server && !invocation.program.empty() && server.error().code == base::ErrorCode::unsupported)
      m_unservable.insert(invocation.program);
    const bool forked = !must_execute(invocation.program, selection);
    const auto actual = forked ? invocation : executed(invocation);
    if (!forked)
      server = server_for({});
    if (!server)
      return forward(server);
    arm();
    return request(**server, actual, limits);
  }

  /// From the middle of the run; nothing where that cannot be done.
  std::optional<Observation> run_late(const Invocation& invocation, Selection selection, const Limits& limits,
                                      const std::function<void()>& arm) {
    if (m_start == StartPoint::before_main || invocation.program.empty() ||
        must_execute(invocation.program, selection))
      return std::nullopt;
    const auto key = key_of(invocation, limits);
    auto* server = m_snapshots.find(key, source_of(invocation, limits));
    if (server == nullptr)
      return std::nullopt;
    arm();
    auto reply = server->run(request_of(invocation, limits));
    if (reply && reply->started) {
      auto observation = observe(std::move(*reply), *m_map);
      observation.from_snapshot = true;
      return observation;
    }
    m_snapshots.refuse(key);
    return std::nullopt;
  }

  static std::string key_of(const Invocation& invocation, const Limits& limits) {
    std::string key = fmt::format("{} {}", limits.memory, limits.timeout_ms);
    for (const auto& text : {invocation.program, invocation.cwd, invocation.stdin_path})
      key.append(1, '\0').append(text);
    for (const auto* texts : {&invocation.argv, &invocation.environment})
      for (const auto& text : *texts)
        key.append(1, '\0').append(text);
    return key;
  }

  Snapshots::Source source_of(const Invocation& invocation, const Limits& limits) {
    const auto unselected = [this, steps = limits.steps] { m_map->arm({}, steps); };
    Snapshots::Source source;
    source.whole = [&, unselected] { return perform(invocation, {}, limits, unselected); };
    source.probe = [&] {
      const auto server = server_for(invocation.program);
      auto request = request_of(invocation, limits);
      request.mode = RunMode::probe;
      m_map->arm_pause(limits.steps);
      return server && (*server)->run(request) && m_map->paused();
    };
    source.take = [&]() -> base::Result<std::unique_ptr<Server>> {
      const auto server = server_for(invocation.program);
      if (!server)
        return forward(server);
      m_map->arm_pause(limits.steps);
      return (*server)->snapshot(request_of(invocation, limits),
                                 fmt::format("{}/snapshot{}", m_folder, m_started++));
    };
    source.from = [&, unselected](Server& server) -> base::Result<Observation> {
      unselected();
      auto reply = server.run(request_of(invocation, limits));
      return reply ? base::Result<Observation>(observe(std::move(*reply), *m_map)) : forward(reply);
    };
    return source;
  }

  RunRequest request_of(const Invocation& invocation, const Limits& limits) const {
    RunRequest request;
    request.argv = invocation.argv;
    request.cwd = invocation.cwd;
    request.stdin_path = invocation.stdin_path;
    request.environment = invocation.environment;
    request.environment.push_back("AURORA_MAP=" + m_map->path());
    request.timeout_ms = limits.timeout_ms;
    request.memory_limit = limits.memory;
    return request;
  }

  base::Result<Observation> request(Server& server, const Invocation& invocation, const Limits& limits) {
    auto reply = server.run(request_of(invocation, limits));
    if (!reply) {
      m_snapshots.clear(); // they are its children
      m_servers.erase(invocation.program);
      return forward(reply);
    }
    return observe(std::move(*reply), *m_map);
  }

  /// What runs before main has run in the server already, without the selection.
  bool must_execute(const std::string& program, Selection selection) const {
    if (m_unservable.contains(program))
      return true;
    const auto before = m_before_main.find(program);
    return before != m_before_main.end() && (before->second.contains(site_of(selection.first)) ||
                                             before->second.contains(site_of(selection.second)));
  }

  /// The first id of the site that the candidate belongs to; 0 when there is none.
  unsigned site_of(unsigned candidate) const {
    const auto next = std::ranges::upper_bound(m_sites, candidate);
    return candidate == 0 || next == m_sites.begin() ? 0 : *std::prev(next);
  }

  /// The same run by exec.
  Invocation executed(Invocation invocation) const {
    if (invocation.program.empty())
      return invocation;
    invocation.argv.front() = std::exchange(invocation.program, {});
    invocation.environment.push_back("LD_PRELOAD=" + m_tools.preload);
    invocation.environment.push_back(k_no_times.first + "=" + k_no_times.second);
    return invocation;
  }

  base::Result<Server*> server_for(const std::string& program) {
    if (const auto found = m_servers.find(program); found != m_servers.end())
      return found->second.get();
    const auto refuse = [&] {
      return base::fail(base::ErrorCode::unsupported, "the program cannot be forked", program);
    };
    if (m_unservable.contains(program))
      return refuse();
    m_map->arm_trace(~0ULL);
    auto server = start_server(program);
    if (!server)
      return forward(server);
    if ((*server)->has_threads() || (m_sites.empty() && !program.empty() && m_map->steps_before_main() > 0))
      return refuse();
    for (const auto& [site, count] : m_map->reached())
      m_before_main[program].insert(site);
    return m_servers.emplace(program, std::move(*server)).first->second.get();
  }

  base::Result<std::unique_ptr<Server>> start_server(const std::string& program) {
    const auto base = fmt::format("{}/server{}", m_folder, m_started++);
    sys::ProcessSpec spec;
    spec.argv = program.empty() ? std::vector{m_tools.run_server, base} : std::vector{program};
    spec.cwd = m_folder;
    if (!program.empty())
      spec.environment = {{"AURORA_CONTROL", base},
                          {"AURORA_MAP", m_map->path()},
                          {"LD_PRELOAD", m_tools.preload},
                          {"LD_BIND_NOW", "1"},
                          k_no_times};
    return Server::start(base, [this, spec] { (void)m_shadow.run_apart(spec); });
  }

  static bool has_marks(const std::string& records) {
    std::error_code problem;
    return std::ranges::any_of(
        fs::directory_iterator(records, problem),
        [](const fs::directory_entry& entry) { return entry.path().extension() == ".mark"; });
  }

  static void add_starts(Trace& trace, const std::string& records, const TestSpec& test) {
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(records, problem)) {
      if (entry.path().extension() != ".start" || trace.starts.size() > k_max_starts)
        continue;
      if (auto invocation = read_start(entry.path())) {
        invocation->environment = test.environment;
        trace.starts.push_back({*invocation, is_whole_test(*invocation, test)});
      }
    }
  }

  workspace::Shadow& m_shadow;
  Tools m_tools;
  std::string m_folder;
  std::unique_ptr<SharedMap> m_map;
  Hook m_hook;
  StartPoint m_start = StartPoint::anywhere;
  std::map<std::string, std::unique_ptr<Server>> m_servers; ///< by program; "": executes
  Snapshots m_snapshots;                                    ///< within those servers
  std::set<std::string> m_unservable;                       ///< programs that cannot be forked
  std::map<std::string, std::set<unsigned>> m_before_main;  ///< sites that a program reaches before main
  std::vector<unsigned> m_sites;                            ///< first ids, ascending
  int m_records = 0;
  int m_started = 0;
};

} // namespace

base::Result<std::unique_ptr<Executor>> make_forking_executor(workspace::Shadow& shadow, const Tools& tools,
                                                              const std::string& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem)
    return base::fail(base::ErrorCode::io, "cannot create a folder: " + problem.message(), folder);
  auto executor = std::make_unique<ForkingExecutor>(shadow, tools, folder);
  if (auto opened = executor->open(); !opened)
    return forward(opened);
  return std::unique_ptr<Executor>(std::move(executor));
}

} // namespace aurora::repair::search
