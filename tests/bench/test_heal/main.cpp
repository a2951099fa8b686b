// Times `aurora test-heal` against what a user types without it, `cmake --build` and `ctest`, with the same
// number of jobs on the same built project, in turns. Prints the medians and their ratio for each number of
// tests.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bench/test_heal/project.hpp"

namespace {

using Arguments = std::map<std::string, std::string>;
using Words = std::vector<std::string>;

/// Exit code of a command whose output nobody reads; -1 when it was killed or could not be started.
int run(const Words& command) {
  std::vector<char*> words;
  for (const auto& word : command)
    words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const auto child = fork();
  if (child == 0) {
    const int null = open("/dev/null", O_RDWR);
    for (const int fd : {0, 1, 2})
      dup2(null, fd);
    execvp(words[0], words.data());
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Seconds that the commands take one after the other, negative when one fails.
double time_of(const std::vector<Words>& commands) {
  const auto begin = std::chrono::steady_clock::now();
  for (const auto& command : commands)
    if (run(command) != 0)
      return -1;
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
  return spent.count();
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

int compare(const Arguments& arguments, std::size_t tests) {
  const auto folder = arguments.at("--directory") + "/test_heal_" + std::to_string(tests);
  const auto build = folder + "/build";
  std::filesystem::remove_all(folder);
  if (!aurora::bench::write_test_project(folder, tests) ||
      run({arguments.at("--cmake"), "-S", folder + "/source", "-B", build}) != 0) {
    std::cerr << "cannot make a project in " << folder << '\n';
    return 3;
  }
  const auto& jobs = arguments.at("--jobs");
  const std::vector<Words> plain{{arguments.at("--cmake"), "--build", build, "--parallel", jobs},
                                 {arguments.at("--ctest"), "--test-dir", build, "-j", jobs}};
  const std::vector<Words> ours{{arguments.at("--aurora"), "test-heal", "-B", build, "--jobs", jobs}};
  if (time_of(plain) < 0 || time_of(ours) < 0) { // warm, too
    std::cerr << "the project in " << folder << " is not green\n";
    return 1;
  }
  std::vector<double> plain_times;
  std::vector<double> our_times;
  for (int round = 0; round < std::stoi(arguments.at("--rounds")); ++round) {
    plain_times.push_back(time_of(plain));
    our_times.push_back(time_of(ours));
  }
  const auto was = median(plain_times);
  const auto is = median(our_times);
  std::cout << fmt::format(
      "{:5} tests, {} jobs: build and ctest {:.3f} s, aurora test-heal {:.3f} s, ratio {:.3f}\n", tests, jobs,
      was, is, is / was);
  std::filesystem::remove_all(folder);
  return std::ranges::min(our_times) < 0 || std::ranges::min(plain_times) < 0 ? 1 : 0;
}

} // namespace

int main(int argc, char** argv) {
  const Words words(argv, argv + argc);
  Arguments arguments{
      {"--aurora", std::filesystem::read_symlink("/proc/self/exe").replace_filename("aurora").string()},
      {"--cmake", "cmake"},
      {"--ctest", "ctest"},
      {"--directory", std::filesystem::temp_directory_path().string()},
      {"--jobs", "2"},
      {"--rounds", "7"},
      {"--tests", "60,1000"}};
  for (std::size_t i = 1; i + 1 < words.size(); i += 2)
    arguments[words[i]] = words[i + 1];
  int code = 0;
  const auto& list = arguments.at("--tests");
  for (std::size_t at = 0; at < list.size() && code == 0;) {
    const auto end = std::min(list.find(',', at), list.size());
    code = compare(arguments, std::stoul(list.substr(at, end - at)));
    at = end + 1;
  }
  return code;
}
