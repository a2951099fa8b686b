#include "aurora/history/provider_order.hpp"

#include <gtest/gtest.h>

namespace aurora::history {
namespace {

using Names = std::vector<std::string>;

/// A provider that was asked ten times about failed assertions.
ProviderRate rate_of(const std::string& provider, long long solved, double seconds) {
  return {provider, "assertion", 10, solved, seconds};
}

} // namespace

TEST(ProviderOrder, puts_what_solves_more_a_second_first) {
  const std::vector<ProviderRate> measured{rate_of("rules", 0, 600), rate_of("search", 9, 90)};
  EXPECT_EQ(order_providers({"rules", "search"}, "assertion", measured), (Names{"search", "rules"}));
}

TEST(ProviderOrder, has_the_playbook_first_however_it_fared) {
  const std::vector<ProviderRate> measured{rate_of("playbook", 0, 900), rate_of("rules", 9, 9)};
  EXPECT_EQ(order_providers({"rules", "playbook", "playbook"}, "assertion", measured),
            (Names{"playbook", "playbook", "rules"}));
}

TEST(ProviderOrder, of_another_kind_of_cause_says_nothing) {
  const std::vector<ProviderRate> measured{rate_of("rules", 0, 600), rate_of("search", 9, 90)};
  EXPECT_EQ(order_providers({"fixit", "rules", "search"}, "build", measured),
            (Names{"fixit", "rules", "search"}));
}

TEST(ProviderOrder, is_not_turned_by_a_single_failure) {
  const std::vector<ProviderRate> measured{{"rules", "assertion", 1, 0, 3},
                                           {"search", "assertion", 1, 1, 60}};
  EXPECT_EQ(order_providers({"rules", "search"}, "assertion", measured), (Names{"rules", "search"}));
}

TEST(ProviderOrder, keeps_equal_ones_as_they_are) {
  EXPECT_EQ(order_providers({"one", "other"}, "assertion", {}), (Names{"one", "other"}));
}

} // namespace aurora::history
