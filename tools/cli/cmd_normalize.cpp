#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include "aurora/junit/assertions.hpp"
#include "aurora/junit/reader.hpp"
#include "aurora/model/json.hpp"
#include "aurora/sys/clock.hpp"
#include "aurora/triage/analyze.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

struct NormalizeOptions {
  std::vector<std::string> files;
  std::string source_dir = ".";
};

using Stream = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

Stream open_stream(const std::string& path) {
  if (path == "-")
    return {stdin, [](std::FILE*) { return 0; }};
  return {std::fopen(path.c_str(), "rb"), std::fclose};
}

junit::ChunkSource chunks_of(std::FILE* stream, const std::string& path) {
  return [stream, path](std::span<char> buffer) -> base::Result<std::size_t> {
    const auto count = std::fread(buffer.data(), 1, buffer.size(), stream);
    if (count == 0 && std::ferror(stream) != 0)
      return base::fail(base::ErrorCode::io, "reading failed", path);
    return count;
  };
}

void print_event(model::TestCase& test, const triage::AnalysisOptions& options) {
  if (test.status != model::TestStatus::failed && test.status != model::TestStatus::not_run)
    return;
  if (test.assertions.empty())
    test.assertions = junit::read_assertions(test.output);
  if (test.ctest_name.empty())
    test.ctest_name =
        test.suite.empty() || test.suite == test.name ? test.name : test.suite + "." + test.name;
  fmt::print("{}\n", model::to_json_line(triage::analyze(test, options)));
}

base::Result<junit::Summary> normalize(const std::string& path, const triage::AnalysisOptions& analysis) {
  const auto stream = open_stream(path);
  if (!stream)
    return base::fail(base::ErrorCode::not_found, "cannot be opened", path);
  junit::ReadOptions options;
  options.path = path;
  return junit::read_junit_stream(
      chunks_of(stream.get(), path), [&](model::TestCase&& test) { print_event(test, analysis); }, options);
}

int run(const NormalizeOptions& options) {
  sys::SystemClock clock;
  sys::SystemEnvironment environment;
  triage::AnalysisOptions analysis;
  analysis.source_dir =
      sys::normalize_path(sys::join_path(environment.current_directory(), options.source_dir));
  analysis.timestamp = sys::to_rfc3339(clock.now());
  bool red = false;
  for (const auto& path : options.files) {
    const auto summary = normalize(path, analysis);
    if (!summary)
      return report_error("normalize", summary.error());
    const auto& counts = summary->counts;
    fmt::print(stderr, "{}: {} ({}): {} passed, {} failed, {} not run, {} skipped\n", path, counts.total(),
               summary->producer, counts.passed, counts.failed, counts.not_run, counts.skipped);
    red = red || counts.failed > 0 || counts.not_run > 0;
  }
  return static_cast<int>(red ? ExitCode::findings : ExitCode::done);
}

} // namespace

void add_normalize(flags::Command command, int& exit_code) {
  auto options = std::make_shared<NormalizeOptions>();
  command.option("files", options->files, "JUnit reports of any producer (- is standard input)").required();
  command.option("--source-dir,-S", options->source_dir, "the project's source folder");
  command.action([options, &exit_code] { exit_code = run(*options); });
}

} // namespace aurora::cli
