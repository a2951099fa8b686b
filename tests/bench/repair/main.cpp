// aurora-bench-repair: heals the bugs of a public data set as a user would and judges the patches with
// held-out tests.
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>
#include <set>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "bench/repair/figures.hpp"
#include "bench/repair/healer.hpp"
#include "bench/repair/judge.hpp"
#include "bench/repair/local.hpp"
#include "bench/repair/project.hpp"

namespace {

namespace fs = std::filesystem;
using namespace aurora;

struct Options {
  std::vector<std::string> data;
  std::vector<std::string> ids;
  std::string json;
  std::string work;
  std::string aurora;
  std::string bin;
  std::string generator = "Ninja";
  double budget = 60;
  unsigned jobs = 1;
  unsigned heal_jobs = 2;
  bool resume = false;
  bool direct = false;
  bool keep = false;
};

bool configure(const std::string& source, const std::string& build, const std::string& generator) {
  sys::ProcessSpec spec;
  spec.argv = {"cmake", "-S", source, "-B", build, "-G", generator};
  spec.timeout = std::chrono::minutes(2);
  if (!bench::run_process(spec).outcome.succeeded())
    return false;
  spec.argv = {"cmake", "--build", build};
  return bench::run_process(spec).outcome.succeeded();
}

class Bench {
public:
  explicit Bench(Options options) : m_options(std::move(options)) {
    m_check = m_options.bin + "/aurora-bench-check";
    if (m_options.resume)
      m_results = bench::read_results(m_options.json);
    for (const auto& result : m_results)
      m_done.insert(result.id);
    if (!m_options.json.empty())
      m_out.open(m_options.json, m_options.resume ? std::ios::app : std::ios::trunc);
  }

  int run() {
    std::vector<bench::Bug> bugs;
    for (const auto& path : m_options.data) {
      auto read = bench::read_bugs(path);
      if (!read) {
        std::cerr << to_string(read.error()) << "\n";
        return 3;
      }
      for (auto& bug : *read)
        if (wanted(bug))
          bugs.push_back(std::move(bug));
    }
    heal_all(bugs);
    bench::print_table(m_results, std::cout);
    return 0;
  }

private:
  bool wanted(const bench::Bug& bug) const {
    if (m_done.contains(bug.id))
      return false;
    return m_options.ids.empty() || std::ranges::any_of(m_options.ids, [&](const std::string& id) {
             return bug.id == id || base::contains(bug.id, id + "-") || bug.id.ends_with("/" + id);
           });
  }

  void heal_all(const std::vector<bench::Bug>& bugs) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < m_options.jobs; ++i)
      threads.emplace_back([&] {
        auto healer = m_options.direct ? bench::make_direct_healer(m_options.bin, AURORA_RUNTIME_FOLDER)
                                       : bench::make_command_healer(m_options.aurora);
        for (auto index = next++; index < bugs.size(); index = next++)
          note(heal(*healer, bugs[index]), bugs.size());
      });
    for (auto& thread : threads)
      thread.join();
  }

  bench::Result heal(bench::Healer& healer, const bench::Bug& bug) {
    bench::Result result;
    result.id = bug.id;
    result.kind = bug.kind;
    const auto folder = m_options.work + "/" + base::replace_all(bug.id, "/", "_");
    std::error_code problem;
    fs::remove_all(folder, problem);
    fs::remove_all(folder + ".build", problem);
    if (!bench::write_project(bug, folder, m_check) ||
        !configure(folder, folder + ".build", m_options.generator)) {
      result.note = "the project of the bug could not be built";
      return result;
    }
    const auto proposal =
        healer.heal({folder, folder + ".build", bug.editable, m_options.budget, m_options.heal_jobs});
    judge_all(bug, proposal, folder + ".judge", result);
    if (!m_options.keep)
      for (const auto* suffix : {"", ".build"})
        fs::remove_all(folder + suffix, problem);
    return result;
  }

  void judge_all(const bench::Bug& bug, const bench::Proposal& proposal, const std::string& folder,
                 bench::Result& result) const {
    result.seconds = proposal.seconds;
    result.tried = proposal.tried;
    result.search_seconds = proposal.search_seconds;
    result.note = proposal.note;
    result.standings = proposal.standings;
    result.patches = static_cast<int>(proposal.patches.size());
    if (!proposal.titles.empty())
      result.first_title = proposal.titles.front();
    for (std::size_t i = 0; i < proposal.patches.size() && i < 5; ++i) {
      const auto score = bench::judge(bug, proposal.patches[i], folder, m_check);
      result.plausible += score.plausible ? 1 : 0;
      result.any_correct = result.any_correct || score.correct;
      if (i == 0) {
        result.first_plausible = score.plausible;
        result.first_correct = score.correct;
      }
    }
  }

  void note(const bench::Result& result, std::size_t total) {
    const std::lock_guard lock(m_mutex);
    m_results.push_back(result);
    if (m_out.is_open())
      m_out << bench::to_json_line(result) << std::endl;
    const auto* verdict = result.first_correct     ? "correct"
                          : result.any_correct     ? "top-5"
                          : result.first_plausible ? "plausible"
                          : result.patches > 0     ? "WRONG"
                                                   : "-";
    std::cerr << fmt::format("[{}/{}] {} {} {} {:.1f} s {} | {}\n", m_results.size(), total + m_done.size(),
                             result.id, result.kind, verdict, result.seconds, result.first_title,
                             result.note);
  }

  Options m_options;
  std::string m_check;
  std::vector<bench::Result> m_results;
  std::set<std::string> m_done;
  std::ofstream m_out;
  std::mutex m_mutex;
};

} // namespace

int main(int argc, char** argv) {
  Options options;
  options.bin = fs::canonical("/proc/self/exe").parent_path().string();
  options.aurora = options.bin + "/aurora";
  options.work = (fs::temp_directory_path() / fmt::format("aurora-bench-repair-{}", ::getpid())).string();
  CLI::App app(
      "Heals the bugs of aurora.bug/1 data sets and judges the patches with tests the healer never sees.\n"
      "Example: aurora-bench-repair --data bugs.jsonl --budget 60 --json results.ndjson");
  app.add_option("--data", options.data, "Data sets (JSON Lines, schema aurora.bug/1)")
      ->required()
      ->check(CLI::ExistingFile);
  app.add_option("--budget", options.budget, "Seconds of wall time for a bug");
  app.add_option("--jobs", options.jobs, "Bugs at a time");
  app.add_option("--heal-jobs", options.heal_jobs, "Cores for one bug");
  app.add_option("--ids", options.ids, "Only these bugs");
  app.add_option("--json", options.json, "Write one JSON object a bug to this file");
  app.add_option("--aurora", options.aurora, "The aurora executable")->check(CLI::ExistingFile);
  app.add_option("--work", options.work, "Scratch folder");
  app.add_option("--generator", options.generator, "CMake generator of the projects");
  app.add_flag("--resume", options.resume, "Skip what the --json file has already");
  app.add_flag("--direct", options.direct, "Measure the search library alone, without the aurora executable");
  app.add_flag("--keep", options.keep, "Keep the projects");
  CLI11_PARSE(app, argc, argv);
  options.aurora = fs::absolute(options.aurora).string(); // it is started in other folders
  options.work = fs::absolute(options.work).string();
  return Bench(std::move(options)).run();
}
