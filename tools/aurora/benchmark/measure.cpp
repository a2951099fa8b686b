#include "aurora/benchmark/measure.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::benchmark {
namespace {

constexpr int k_timeout_seconds = 300;
constexpr std::uint64_t k_most_report_bytes = 64UL << 20;
constexpr std::size_t k_most_output_bytes = 8UL << 20;
constexpr std::size_t k_told_bytes = 300;

bool has_flag(const std::vector<std::string>& command, std::string_view flag) {
  return std::ranges::any_of(command, [&](const std::string& word) { return word.starts_with(flag); });
}

std::string last_words(const sys::ProcessResult& result) {
  const auto& text = base::trim(result.stderr_text).empty() ? result.stdout_text : result.stderr_text;
  const auto trimmed = base::trim(text);
  const auto tail = trimmed.substr(trimmed.size() - std::min(trimmed.size(), k_told_bytes));
  return tail.empty() ? "" : ": " + base::to_printable(tail);
}

class Measuring {
public:
  Measuring(const Definition& definition, const Machine& machine)
      : m_definition(definition), m_machine(machine),
        m_report(sys::join_path(machine.scratch, "benchmark.json")) {}

  base::Result<Results> run(int repetitions) {
    if (m_definition.kind == Kind::time)
      if (auto warm = once(); !warm || !warm->problems.empty())
        return warm;
    for (int i = 0; i < repetitions; ++i) {
      if (m_machine.on_repetition)
        m_machine.on_repetition(i, repetitions);
      auto one = once();
      if (!one || !one->problems.empty())
        return one;
      for (auto& [name, samples] : one->measurements)
        m_samples[name].insert(m_samples[name].end(), samples.begin(), samples.end());
    }
    Results all;
    for (auto& [name, samples] : m_samples)
      all.measurements.push_back({name, std::move(samples)});
    return all;
  }

private:
  sys::ProcessSpec spec() const {
    sys::ProcessSpec spec;
    spec.argv = m_definition.command;
    spec.cwd = m_definition.folder;
    spec.timeout = std::chrono::seconds(m_definition.timeout > 0 ? m_definition.timeout : k_timeout_seconds);
    spec.output_limit = k_most_output_bytes;
    for (const auto& entry : m_definition.environment)
      spec.environment[entry.substr(0, entry.find('='))] =
          entry.find('=') == std::string::npos ? "" : entry.substr(entry.find('=') + 1);
    if (m_definition.kind != Kind::google)
      return spec;
    // Behind the command, which may begin with a wrapper such as taskset.
    if (!has_flag(spec.argv, "--benchmark_min_time"))
      spec.argv.emplace_back("--benchmark_min_time=0.1");
    spec.argv.push_back("--benchmark_out=" + m_report);
    spec.argv.emplace_back("--benchmark_out_format=json");
    return spec;
  }

  base::Result<Results> once() {
    if (auto removed = m_machine.files.remove_file(m_report); !removed)
      return base::forward(removed);
    const double before = m_machine.cpu_seconds();
    const auto result = m_machine.processes.run(spec());
    const double used = m_machine.cpu_seconds() - before;
    if (!result)
      return failed(result.error().message);
    if (result->outcome.kind == sys::Outcome::Kind::cancelled)
      return base::fail(base::ErrorCode::cancelled, "interrupted");
    if (!result->outcome.succeeded())
      return failed(sys::to_string(result->outcome) + last_words(*result));
    if (m_definition.kind == Kind::time)
      return Results{
          {{m_definition.name, {m_definition.clock == Clock::wall ? result->duration.count() : used}}}, {}};
    return read(*result);
  }

  base::Result<Results> read(const sys::ProcessResult& result) const {
    auto results = read_what_it_left(result);
    return results ? results : failed(results.error().message);
  }

  base::Result<Results> read_what_it_left(const sys::ProcessResult& result) const {
    if (m_definition.kind == Kind::lines)
      return read_lines(result.stdout_text, m_definition.name);
    const auto text = m_machine.files.read(m_report, k_most_report_bytes);
    if (!text)
      return base::fail(base::ErrorCode::invalid_input,
                        "it wrote no report to --benchmark_out; is it a Google Benchmark program?");
    return read_google(*text, m_definition.name, m_definition.clock);
  }

  Results failed(const std::string& why) const { return {{}, {m_definition.name + ": " + why}}; }

  const Definition& m_definition;
  const Machine& m_machine;
  std::string m_report;
  std::map<std::string, std::vector<double>> m_samples;
};

} // namespace

base::Result<Results> measure(const Definition& definition, int repetitions, const Machine& machine) {
  return Measuring(definition, machine).run(repetitions);
}

} // namespace aurora::benchmark
