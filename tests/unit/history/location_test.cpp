#include "aurora/history/location.hpp"

#include <gmock/gmock.h>

namespace aurora::history {

TEST(Location, is_a_file_below_the_project_by_default) {
  EXPECT_EQ(parse_location("", "/src")->path, "/src/.aurora/history.db");
  EXPECT_EQ(parse_location("../team.db", "/src")->path, "/team.db");
  EXPECT_EQ(parse_location("/var/h.db", "/src")->path, "/var/h.db");
}

TEST(Location, is_a_server_when_it_is_a_url) {
  const auto server = parse_location("postgresql://ann@db/aurora", "/src");
  ASSERT_TRUE(server);
  EXPECT_EQ(server->url, "postgresql://ann@db/aurora");
  EXPECT_EQ(server->path, "");
}

TEST(Location, of_another_kind_is_refused) {
  const auto other = parse_location("mysql://db/aurora", "/src");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, base::ErrorCode::usage);
  EXPECT_THAT(other.error().message, testing::HasSubstr("mysql://"));
}

TEST(Location, is_shown_without_a_password) {
  EXPECT_EQ(to_string({"", "postgresql://ann:geheim@db:5432/aurora"}), "postgresql://ann:***@db:5432/aurora");
  EXPECT_EQ(to_string({"", "postgresql://ann@db:5432/aurora?password=geheim"}),
            "postgresql://ann@db:5432/aurora");
  EXPECT_EQ(to_string({"/a/b.db", ""}), "/a/b.db");
}

TEST(Location, on_a_network_is_known_by_the_file_system) {
  EXPECT_EQ(network_file_system(0x6969), "NFS");
  EXPECT_EQ(network_file_system(0xFF534D42), "CIFS");
  EXPECT_EQ(network_file_system(0xEF53), std::nullopt) << "ext4";
  EXPECT_EQ(network_file_system(0x794C7630), std::nullopt) << "overlay";
}

TEST(Location, has_the_file_system_of_the_nearest_folder_that_exists) {
  EXPECT_NE(file_system_of("/proc/1"), 0U);
  EXPECT_EQ(file_system_of("/proc/not/there"), file_system_of("/proc"));
}

} // namespace aurora::history
