#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include "aurora/junit/reader.hpp"
#include "aurora/sys/clock.hpp"
#include "aurora/triage/analyze.hpp"
#include "commands.hpp"
#include "event_writer.hpp"
#include "exit_code.hpp"
#include "session.hpp"

namespace aurora::cli {
namespace {

struct NormalizeOptions {
  std::vector<std::string> files;
  std::string source_dir = ".";
  bool quiet = false;
  bool json = false;
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
    if (sys::interrupted())
      return base::fail(base::ErrorCode::cancelled, "interrupted", path);
    if (count == 0 && std::ferror(stream) != 0)
      return base::fail(base::ErrorCode::io, "reading failed", path);
    return count;
  };
}

bool is_wanted(const model::TestCase& test) {
  return test.status == model::TestStatus::failed || test.status == model::TestStatus::not_run;
}

base::Result<junit::Summary> normalize(const std::string& path, EventWriter& events) {
  const auto stream = open_stream(path);
  if (!stream)
    return base::fail(base::ErrorCode::not_found, "cannot be opened", path);
  junit::ReadOptions options;
  options.path = path;
  options.deliver = junit::Deliver::all_but_plain_passes;
  const junit::CaseSink sink = [&](model::TestCase&& test) {
    if (is_wanted(test))
      events.add(std::move(test));
  };
  return junit::read_junit_stream(chunks_of(stream.get(), path), sink, options);
}

int run(const NormalizeOptions& options) {
  sys::SystemClock clock;
  sys::SystemEnvironment environment;
  triage::AnalysisOptions analysis;
  analysis.source_dir =
      sys::normalize_path(sys::join_path(environment.current_directory(), options.source_dir));
  analysis.timestamp = sys::to_rfc3339(clock.now());
  bool red = false;
  EventWriter events(analysis, stdout);
  for (const auto& path : options.files) {
    const auto summary = normalize(path, events);
    if (!summary)
      return report_error("normalize", summary.error());
    const auto& counts = summary->counts;
    if (!options.quiet)
      fmt::print(stderr, "{}: {} ({}): {} passed, {} failed, {} not run, {} skipped\n", path, counts.total(),
                 summary->producer, counts.passed, counts.failed, counts.not_run, counts.skipped);
    red = red || counts.failed > 0 || counts.not_run > 0;
  }
  if (const auto written = events.finish(); !written)
    return report_error("normalize", written.error());
  return static_cast<int>(red ? ExitCode::findings : ExitCode::done);
}

} // namespace

void add_normalize(flags::Command command, int& exit_code) {
  auto options = std::make_shared<NormalizeOptions>();
  command.option("files", options->files, "JUnit reports of any producer (- is standard input)").required();
  command.option("--source-dir,-S", options->source_dir, "the project's source folder");
  command.flag("--quiet,-q", options->quiet, "no figures on standard error");
  command.flag("--json", options->json, "as every command; the events are JSON in any case");
  command.action([options, &exit_code] { exit_code = run(*options); });
}

} // namespace aurora::cli
