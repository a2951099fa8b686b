#include "bench/repair/judge.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "bench/repair/local.hpp"
#include "bench/repair/project.hpp"

namespace aurora::bench {

namespace fs = std::filesystem;

namespace {

bool compile(const Bug& bug, const std::string& folder) {
  const bool c = bug.language == "c";
  sys::ProcessSpec spec;
  spec.argv = {c ? "cc" : "c++", fmt::format("-std=gnu{}{}", c ? "" : "++", bug.standard), "-w"};
  spec.argv.insert(spec.argv.end(), bug.sources.begin(), bug.sources.end());
  spec.argv.insert(spec.argv.end(), {"-o", "program"});
  for (const auto& library : bug.libs)
    spec.argv.push_back("-l" + library);
  spec.cwd = folder;
  spec.timeout = std::chrono::minutes(2);
  return run_process(spec).outcome.succeeded();
}

bool passes(const BugTest& test, const std::string& folder, const std::string& check) {
  sys::ProcessSpec spec;
  spec.cwd = folder;
  spec.timeout = std::chrono::milliseconds(static_cast<long>(test.timeout_seconds * 1000));
  spec.argv = {folder + "/program"};
  if (!test.compare.empty()) {
    write_text(folder + "/case.in", test.stdin_text);
    write_text(folder + "/case.expected", test.stdout_text);
    spec.argv = {check, folder + "/program", "case.in", "case.expected", test.compare};
    if (!test.pattern.empty())
      spec.argv.push_back(test.pattern);
  }
  return run_process(spec).outcome.succeeded();
}

bool pass_all(const std::vector<BugTest>& tests, const std::string& folder, const std::string& check) {
  return std::ranges::all_of(tests, [&](const BugTest& test) { return passes(test, folder, check); });
}

} // namespace

Score judge(const Bug& bug, const Texts& patched, const std::string& folder, const std::string& check) {
  std::error_code problem;
  fs::remove_all(folder, problem);
  for (const auto& [path, text] : bug.files)
    write_text(folder + "/" + path, patched.contains(path) ? patched.at(path) : text);
  Score score;
  score.compiles = compile(bug, folder);
  score.plausible = score.compiles && pass_all(bug.tests, folder, check);
  score.correct = score.plausible && pass_all(bug.held_out, folder, check);
  fs::remove_all(folder, problem);
  return score;
}

} // namespace aurora::bench
