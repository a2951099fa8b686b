#include "aurora/triage/owners.hpp"

#include <gtest/gtest.h>

namespace aurora::triage {

using Names = std::vector<std::string>;

TEST(Owners, of_the_last_matching_rule_count) {
  const auto owners = Owners::parse("# who\n* @all\n*.cpp @cpp @lead\n/docs/ @writers  # inline\n[Section]\n"
                                    "/src/store @store\nsrc/store/legacy.cpp\nmy\\ file.txt @blank\n");
  EXPECT_EQ(owners.of("README.md"), (Names{"@all"}));
  EXPECT_EQ(owners.of("a/b.cpp"), (Names{"@cpp", "@lead"}));
  EXPECT_EQ(owners.of("docs/x/y.md"), (Names{"@writers"}));
  EXPECT_EQ(owners.of("src/store/ledger.cpp"), (Names{"@store"}));
  EXPECT_EQ(owners.of("src/store/legacy.cpp"), Names{});
  EXPECT_EQ(owners.of("my file.txt"), (Names{"@blank"}));
}

TEST(Owners, anchored_names_match_at_the_root_only) {
  const auto owners = Owners::parse("/Makefile @root\n");
  EXPECT_EQ(owners.of("Makefile"), (Names{"@root"}));
  EXPECT_EQ(owners.of("sub/Makefile"), Names{});
}

TEST(Owners, are_nobody_without_rules) {
  EXPECT_TRUE(Owners::parse("").of("x").empty());
  EXPECT_TRUE(Owners::parse("\\\n/\n   \n#").of("x").empty());
}

} // namespace aurora::triage
