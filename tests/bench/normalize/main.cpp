// Normalizes a synthetic JUnit report, each time in a process of its own, by turns with `aurora normalize`
// and with Python's standard library. Prints MB/s and peak memory of both, the ratio of the times in every
// round, and the median of these ratios.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bench/normalize/generate.hpp"

namespace {

constexpr int k_findings = 1; ///< aurora's exit code for a report with failures

using Arguments = std::map<std::string, std::string>;

struct Measured {
  int exit_code = -1;
  double seconds = 0;
  double peak_mib = 0;
};

/// A process of its own, so that peak memory is that of one reader alone.
Measured run(const std::vector<std::string>& command, const std::string& output, const std::string& errors) {
  std::vector<char*> words;
  for (const auto& word : command)
    words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const auto begin = std::chrono::steady_clock::now();
  std::cout.flush();
  const auto child = fork();
  if (child == 0) {
    if (std::freopen(output.c_str(), "w", stdout) != nullptr &&
        std::freopen(errors.c_str(), "w", stderr) != nullptr)
      execvp(words[0], words.data());
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, wall.count(),
          static_cast<double>(usage.ru_maxrss) / 1024};
}

std::string first_line_of(const std::string& path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  return line;
}

/// "…: 10 passed, 2 failed, 0 not run, 1 skipped" as "10 2 1".
std::string counts_of(const std::string& line) {
  std::string counts;
  for (const auto* word : {" passed", " failed", " skipped"}) {
    const auto end = line.find(word);
    const auto begin = end == std::string::npos ? end : line.rfind(' ', end - 1);
    if (begin != std::string::npos)
      counts += (counts.empty() ? "" : " ") + line.substr(begin + 1, end - begin - 1);
  }
  return counts;
}

void print(const std::string& name, const Measured& measured, double megabytes) {
  std::cout << fmt::format("{:<28} {:8.3f} s {:9.1f} MB/s  peak {:7.1f} MiB\n", name, measured.seconds,
                           megabytes / measured.seconds, measured.peak_mib);
}

/// Written to the disk and in the page cache, so that neither reader waits for it or shares a core with that.
void settle(const std::string& path) {
  if (const int file = open(path.c_str(), O_RDONLY); file >= 0) {
    fsync(file);
    close(file);
  }
  std::ifstream in(path, std::ios::binary);
  std::vector<char> block(1 << 20);
  while (in.read(block.data(), static_cast<std::streamsize>(block.size()))) {
  }
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

struct Round {
  Measured ours;
  Measured python;
};

/// Nothing when a reader does not end as it should.
std::optional<Round> run_both(const Arguments& arguments, const std::string& base) {
  const auto report = base + ".xml";
  const Round round{run({arguments.at("--aurora"), "normalize", report}, base + ".ndjson", base + ".ours"),
                    run({arguments.at("--python"), arguments.at("--reference"), report, base + ".py.ndjson"},
                        base + ".python", base + ".errors")};
  if (round.ours.exit_code == k_findings && round.python.exit_code == 0)
    return round;
  std::cerr << fmt::format("aurora ended with {} (see {}), python with {} (see {})\n", round.ours.exit_code,
                           base + ".ours", round.python.exit_code, base + ".errors");
  return std::nullopt;
}

int compare(const Arguments& arguments) {
  const auto cases = std::stoul(arguments.at("--cases"));
  const auto base = (std::filesystem::path(arguments.at("--directory")) / "normalize").string();
  const auto report = base + ".xml";
  if (!aurora::bench::generate_report(report, cases)) {
    std::cerr << "cannot write " << report << '\n';
    return 3;
  }
  const auto megabytes = static_cast<double>(std::filesystem::file_size(report)) / 1e6;
  std::cout << fmt::format("{} cases, {:.1f} MB\n", cases, megabytes);
  settle(report);
  std::vector<double> ratios;
  for (auto left = std::max(1UL, std::stoul(arguments.at("--rounds"))); left > 0; --left) {
    const auto round = run_both(arguments, base);
    if (!round) {
      std::filesystem::remove(report);
      return 1;
    }
    print("aurora normalize", round->ours, megabytes);
    print("python, xml.etree.iterparse", round->python, megabytes);
    ratios.push_back(round->python.seconds / round->ours.seconds);
    std::cout << fmt::format("ratio {:.1f}\n", ratios.back());
  }
  std::filesystem::remove(report);
  std::cout << fmt::format("median ratio of {} rounds {:.1f}\n", ratios.size(), median(ratios));
  const auto counts = counts_of(first_line_of(base + ".ours"));
  const bool agreed = counts == first_line_of(base + ".python");
  std::cout << "passed failed skipped: " << counts << (agreed ? "" : " (they disagree)") << '\n';
  return agreed ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv, argv + argc);
  Arguments arguments{
      {"--cases", "1000000"},
      {"--rounds", "5"},
      {"--aurora", std::filesystem::read_symlink("/proc/self/exe").replace_filename("aurora").string()},
      {"--directory", std::filesystem::temp_directory_path().string()},
      {"--python", "python3"},
      {"--reference", AURORA_BENCH_REFERENCE}};
  for (std::size_t i = 1; i + 1 < words.size(); i += 2)
    arguments[words[i]] = words[i + 1];
  return compare(arguments);
}
