#include "logwatch/session.hpp"

#include <gtest/gtest.h>

#include "records.hpp"

namespace logwatch {

TEST(Sessions, a_pause_longer_than_the_gap_begins_a_new_one) {
  const auto found = sessions({record_of_user(0, "ada"), record_of_user(30, "ada"), record_of_user(61, "ada")}, 30);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].last, 30);
  EXPECT_EQ(found[0].records, 2);
  EXPECT_EQ(found[1].first, 61);
  EXPECT_EQ(found[1].records, 1);
}

TEST(Sessions, may_be_much_longer_than_the_gap) {
  std::vector<Record> records;
  for (Timestamp time = 0; time <= 200; time += 20)
    records.push_back(record_of_user(time, "ada"));
  const auto found = sessions(records, 30);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].last, 200);
  EXPECT_EQ(found[0].records, 11);
}

TEST(Sessions, users_do_not_mix) {
  const auto found = sessions({record_of_user(0, "eve"), record_of_user(1, "ada"), record_of_user(2, "eve")}, 30);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].user, "ada");
  EXPECT_EQ(found[1].user, "eve");
  EXPECT_EQ(found[1].records, 2);
}

TEST(Sessions, records_may_come_in_any_order) {
  const auto found = sessions({record_of_user(50, "ada"), record_of_user(0, "ada"), record_of_user(25, "ada")}, 30);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].first, 0);
  EXPECT_EQ(found[0].last, 50);
}

TEST(Sessions, records_without_a_user_count_for_nobody) {
  EXPECT_TRUE(sessions({record_at(1), record_at(2)}, 30).empty());
}

} // namespace logwatch
