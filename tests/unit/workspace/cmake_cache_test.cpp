#include "aurora/workspace/cmake_cache.hpp"

#include <gtest/gtest.h>

namespace aurora::workspace {
namespace {

TEST(CMakeCache, hands_on_what_a_user_can_set) {
  const auto entries =
      read_cmake_cache("# comment\n//doc\nA:BOOL=ON\n\"B:x\":STRING=1=2]=]\nC:INTERNAL=i\nD:STATIC=s\n"
                       "E:UNINITIALIZED=u\nbroken\n");
  EXPECT_EQ(cache_value(entries, "C"), "i");
  EXPECT_EQ(cache_value(entries, "Z"), std::nullopt);
  EXPECT_EQ(to_cache_script(entries), "set([=[A]=] [=[ON]=] CACHE BOOL \"\" FORCE)\n"
                                      "set([=[B:x]=] [==[1=2]=]]==] CACHE STRING \"\" FORCE)\n"
                                      "set([=[E]=] [=[u]=] CACHE STRING \"\" FORCE)\n");
}

} // namespace
} // namespace aurora::workspace
