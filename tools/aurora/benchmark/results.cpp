#include "aurora/benchmark/results.hpp"

#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "aurora/base/json_value.hpp"
#include "aurora/base/text.hpp"

namespace aurora::benchmark {
namespace {

using base::ErrorCode;
using Samples = std::map<std::string, std::vector<double>>;

constexpr std::size_t k_most_samples = 10'000;
constexpr std::size_t k_most_benchmarks = 10'000;
constexpr std::size_t k_longest_name = 300;

std::string text_at(const Json::Value& object, const char* key) {
  return object[key].isString() ? object[key].asString() : std::string();
}

/// 0 for what is no unit.
double seconds_of(std::string_view unit) {
  static const std::map<std::string_view, double> units{{"ns", 1e-9}, {"us", 1e-6}, {"ms", 1e-3}, {"s", 1}};
  const auto found = units.find(unit);
  return found == units.end() ? 0 : found->second;
}

void add_sample(Samples& samples, const std::string& name, double seconds) {
  if (samples.size() >= k_most_benchmarks && !samples.contains(name))
    return;
  if (auto& list = samples[name]; list.size() < k_most_samples)
    list.push_back(seconds);
}

void move_into(Results& results, Samples samples) {
  for (auto& [name, list] : samples)
    results.measurements.push_back({name, std::move(list)});
}

bool tells_its_clock(const std::string& name) {
  return name.find("/real_time") != std::string::npos || name.find("/manual_time") != std::string::npos;
}

class GoogleReader {
public:
  GoogleReader(const std::string& prefix, Clock clock) : m_prefix(prefix), m_clock(clock) {}

  base::Result<Results> read(const Json::Value& list) {
    for (const auto& one : list)
      if (auto added = add(one); !added)
        return base::forward(added);
    move_into(m_results, std::move(m_samples));
    return std::move(m_results);
  }

private:
  base::Result<void> add(const Json::Value& one) {
    if (!one.isObject())
      return base::fail(ErrorCode::invalid_input, "a benchmark is not an object");
    if (text_at(one, "run_type") == "aggregate")
      return {};
    auto own = text_at(one, "run_name").empty() ? text_at(one, "name") : text_at(one, "run_name");
    own = base::to_printable(own).substr(0, k_longest_name);
    const auto name = m_prefix + "/" + own;
    if (one["error_occurred"].isBool() && one["error_occurred"].asBool()) {
      m_results.problems.push_back(name + ": " + base::to_printable(text_at(one, "error_message")));
      return {};
    }
    const bool wall = m_clock == Clock::wall || tells_its_clock(own);
    const auto& time = one[wall ? "real_time" : "cpu_time"];
    const auto unit = text_at(one, "time_unit");
    const double scale = seconds_of(unit.empty() ? "ns" : unit);
    if (own.empty() || !time.isNumeric() || !std::isfinite(time.asDouble()) || time.asDouble() < 0 ||
        scale <= 0)
      return base::fail(ErrorCode::invalid_input, fmt::format("benchmark \"{}\" tells no time", own));
    add_sample(m_samples, name, time.asDouble() * scale);
    return {};
  }

  const std::string& m_prefix;
  Clock m_clock;
  Samples m_samples;
  Results m_results;
};

struct NamedTime {
  std::string_view name;
  double seconds = 0;
};

/// "sort 1000: 12.5 ms"
std::optional<NamedTime> time_in(std::string_view line) {
  const auto colon = line.rfind(": ");
  if (colon == std::string_view::npos)
    return std::nullopt;
  const auto words = base::split(base::trim(line.substr(colon + 1)), ' ');
  const auto name = base::trim(line.substr(0, colon)).substr(0, k_longest_name);
  if (words.size() != 2 || words[0].empty() || name.empty())
    return std::nullopt;
  char* end = nullptr;
  const std::string number(words[0]);
  const double value = std::strtod(number.c_str(), &end) * seconds_of(words[1]);
  const bool fits = *end == '\0' && std::isfinite(value) && value > 0;
  return fits ? std::optional(NamedTime{name, value}) : std::nullopt;
}

} // namespace

base::Result<Results> read_google(std::string_view json, const std::string& prefix, Clock clock) {
  const auto root = base::parse_json_object(json);
  if (!root)
    return base::forward(root);
  if (!(*root)["benchmarks"].isArray())
    return base::fail(ErrorCode::invalid_input, "no report of Google Benchmark");
  return GoogleReader(prefix, clock).read((*root)["benchmarks"]);
}

base::Result<Results> read_lines(std::string_view text, const std::string& prefix) {
  Samples samples;
  for (const auto line : base::split_lines(text))
    if (const auto time = time_in(line))
      add_sample(samples, prefix + "/" + base::to_printable(time->name), time->seconds);
  if (samples.empty())
    return base::fail(ErrorCode::invalid_input,
                      "it printed no line \"<name>: <number> <unit>\" with a unit of ns, us, ms or s");
  Results results;
  move_into(results, std::move(samples));
  return results;
}

} // namespace aurora::benchmark
