#include "aurora/coverage/coverage.hpp"

#include <gtest/gtest.h>

namespace aurora::coverage {

TEST(RelativeTo, drops_files_elsewhere_and_unites_spellings) {
  const Coverage coverage{
      {{"/p/a.cpp", {{1, {1, {}}}}}, {"/p/x/../a.cpp", {{1, {2, {}}}}}, {"/usr/b.hpp", {}}, {"c.cpp", {}}},
      0};
  const auto relative = relative_to(coverage, "/p");
  ASSERT_EQ(relative.files.size(), 2U);
  EXPECT_EQ(relative.files.at("a.cpp").at(1).hits, 3);
  EXPECT_TRUE(relative.files.contains("c.cpp"));
}

} // namespace aurora::coverage
