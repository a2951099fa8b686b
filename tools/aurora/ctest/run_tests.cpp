#include "aurora/ctest/run_tests.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "aurora/base/text.hpp"
#include "aurora/ctest/suite_places.hpp"
#include "aurora/junit/assertions.hpp"
#include "aurora/junit/census.hpp"
#include "aurora/junit/cross_check.hpp"
#include "aurora/junit/ctest_console.hpp"
#include "aurora/junit/join.hpp"
#include "aurora/junit/reader.hpp"
#include "aurora/junit/report_path.hpp"

namespace aurora::ctest {
namespace {

constexpr std::uint64_t k_max_report_bytes = 1UL << 30;

/// "a|b" as one argument: CTest takes a regular expression each for -L and -LE, and several -L mean "and".
std::string alternatives(const std::vector<std::string>& patterns) {
  return patterns.size() == 1 ? patterns.front() : "(" + base::join(patterns, ")|(") + ")";
}

void add_selection(const TestOptions& options, std::vector<std::string>& argv) {
  if (!options.labels.empty())
    argv.insert(argv.end(), {"-L", alternatives(options.labels)});
  if (!options.exclude_labels.empty())
    argv.insert(argv.end(), {"-LE", alternatives(options.exclude_labels)});
  if (options.indices.empty())
    return;
  // Start,End,Stride and then single numbers (ctest(1), -I).
  std::string list = fmt::format("{0},{0},1", options.indices.front());
  for (std::size_t i = 1; i < options.indices.size(); ++i)
    list += fmt::format(",{}", options.indices[i]);
  argv.insert(argv.end(), {"-I", list});
}

std::vector<std::string> ctest_command(const std::string& folder, const TestOptions& options) {
  // Dashboard mode writes Test.xml, the only place where CTest tells exit codes.
  std::vector<std::string> argv{options.ctest.ctest,
                                "--test-dir",
                                folder,
                                "-T",
                                "Test",
                                "--no-compress-output",
                                "--output-junit",
                                sys::join_path(folder, "junit.xml"),
                                "--test-output-size-passed",
                                "65536",
                                "--test-output-size-failed",
                                "8388608",
                                "--test-output-truncation",
                                "middle",
                                "-j",
                                std::to_string(std::max(1U, options.jobs))};
  if (!options.ctest.config.empty())
    argv.insert(argv.end(), {"-C", options.ctest.config});
  if (options.order == Order::random)
    argv.emplace_back("--schedule-random");
  if (options.timeout.count() > 0)
    argv.insert(argv.end(), {"--timeout", std::to_string(options.timeout.count())});
  if (options.stop_on_failure)
    argv.emplace_back("--stop-on-failure");
  if (options.until_fail > 1)
    argv.insert(argv.end(), {"--repeat", fmt::format("until-fail:{}", options.until_fail)});
  add_selection(options, argv);
  return argv;
}

std::string find_test_xml(const std::string& folder, sys::FileSystem& files) {
  const auto testing = sys::join_path(folder, "Testing");
  const auto entries = files.list(testing);
  if (!entries)
    return {};
  for (const auto& entry : *entries) {
    const auto path = sys::join_path(sys::join_path(testing, entry.name), "Test.xml");
    const auto info = files.info(path);
    if (info && info->kind == sys::FileKind::regular)
      return path;
  }
  return {};
}

void attach_exit_codes(const std::string& folder, sys::FileSystem& files, model::TestRun& run) {
  const auto path = find_test_xml(folder, files);
  const auto text =
      path.empty() ? base::Result<std::string>(std::string()) : files.read(path, k_max_report_bytes);
  if (!text)
    return;
  std::map<std::string, int> codes;
  for (auto& [name, code] : read_exit_codes(*text))
    codes.emplace(std::move(name), code);
  for (auto& test : run.cases)
    if (const auto found = codes.find(test.name); found != codes.end())
      test.exit_code = found->second;
}

/// The reports that the tests' own frameworks wrote during this run (never an older one).
std::vector<junit::FrameworkReport> framework_reports(const Place& place,
                                                      const std::vector<model::RegisteredTest>& registered,
                                                      std::int64_t started_ns, sys::FileSystem& files) {
  std::vector<junit::FrameworkReport> reports;
  for (const auto& test : registered) {
    const auto written = junit::report_path(test.command, test.working_directory);
    if (!written)
      continue;
    const auto path = place.outside_path ? place.outside_path(*written) : *written;
    const auto info = files.info(path);
    if (!info || info->kind != sys::FileKind::regular || info->mtime_ns < started_ns)
      continue;
    const auto text = files.read(path, k_max_report_bytes);
    auto run = text ? junit::read_junit(*text) : base::Result<model::TestRun>(base::forward(text));
    if (!run)
      continue;
    resolve_places(*run, test.working_directory, files);
    reports.push_back({test.name, std::move(*run)});
  }
  return reports;
}

void attach_registration(const std::vector<model::RegisteredTest>& registered, model::TestRun& run) {
  std::map<std::string_view, const model::RegisteredTest*> by_name;
  for (const auto& test : registered)
    by_name.emplace(test.name, &test);
  for (auto& test : run.cases) {
    test.ctest_name = test.name;
    const auto found = by_name.find(test.name);
    if (found == by_name.end())
      continue;
    test.labels = found->second->labels;
    if (test.file.empty()) {
      test.file = found->second->file;
      test.line = found->second->line;
    }
  }
}

/// A framework's report tells more than what was printed.
std::vector<model::CaseCensus> take_census(const model::TestRun& run,
                                           const std::vector<junit::FrameworkReport>& reports) {
  std::map<std::string_view, const model::TestRun*> by_name;
  for (const auto& report : reports)
    by_name.emplace(report.ctest_name, &report.run);
  std::vector<model::CaseCensus> all;
  for (const auto& test : run.cases) {
    const auto report = by_name.find(test.ctest_name);
    auto census = report != by_name.end() ? std::optional(junit::census_of(*report->second))
                                          : junit::read_census(test.output);
    if (!census)
      continue;
    census->ctest_name = test.ctest_name;
    all.push_back(std::move(*census));
  }
  return all;
}

void resolve_printed_places(const std::vector<model::RegisteredTest>& registered, model::TestRun& run,
                            sys::FileSystem& files) {
  std::map<std::string_view, std::string_view> folders;
  for (const auto& test : registered)
    folders.emplace(test.name, test.working_directory);
  for (auto& test : run.cases)
    if (const auto found = folders.find(test.ctest_name); found != folders.end())
      resolve_places(test, std::string(found->second), files);
}

base::Result<std::int64_t> mark_start(const std::string& folder, sys::FileSystem& files) {
  const auto marker = sys::join_path(folder, "started");
  if (auto written = files.write(marker, ""); !written)
    return base::forward(written);
  const auto info = files.info(marker);
  if (!info)
    return base::forward(info);
  return info->mtime_ns;
}

base::Result<TestOutcome> read_outcome(const std::string& folder, sys::ProcessResult result,
                                       sys::FileSystem& files) {
  if (result.outcome.kind == sys::Outcome::Kind::cancelled)
    return base::fail(base::ErrorCode::cancelled, "interrupted");
  TestOutcome outcome;
  outcome.outcome = result.outcome;
  outcome.exit_code = result.outcome.kind == sys::Outcome::Kind::exited ? result.outcome.value : -1;
  outcome.seconds = result.duration.count();
  outcome.log = result.stdout_text + result.stderr_text;
  auto junit = files.read(sys::join_path(folder, "junit.xml"), k_max_report_bytes);
  if (!junit)
    return base::fail(base::ErrorCode::environment,
                      fmt::format("ctest wrote no results ({}): {}", to_string(result.outcome),
                                  base::trim(result.stderr_text)),
                      folder);
  outcome.junit = std::move(*junit);
  return outcome;
}

} // namespace

std::vector<std::pair<std::string, int>> read_exit_codes(std::string_view test_xml) {
  std::vector<std::pair<std::string, int>> codes;
  pugi::xml_document document;
  if (!document.load_buffer(test_xml.data(), test_xml.size()))
    return codes;
  for (const auto test : document.child("Site").child("Testing").children("Test")) {
    std::string kind;
    std::string value;
    for (const auto measurement : test.child("Results").children("NamedMeasurement")) {
      const std::string_view name = measurement.attribute("name").value();
      if (name == "Exit Code")
        kind = measurement.child_value("Value");
      else if (name == "Exit Value")
        value = measurement.child_value("Value");
    }
    const auto code = base::parse_integer(value);
    if (code && (kind.empty() || kind == "Failed"))
      codes.emplace_back(test.child_value("Name"), static_cast<int>(*code));
  }
  return codes;
}

base::Result<TestOutcome> run_tests(const Place& place, const TestOptions& options, sys::FileSystem& files) {
  const auto folder = mirror_directory(place, "ctest", files);
  if (!folder)
    return base::forward(folder);
  if (auto removed = files.remove_tree(sys::join_path(*folder, "Testing")); !removed)
    return base::forward(removed);
  if (auto removed = files.remove_file(sys::join_path(*folder, "junit.xml")); !removed)
    return base::forward(removed);
  const auto started = mark_start(*folder, files);
  if (!started)
    return base::forward(started);
  sys::ProcessSpec spec;
  spec.argv = ctest_command(*folder, options);
  spec.cwd = *folder;
  spec.timeout = options.total_timeout;
  spec.environment = {{"LC_ALL", "C"}, {"CTEST_OUTPUT_ON_FAILURE", "0"}, {"GTEST_COLOR", "no"}};
  spec.unset = {"CTEST_PARALLEL_LEVEL", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"};
  spec.on_stdout = options.on_output;
  auto result = place.run(spec);
  if (!result)
    return base::forward(result);
  auto outcome = read_outcome(*folder, std::move(*result), files);
  if (!outcome)
    return outcome;
  junit::ReadOptions reading;
  reading.keep_output = junit::KeepOutput::of_all; // every run of every test is logged
  reading.path = sys::join_path(*folder, "junit.xml");
  auto run = junit::read_junit(outcome->junit, reading);
  if (!run)
    return base::forward(run);
  outcome->run = std::move(*run);
  junit::apply_ctest_console(outcome->run, outcome->log);
  outcome->warning = junit::cross_check(model::count(outcome->run), outcome->exit_code);
  attach_exit_codes(*folder, files, outcome->run);
  outcome->started_ns = *started;
  return outcome;
}

void add_cases(const Place& place, TestOutcome& outcome, const std::vector<model::RegisteredTest>& registered,
               sys::FileSystem& files) {
  attach_registration(registered, outcome.run);
  const auto reports = framework_reports(place, registered, outcome.started_ns, files);
  outcome.census = take_census(outcome.run, reports);
  outcome.run = junit::join(std::move(outcome.run), reports);
  for (auto& test : outcome.run.cases)
    if (test.status == model::TestStatus::failed && test.assertions.empty())
      test.assertions = junit::read_assertions(test.output);
  resolve_printed_places(registered, outcome.run, files);
}

} // namespace aurora::ctest
