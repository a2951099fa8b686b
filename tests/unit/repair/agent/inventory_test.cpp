#include "aurora/repair/agent/inventory.hpp"

#include <gmock/gmock.h>

namespace aurora::repair::agent {
namespace {

const std::string k_a(64, 'a');
const std::string k_b(64, 'b');

TEST(Inventory, reads_files_and_links_with_any_name) {
  const std::string text = k_a + "  ./src/a b\n.cpp" + '\0' + "-> ../x  ./link" + '\0';
  const auto inventory = parse_inventory(text);
  ASSERT_TRUE(inventory.has_value());
  EXPECT_THAT(*inventory,
              testing::ElementsAre(testing::Pair("link", "-> ../x"), testing::Pair("src/a b\n.cpp", k_a)));
}

TEST(Inventory, refuses_what_is_garbled) {
  for (const std::string text : {"short  ./a", "no path at all", "abc"})
    EXPECT_FALSE(parse_inventory(text + '\0').has_value()) << text;
  EXPECT_TRUE(parse_inventory("")->empty());
}

TEST(Inventory, tells_what_is_new_gone_or_different) {
  const Inventory before{{"changed", k_a}, {"gone", k_a}, {"same", k_a}};
  const Inventory after{{"changed", k_b}, {"new", k_a}, {"same", k_a}};
  EXPECT_THAT(differences(before, after), testing::ElementsAre("changed", "gone", "new"));
}

} // namespace
} // namespace aurora::repair::agent
