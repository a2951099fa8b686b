// Clusters synthetic failures of known causes as they come, and prints seconds, peak memory, and precision
// and recall of pairs: of two failures put together, how often they have one cause; of two with one cause,
// how often they are put together.
#include <sys/resource.h>

#include <ctime>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "aurora/triage/grouping.hpp"
#include "aurora/triage/signature.hpp"
#include "bench/triage/generate.hpp"

namespace aurora::bench {
namespace {

constexpr std::size_t k_batch = 4096;

/// Of this process alone, so that a busy machine does not count.
double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

struct Clustered {
  std::vector<std::uint32_t> causes;
  std::vector<std::uint32_t> exact;
  std::vector<std::uint32_t> merged;
  double seconds = 0;
};

double pairs(double n) {
  return n * (n - 1) / 2;
}

double pairs_within(const std::vector<std::uint32_t>& labels) {
  std::unordered_map<std::uint32_t, double> counts;
  for (const auto label : labels)
    ++counts[label];
  double sum = 0;
  for (const auto& [label, count] : counts)
    sum += pairs(count);
  return sum;
}

double pairs_within_both(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::unordered_map<std::uint64_t, double> counts;
  for (std::size_t i = 0; i < a.size(); ++i)
    ++counts[static_cast<std::uint64_t>(a[i]) << 32U | b[i]];
  double sum = 0;
  for (const auto& [key, count] : counts)
    sum += pairs(count);
  return sum;
}

std::size_t distinct(const std::vector<std::uint32_t>& labels) {
  std::unordered_map<std::uint32_t, bool> seen;
  for (const auto label : labels)
    seen.emplace(label, true);
  return seen.size();
}

/// Only the clustering is timed, not the making of the failures.
Clustered cluster(std::size_t failures, std::uint32_t causes) {
  FailureSource source(causes, 20260101);
  triage::Grouping grouping;
  Clustered out;
  std::vector<FailureSource::Failure> batch;
  while (out.causes.size() < failures) {
    batch.clear();
    while (batch.size() < k_batch && out.causes.size() + batch.size() < failures)
      batch.push_back(source.next());
    const auto begin = processor_seconds();
    for (auto& failure : batch) {
      failure.event.signature = triage::signature(failure.event);
      out.exact.push_back(static_cast<std::uint32_t>(grouping.add(failure.event)));
      out.causes.push_back(failure.cause);
    }
    out.seconds += processor_seconds() - begin;
  }
  for (const auto group : out.exact)
    out.merged.push_back(static_cast<std::uint32_t>(grouping.merged()[group]));
  return out;
}

struct Quality {
  double precision = 0;
  double recall = 0;
};

Quality print(const std::string& name, const std::vector<std::uint32_t>& labels,
              const std::vector<std::uint32_t>& causes) {
  const auto both = pairs_within_both(labels, causes);
  const Quality quality{both / pairs_within(labels), both / pairs_within(causes)};
  std::cout << fmt::format("{:<24} {:>8} clusters  precision {:.5f}  recall {:.5f}\n", name, distinct(labels),
                           quality.precision, quality.recall);
  return quality;
}

/// The same for the causes of one kind each; a cluster with two kinds counts against both.
void print_kinds(const Clustered& all) {
  for (std::uint32_t kind = 0; kind < FailureSource::k_kinds; ++kind) {
    std::vector<std::uint32_t> causes;
    std::vector<std::uint32_t> labels;
    for (std::size_t i = 0; i < all.causes.size(); ++i)
      if (all.causes[i] % FailureSource::k_kinds == kind) {
        causes.push_back(all.causes[i]);
        labels.push_back(all.merged[i]);
      }
    print(fmt::format("  {}", FailureSource::name_of_kind(kind)), labels, causes);
  }
}

int run(std::size_t failures, std::uint32_t causes) {
  const auto tenth = cluster(failures / 10, causes).seconds;
  const auto all = cluster(failures, causes);
  std::cout << fmt::format("{} failures of {} causes\n", all.causes.size(), distinct(all.causes));
  print("signature", all.exact, all.causes);
  const auto quality = print("and fuzzy merge", all.merged, all.causes);
  print_kinds(all);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::cout << fmt::format("{:.2f} s of processor time ({:.0f}/s); ten times the failures took {:.1f} times "
                           "as long; peak {:.0f} MiB\n",
                           all.seconds, static_cast<double>(failures) / all.seconds, all.seconds / tenth,
                           static_cast<double>(usage.ru_maxrss) / 1024);
  const bool good = quality.precision > 0.99 && quality.recall > 0.9;
  if (!good)
    std::cout << "FAILED: precision must be above 0.99 and recall above 0.9\n";
  return good ? 0 : 1;
}

} // namespace
} // namespace aurora::bench

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto failures = arguments.empty() ? 1'000'000UL : std::stoul(arguments[0]);
  const auto causes = arguments.size() < 2 ? 1000UL : std::stoul(arguments[1]);
  return aurora::bench::run(failures, static_cast<std::uint32_t>(causes));
}
