// aurora-trace [--only PATH | --except PATH | --programs FOLDER | --functions FILE]... ROOT OUT COMMAND...:
// runs the command and writes the lines below ROOT that it and the programs it starts reached to OUT, one
// "LINE PATH" each with the path relative to ROOT; of these files only where some are named, or not of those,
// which is faster; a PATH to leave out may be a folder, then it ends with '/'. Programs of the system are
// passed over, with --programs all that are neither below FOLDER nor below ROOT. Of programs without debug
// information it writes the functions, "+ NAME" for one that was reached and "- NAME" for another; of these
// only whose unqualified name is a line of FILE, which is faster too. "! PATH" is a program that was started.
// When the command fails after a crash, the calls it was in follow, innermost first: "@ LINE PATH", or "@ 0"
// and the function where the line is not known. Ends as the command does; 126 when it cannot trace, 2 when it
// is called in another way.

#include <csignal>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>

#include <sys/resource.h>
#include <sys/wait.h>

#include "trace/tracer.hpp"

namespace {

bool write_lines(const char* path, const aurora::trace::Run& run) {
  std::FILE* out = std::fopen(path, "we");
  if (out == nullptr)
    return false;
  for (const auto& [line, reached] : run.lines)
    if (reached)
      std::fprintf(out, "%d %s\n", line.second, line.first.c_str());
  for (const auto& [function, reached] : run.functions)
    std::fprintf(out, "%c %s\n", reached ? '+' : '-', function.c_str());
  for (const auto& program : run.started)
    std::fprintf(out, "! %s\n", program.c_str());
  if (run.status != 0)
    for (const auto& site : run.crash)
      std::fprintf(out, "@ %d %s\n", site.line, (site.line > 0 ? site.file : site.function).c_str());
  return std::fclose(out) == 0;
}

int end_like(int status) {
  if (!WIFSIGNALED(status))
    return WEXITSTATUS(status);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  std::signal(WTERMSIG(status), SIG_DFL);
  std::raise(WTERMSIG(status));
  return 128 + WTERMSIG(status);
}

std::string folder(std::string path) {
  if (!path.ends_with('/'))
    path += '/';
  return path;
}

bool read_names(const char* path, aurora::trace::Wanted& wanted) {
  std::ifstream names(path);
  auto& functions = wanted.functions.emplace();
  for (std::string line; std::getline(names, line);)
    functions.insert(line);
  return names.eof();
}

/// Whether the option was understood and its file could be read.
bool read_option(std::string_view name, const char* value, aurora::trace::Wanted& wanted) {
  if (name == "--only")
    wanted.files.insert(value);
  else if (name == "--except")
    wanted.others.insert(value);
  else if (name == "--programs")
    wanted.programs = folder(value);
  else
    return name == "--functions" && read_names(value, wanted);
  return true;
}

} // namespace

int main(int argc, char** argv) {
  aurora::trace::Wanted wanted;
  while (argc > 2 && read_option(argv[1], argv[2], wanted)) {
    argc -= 2;
    argv += 2;
  }
  if (argc < 4 || std::string_view(argv[1]).starts_with("--")) {
    std::fputs("usage: aurora-trace [--only PATH | --except PATH | --programs FOLDER | --functions FILE]... "
               "ROOT OUT COMMAND [ARGUMENT]...\n",
               stderr);
    return 2;
  }
  wanted.root = folder(argv[1]);
  const auto run = aurora::trace::run_traced(argv + 3, wanted);
  if (!run || !write_lines(argv[2], *run)) {
    std::fprintf(stderr, "aurora-trace: cannot trace %s\n", argv[3]);
    return 126;
  }
  return end_like(run->status);
}
