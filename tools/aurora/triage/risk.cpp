#include "aurora/triage/risk.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "aurora/base/glob.hpp"
#include "aurora/base/text.hpp"

namespace aurora::triage {
namespace {

using model::Category;

struct Base {
  double risk;
  const char* reason;
};

/// Far enough apart that what is added never lifts an assertion over a crash; see rate().
Base base_risk(Category category) {
  switch (category) {
  case Category::build:
  case Category::link:
  case Category::type:
    return {0.86, "the build is broken, so nothing that depends on it is tested"};
  case Category::sanitizer:
    return {0.82, "memory or threads are misused, so results cannot be trusted"};
  case Category::crash:
    return {0.78, "the program dies"};
  case Category::timeout:
    return {0.62, "the test does not end in time"};
  case Category::database:
    return {0.58, "stored data may be wrong"};
  case Category::assertion:
  case Category::logic:
    return {0.54, "the program computes something else than is expected"};
  case Category::network:
    return {0.45, "something outside the process did not answer"};
  case Category::performance:
    return {0.42, "the program computes what is expected, and takes longer for it"};
  case Category::environment:
    return {0.40, "the test could not run as it was set up"};
  }
  return {0.5, "of unknown kind"};
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

/// Where the failures are and where their cause may be.
std::set<std::string> files_of(const model::Cluster& cluster) {
  std::set<std::string> files;
  for (const auto& event : cluster.events) {
    for (const auto& file : {event.file, event.analysis.suspect_file})
      if (!file.empty() && !file.starts_with('/'))
        files.insert(file);
    for (const auto& frame : event.frames)
      if (frame.in_project && !frame.file.empty())
        files.insert(frame.file);
  }
  return files;
}

class Rating {
public:
  Rating(model::Cluster& cluster, const TriageOptions& options)
      : m_cluster(cluster), m_options(options), m_files(files_of(cluster)) {}

  void run() {
    const auto [risk, reason] = base_risk(m_cluster.category);
    m_cluster.risk = risk;
    m_cluster.risk_reasons = {reason};
    rate_spread();
    rate_files();
    rate_suites();
    rate_age();
    name_owners();
    if (m_cluster.flaky)
      overrule(0.2 + 0.1 * risk, "it also passes with the same binary: flaky");
    if (std::ranges::all_of(m_cluster.events,
                            [&](const auto& event) { return holds(m_options.cosmetic_suites, event.suite); }))
      overrule(0.1, "only cosmetic checks fail");
    m_cluster.risk = std::clamp(m_cluster.risk, 0.0, 1.0);
  }

private:
  void add(double weight, std::string reason) {
    m_cluster.risk += weight;
    m_cluster.risk_reasons.push_back(std::move(reason));
  }

  void overrule(double risk, const char* reason) {
    m_cluster.risk = risk;
    m_cluster.risk_reasons.emplace_back(reason);
  }

  /// 0.01 for ten failures, 0.03 for a thousand and more.
  void rate_spread() {
    const auto count = m_cluster.events.size();
    if (count < 2)
      return;
    std::set<std::string_view> suites;
    for (const auto& event : m_cluster.events)
      suites.insert(event.suite);
    add(std::min(0.03, 0.01 * std::log10(static_cast<double>(count))),
        suites.size() < 2 ? fmt::format("{} failures share this cause", count)
                          : fmt::format("{} failures in {} suites share this cause", count, suites.size()));
  }

  void rate_files() {
    for (const auto& file : m_files)
      if (std::ranges::any_of(m_options.protected_files,
                              [&](const auto& glob) { return base::glob_match(glob, file); })) {
        add(0.03, file + " is protected: a fix there needs approval");
        break;
      }
    for (const auto& file : m_files)
      if (m_options.changed_files.contains(file)) {
        add(0.03, file + " was changed recently");
        break;
      }
  }

  void rate_suites() {
    if (std::ranges::any_of(m_cluster.events,
                            [&](const auto& event) { return holds(m_options.critical_suites, event.suite); }))
      add(0.04, "it is in a critical suite");
  }

  void rate_age() {
    for (const auto& event : m_cluster.events) {
      const auto found = m_options.first_seen.find(event.signature);
      if (found != m_options.first_seen.end() &&
          (m_cluster.first_seen.empty() || found->second < m_cluster.first_seen))
        m_cluster.first_seen = found->second;
    }
    if (m_cluster.first_seen.empty()) {
      m_cluster.first_seen = m_options.now;
      if (m_options.knows_earlier_runs)
        add(0.01, "it is new since the run before");
      return;
    }
    if (const auto days = days_between(m_cluster.first_seen, m_options.now); days >= 1)
      add(days >= 30 ? -0.02 : 0, fmt::format("it has been known for {} day{}", days, days == 1 ? "" : "s"));
  }

  void name_owners() {
    std::set<std::string> owners;
    for (const auto& event : m_cluster.events)
      owners.insert(event.owner.begin(), event.owner.end());
    if (!owners.empty())
      m_cluster.risk_reasons.push_back("owned by " + base::join({owners.begin(), owners.end()}, ", "));
  }

  model::Cluster& m_cluster;
  const TriageOptions& m_options;
  std::set<std::string> m_files;
};

std::optional<std::chrono::sys_days> day_of(const std::string& time) {
  const auto number = [&](std::size_t from, std::size_t count) {
    return time.size() < from + count ? std::nullopt
                                      : base::parse_integer(std::string_view(time).substr(from, count));
  };
  const auto year = number(0, 4);
  const auto month = number(5, 2);
  const auto day = number(8, 2);
  if (!year || !month || !day)
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

} // namespace

void rate(model::Cluster& cluster, const TriageOptions& options) {
  Rating(cluster, options).run();
}

int days_between(const std::string& from, const std::string& to) {
  const auto first = day_of(from);
  const auto last = day_of(to);
  return first && last ? static_cast<int>((*last - *first).count()) : 0;
}

} // namespace aurora::triage
