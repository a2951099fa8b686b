#include "aurora/triage/risk.hpp"

#include <gmock/gmock.h>

namespace aurora::triage {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

model::Cluster cluster_of(model::Category category, int count = 1) {
  model::Cluster cluster;
  cluster.category = category;
  for (int i = 0; i < count; ++i) {
    model::Event event;
    event.file = "src/money.cpp";
    event.suite = "unit";
    event.signature = "5161";
    cluster.events.push_back(event);
  }
  return cluster;
}

model::Cluster rated(model::Cluster cluster, const TriageOptions& options = {}) {
  rate(cluster, options);
  return cluster;
}

} // namespace

TEST(Rate, names_protected_and_recently_changed_files) {
  TriageOptions options;
  options.protected_files = {"src/money.*"};
  options.changed_files = {"src/money.cpp"};
  const auto plain = rated(cluster_of(model::Category::assertion));
  const auto cluster = rated(cluster_of(model::Category::assertion), options);
  EXPECT_NEAR(cluster.risk, plain.risk + 0.06, 1e-9);
  EXPECT_THAT(cluster.risk_reasons, Contains(HasSubstr("src/money.cpp is protected")));
  EXPECT_THAT(cluster.risk_reasons, Contains("src/money.cpp was changed recently"));
}

TEST(Rate, never_lifts_an_assertion_over_a_crash) {
  TriageOptions options;
  options.protected_files = {"**"};
  options.changed_files = {"src/money.cpp"};
  options.critical_suites = {"unit"};
  options.knows_earlier_runs = true;
  auto crash = cluster_of(model::Category::crash);
  crash.events[0].file.clear();
  EXPECT_LT(rated(cluster_of(model::Category::assertion, 5000), options).risk, rated(crash).risk);
}

TEST(Rate, grows_with_the_spread) {
  EXPECT_LT(rated(cluster_of(model::Category::crash)).risk,
            rated(cluster_of(model::Category::crash, 10)).risk);
  EXPECT_LT(rated(cluster_of(model::Category::crash, 10)).risk,
            rated(cluster_of(model::Category::crash, 100)).risk);
}

TEST(Rate, tells_new_from_long_known) {
  TriageOptions options;
  options.knows_earlier_runs = true;
  options.now = "2026-03-31T10:00:00Z";
  const auto fresh = rated(cluster_of(model::Category::assertion), options);
  EXPECT_THAT(fresh.risk_reasons, Contains(HasSubstr("new since")));
  EXPECT_EQ(fresh.first_seen, options.now);
  options.first_seen = {{"5161", "2026-01-31T10:00:00Z"}};
  const auto old = rated(cluster_of(model::Category::assertion), options);
  EXPECT_THAT(old.risk_reasons, Contains("it has been known for 59 days"));
  EXPECT_LT(old.risk, fresh.risk);
  EXPECT_EQ(old.first_seen, "2026-01-31T10:00:00Z");
}

TEST(Rate, claims_nothing_of_ages_when_no_earlier_run_is_known) {
  EXPECT_THAT(rated(cluster_of(model::Category::assertion)).risk_reasons, Not(Contains(HasSubstr("new"))));
}

TEST(Rate, names_owners) {
  auto cluster = cluster_of(model::Category::assertion);
  cluster.events[0].owner = {"@billing", "@core"};
  EXPECT_THAT(rated(cluster).risk_reasons, Contains("owned by @billing, @core"));
}

TEST(DaysBetween, counts_days_and_survives_nonsense) {
  EXPECT_EQ(days_between("2024-02-28T23:00:00Z", "2024-03-01T01:00:00Z"), 2);
  EXPECT_EQ(days_between("yesterday", "2024-03-01"), 0);
  EXPECT_EQ(days_between("2024-02-31", "2024-03-01"), 0);
}

} // namespace aurora::triage
