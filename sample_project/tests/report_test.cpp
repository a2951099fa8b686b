#include "logwatch/report.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "records.hpp"

namespace logwatch {
namespace {

std::string scratch_file(const std::string& name) {
  return (std::filesystem::path(testing::TempDir()) / ("logwatch_" + name)).string();
}

std::string content_of(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

TEST(Report, every_line_is_in_the_file_at_once) {
  const auto path = scratch_file("lines");
  ReportFile report(path);
  report.write("one");
  EXPECT_EQ(content_of(path), "one\n");
  report.write("two");
  EXPECT_EQ(content_of(path), "one\ntwo\n");
}

TEST(Report, services_with_errors_come_first) {
  const auto table = service_table({record_at(1, Level::info, "auth"), record_at(2, Level::error, "shop"),
                                    record_at(3, Level::info, "shop")});
  ASSERT_EQ(table.size(), 2U);
  EXPECT_EQ(table[0], "shop      2     1");
  EXPECT_EQ(table[1], "auth      1     0");
}

TEST(Report, save_table_tells_the_size_of_the_file) {
  const auto path = scratch_file("table");
  EXPECT_EQ(save_table({record_at(1)}, path), 18U);
  EXPECT_EQ(content_of(path), "shop      1     0\n");
}

TEST(Report, summary_names_the_busiest_minute_and_the_median) {
  auto slow = record_at(65, Level::error);
  slow.fields["ms"] = "40";
  EXPECT_EQ(summary({record_at(1), slow, record_at(70)}), "records: 3\n"
                                                          "error rate: 0.333333\n"
                                                          "busiest minute: 1970-01-01T00:01:00Z\n"
                                                          "median ms: 40\n");
}

} // namespace logwatch
