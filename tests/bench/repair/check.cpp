// aurora-bench-check PROGRAM STDIN_FILE EXPECTED_FILE lines|regex [PATTERN]: runs a program with an input and
// compares its output. 0: as expected, 1: other output, 2: the program crashed or could not be run.
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace {

std::string read_file(const char* path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string trimmed(const std::string& line) {
  const auto first = line.find_first_not_of(" \t\r\v\f");
  if (first == std::string::npos)
    return {};
  return line.substr(first, line.find_last_not_of(" \t\r\v\f") - first + 1);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> result;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (auto text_of_line = trimmed(line); !text_of_line.empty())
      result.push_back(std::move(text_of_line));
  return result;
}

std::vector<std::string> matches_of(const std::string& text, const std::regex& pattern) {
  std::vector<std::string> result;
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
    std::string found = match->str();
    for (char& c : found)
      c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    result.push_back(found);
  }
  return result;
}

/// Starts the program with the input, its output going to the returned descriptor.
int start(char* program, const char* input, pid_t& child) {
  int ends[2];
  if (pipe(ends) != 0)
    return -1;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  char* argv[] = {program, nullptr};
  const int failed = posix_spawn(&child, program, &actions, nullptr, argv, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  return failed == 0 ? ends[0] : -1;
}

std::string drain(int from) {
  constexpr std::size_t k_limit = 16U << 20;
  std::string text;
  char buffer[65536];
  ssize_t count = 0;
  while (text.size() < k_limit && (count = read(from, buffer, sizeof buffer)) > 0)
    text.append(buffer, static_cast<std::size_t>(count));
  close(from);
  return text;
}

bool same(const std::string& actual, const std::string& expected, int argc, char** argv) {
  if (std::string(argv[4]) == "lines")
    return lines_of(actual) == lines_of(expected);
  const std::regex pattern(argc > 5 ? argv[5] : ".+", std::regex::icase);
  return matches_of(actual, pattern) == matches_of(expected, pattern);
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 5)
    return 2;
  pid_t child = 0;
  const int from = start(argv[1], argv[2], child);
  if (from < 0)
    return 2;
  const std::string actual = drain(from);
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status)) {
    std::cerr << "the program was killed by signal " << WTERMSIG(status) << "\n";
    return 2;
  }
  const std::string expected = read_file(argv[3]);
  if (same(actual, expected, argc, argv))
    return 0;
  std::cout << "expected:\n" << expected << "\nactual:\n" << actual << "\n";
  return 1;
}
