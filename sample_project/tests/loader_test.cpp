#include "logwatch/loader.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace logwatch {
namespace {

std::string file_with(const std::string& name, const std::string& text) {
  const auto path = (std::filesystem::path(testing::TempDir()) / ("logwatch_" + name)).string();
  std::ofstream(path) << text;
  return path;
}

} // namespace

TEST(Loader, counts_lines_that_are_no_records) {
  std::istringstream in("1970-01-01T00:00:01Z INFO a: x\n\nrubbish\n1970-01-01T00:00:02Z INFO a: y\n");
  const auto loaded = load(in);
  EXPECT_EQ(loaded.records.size(), 2U);
  EXPECT_EQ(loaded.skipped, 1);
}

TEST(Loader, joins_files_in_the_order_of_their_paths) {
  const auto first = file_with("first", "1970-01-01T00:00:09Z INFO a: x\n");
  const auto second = file_with("second", "1970-01-01T00:00:01Z INFO b: y\nrubbish\n");
  const auto loaded = load_files({first, second});
  ASSERT_EQ(loaded.records.size(), 2U);
  EXPECT_EQ(loaded.records[0].service, "a");
  EXPECT_EQ(loaded.records[1].service, "b");
  EXPECT_EQ(loaded.skipped, 1);
}

TEST(Loader, a_file_that_cannot_be_read_counts_as_empty) {
  EXPECT_TRUE(load_files({"/does/not/exist"}).records.empty());
}

} // namespace logwatch
