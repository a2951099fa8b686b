#include "aurora/triage/quarantine.hpp"

#include <gtest/gtest.h>

namespace aurora::triage {
namespace {

const std::string k_list = "quarantine:\n"
                           "  - test: net.Retry*\n"
                           "    until: 2026-05-31\n"
                           "    reason: waits for a clock\n"
                           "  - {test: io, until: 2026-01-01}\n";

std::vector<model::Event> events_of(const std::vector<std::string>& tests) {
  std::vector<model::Event> events(tests.size());
  for (std::size_t i = 0; i < tests.size(); ++i)
    events[i].test_id = tests[i];
  return events;
}

} // namespace

TEST(Quarantine, holds_until_its_day_and_no_longer) {
  const auto entries = read_quarantine(k_list, "q.yml");
  ASSERT_TRUE(entries) << entries.error().message;
  auto events = events_of({"net.Retry.gives_up", "io::Case", "net"});
  const auto told = apply_quarantine(events, *entries, "2026-05-31T23:59:59Z");
  EXPECT_TRUE(events[0].flaky);
  EXPECT_EQ(events[0].outcome, "quarantined");
  EXPECT_FALSE(events[1].flaky) << "expired";
  EXPECT_FALSE(events[2].flaky) << "not named";
  ASSERT_EQ(told.size(), 2U);
  EXPECT_NE(told[0].find("waits for a clock"), std::string::npos);
  EXPECT_NE(told[1].find("ended on 2026-01-01"), std::string::npos);
}

TEST(Quarantine, demands_an_expiry_and_says_where) {
  const auto entries =
      read_quarantine("quarantine:\n  - test: a\n    until: 2026-01-02\n  - test: b\n", "q.yml");
  ASSERT_FALSE(entries);
  EXPECT_EQ(entries.error().line, 4);
  EXPECT_NE(entries.error().message.find("until which day"), std::string::npos);
}

TEST(Quarantine, refuses_what_it_does_not_know) {
  EXPECT_FALSE(read_quarantine("quarantine: [{test: a, until: 2026-01-01, forever: true}]", "q"));
  EXPECT_FALSE(read_quarantine("quarantine: [{test: a, until: soon}]", "q"));
  EXPECT_FALSE(read_quarantine("tests: []", "q"));
  EXPECT_FALSE(read_quarantine("quarantine: [", "q"));
  EXPECT_TRUE(read_quarantine("", "q"));
  EXPECT_TRUE(read_quarantine("quarantine:\n", "q"));
}

} // namespace aurora::triage
