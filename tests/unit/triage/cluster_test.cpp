#include "aurora/triage/cluster.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace aurora::triage {

using model::Category;

model::Event event_of(Category category, const std::string& test) {
  model::Event event;
  event.category = category;
  event.test_id = test;
  event.message = "failed in " + test;
  event.error_class = std::string(model::to_string(category));
  return event;
}

TEST(Cluster, puts_one_cause_into_one_cluster) {
  std::vector<model::Event> events;
  for (int i = 0; i < 500; ++i) {
    auto event = event_of(Category::assertion, "t" + std::to_string(i));
    event.assertion = "EXPECT_EQ(total(" + std::string("x") + "), 3)";
    event.message = "Which is: " + std::to_string(i);
    events.push_back(event);
  }
  const auto clusters = cluster(events);
  ASSERT_EQ(clusters.size(), 1U);
  EXPECT_EQ(clusters[0].events.size(), 500U);
  EXPECT_EQ(clusters[0].events[7].test_id, "t7");
  EXPECT_FALSE(clusters[0].risk_reasons.empty());
}

TEST(Cluster, keeps_benchmarks_apart_and_below_wrong_results) {
  std::vector<model::Event> events;
  for (const std::string name : {"sort", "find"}) {
    auto event = event_of(Category::performance, "benchmark::" + name);
    event.error_class = "PerformanceRegression";
    event.message = name + " is 2.00 times as slow as its baseline: 2 s instead of 1 s";
    events.push_back(event);
  }
  events.push_back(event_of(Category::assertion, "a"));
  const auto clusters = cluster(events);
  ASSERT_EQ(clusters.size(), 3U);
  EXPECT_EQ(clusters[0].category, Category::assertion);
}

TEST(Cluster, orders_critical_before_assertions_before_flaky_before_cosmetic) {
  auto flaky = event_of(Category::crash, "flaky");
  flaky.flaky = true;
  auto cosmetic = event_of(Category::assertion, "cosmetic");
  cosmetic.suite = "style";
  const auto clusters = cluster({cosmetic, flaky, event_of(Category::assertion, "a"),
                                 event_of(Category::timeout, "t"), event_of(Category::crash, "c"),
                                 event_of(Category::sanitizer, "s"), event_of(Category::build, "b")});
  std::vector<std::string> order;
  for (const auto& item : clusters) {
    order.push_back(item.events[0].test_id);
    EXPECT_GE(item.risk, 0);
    EXPECT_LE(item.risk, 1);
  }
  EXPECT_EQ(order, (std::vector<std::string>{"b", "s", "c", "t", "a", "flaky", "cosmetic"}));
  EXPECT_TRUE(clusters[5].flaky);
}

TEST(Cluster, keeps_the_order_of_equal_risks) {
  const auto clusters = cluster({event_of(Category::crash, "z"), event_of(Category::crash, "a")});
  ASSERT_EQ(clusters.size(), 2U);
  EXPECT_EQ(clusters[0].events[0].test_id, "z");
}

TEST(Cluster, raises_critical_suites) {
  auto canary = event_of(Category::crash, "canary");
  canary.suite = "canary";
  EXPECT_EQ(cluster({event_of(Category::crash, "x"), canary})[0].events[0].test_id, "canary");
}

TEST(Cluster, is_near_linear) {
  std::vector<model::Event> events;
  for (int i = 0; i < 50'000; ++i)
    events.push_back(event_of(Category::crash, "t" + std::to_string(i)));
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(cluster(std::move(events)).size(), 50'000U);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

} // namespace aurora::triage
