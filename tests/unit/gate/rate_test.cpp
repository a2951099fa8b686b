#include "aurora/gate/rate.hpp"

#include <gmock/gmock.h>

#include "support/fake_clock.hpp"
#include "support/fake_file_system.hpp"

namespace aurora::gate {
namespace {

using namespace std::chrono_literals;

class Rate : public testing::Test {
protected:
  Rate() { files.put("/aurora/keep", ""); }
  /// A new one each time, as after a restart.
  base::Result<void> admit(int most = 5) {
    return ProposalRate("/aurora/proposals", files, clock).admit(most);
  }

  test::FakeFileSystem files;
  test::FakeClock clock;
};

TEST_F(Rate, allows_five_a_day_over_restarts) {
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(admit().has_value()) << i;
    clock.sleep_for(1h);
  }
  const auto sixth = admit();
  ASSERT_FALSE(sixth.has_value());
  EXPECT_EQ(sixth.error().code, base::ErrorCode::limit);
  EXPECT_THAT(sixth.error().message, testing::HasSubstr("2026-02-01T13:45:06.789Z"));
  clock.sleep_for(19h - 1ms);
  EXPECT_FALSE(admit().has_value());
  clock.sleep_for(1ms);
  EXPECT_TRUE(admit().has_value());
  EXPECT_FALSE(admit().has_value());
}

TEST_F(Rate, is_not_lifted_by_a_clock_set_back_or_a_damaged_file) {
  files.put("/aurora/proposals", "99999999999999\ngarbage\n");
  EXPECT_FALSE(admit(2).has_value());
  EXPECT_TRUE(admit(3).has_value());
  EXPECT_FALSE(admit(3).has_value());
}

TEST_F(Rate, of_none_allows_none) {
  EXPECT_FALSE(admit(0).has_value());
}

TEST_F(Rate, asks_elsewhere_only_while_there_is_a_place_and_counts_nothing_that_is_refused_there) {
  int asked = 0;
  const auto ask = [&](bool allowed) {
    return ProposalRate("/aurora/proposals", files, clock).admit(1, [&]() -> base::Result<void> {
      ++asked;
      return allowed ? base::Result<void>{} : base::fail(base::ErrorCode::limit, "the team made enough");
    });
  };
  const auto refused = ask(false);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message, "the team made enough");
  EXPECT_TRUE(ask(true).has_value());
  EXPECT_FALSE(ask(true).has_value());
  EXPECT_EQ(asked, 2);
}

TEST_F(Rate, counts_before_it_allows) {
  files.fail_at(0, base::ErrorCode::io);
  EXPECT_FALSE(admit().has_value()) << "what cannot be written down is not allowed";
}

} // namespace
} // namespace aurora::gate
