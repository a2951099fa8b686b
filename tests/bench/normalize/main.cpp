// Normalizes a synthetic JUnit report twice, each time in a process of its own: with the product's streaming
// reader, and with Python's standard library. Prints MB/s and peak memory of both and the ratio of the times.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bench/normalize/generate.hpp"
#include "bench/normalize/normalize.hpp"

namespace {

using Arguments = std::map<std::string, std::string>;

struct Measured {
  bool ok = false;
  double seconds = 0;
  double peak_mib = 0;
};

/// A process of its own, so that peak memory is that of one reader alone.
Measured run(const std::vector<std::string>& command, const std::string& output) {
  std::vector<char*> words;
  for (const auto& word : command)
    words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const auto begin = std::chrono::steady_clock::now();
  std::cout.flush();
  const auto child = fork();
  if (child == 0) {
    if (std::freopen(output.c_str(), "w", stdout) != nullptr)
      execvp(words[0], words.data());
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  return {WIFEXITED(status) && WEXITSTATUS(status) == 0, wall.count(),
          static_cast<double>(usage.ru_maxrss) / 1024};
}

int normalize_here(const std::string& report, const std::string& events) {
  const auto summary = aurora::bench::normalize(report, events);
  if (!summary) {
    std::cerr << to_string(summary.error()) << '\n';
    return 1;
  }
  const auto& counts = summary->counts;
  std::cout << counts.passed << ' ' << counts.failed + counts.not_run << ' ' << counts.skipped << '\n';
  return 0;
}

std::string first_line_of(const std::string& path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  return line;
}

void print(const std::string& name, const Measured& measured, double megabytes) {
  std::cout << fmt::format("{:<28} {:8.3f} s {:9.1f} MB/s  peak {:7.1f} MiB\n", name, measured.seconds,
                           megabytes / measured.seconds, measured.peak_mib);
}

int compare(const std::string& self, const Arguments& arguments) {
  const auto cases = std::stoul(arguments.at("--cases"));
  const auto base = (std::filesystem::path(arguments.at("--directory")) / "normalize").string();
  const auto report = base + ".xml";
  if (!aurora::bench::generate_report(report, cases)) {
    std::cerr << "cannot write " << report << '\n';
    return 3;
  }
  const auto megabytes = static_cast<double>(std::filesystem::file_size(report)) / 1e6;
  std::cout << fmt::format("{} cases, {:.1f} MB\n", cases, megabytes);
  const auto ours = run({self, "--normalize", report, base + ".ndjson"}, base + ".ours");
  const auto python = run(
      {arguments.at("--python"), arguments.at("--reference"), report, base + ".py.ndjson"}, base + ".python");
  print("aurora", ours, megabytes);
  print("python, xml.etree.iterparse", python, megabytes);
  std::cout << fmt::format("ratio {:.1f}\n", python.seconds / ours.seconds);
  const auto agreed = first_line_of(base + ".ours") == first_line_of(base + ".python");
  std::cout << "passed failed skipped: " << first_line_of(base + ".ours")
            << (agreed ? "" : " (they disagree)") << '\n';
  std::filesystem::remove(report);
  return ours.ok && python.ok && agreed ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv, argv + argc);
  if (words.size() == 4 && words[1] == "--normalize")
    return normalize_here(words[2], words[3]);
  Arguments arguments{{"--cases", "1000000"},
                      {"--directory", std::filesystem::temp_directory_path().string()},
                      {"--python", "python3"},
                      {"--reference", "tests/bench/normalize/reference.py"}};
  for (std::size_t i = 1; i + 1 < words.size(); i += 2)
    arguments[words[i]] = words[i + 1];
  return compare(std::filesystem::read_symlink("/proc/self/exe").string(), arguments);
}
