#include "logwatch/filter.hpp"

#include <gtest/gtest.h>

#include "records.hpp"

namespace logwatch {
namespace {

const std::vector<Record> k_records{record_at(10, Level::debug, "shop"), record_at(20, Level::warn, "auth"),
                                    record_at(30, Level::error, "shop")};

} // namespace

TEST(Filter, level_filter_accepts_its_level_and_above) {
  const LevelFilter filter(Level::warn);
  const auto selected = select(k_records, &filter);
  ASSERT_EQ(selected.size(), 2U);
  EXPECT_EQ(selected.front().time, 20);
}

TEST(Filter, service_filter_accepts_only_its_service) {
  const ServiceFilter filter("shop");
  EXPECT_EQ(select(k_records, &filter).size(), 2U);
}

TEST(Filter, time_filter_excludes_its_end) {
  const TimeFilter filter(10, 30);
  EXPECT_TRUE(filter.accepts(record_at(10)));
  EXPECT_TRUE(filter.accepts(record_at(29)));
  EXPECT_FALSE(filter.accepts(record_at(30)));
  EXPECT_FALSE(filter.accepts(record_at(9)));
}

TEST(Filter, no_filter_accepts_everything) {
  EXPECT_EQ(select(k_records, nullptr).size(), 3U);
}

} // namespace logwatch
