#include "aurora/ctest/cmake_cache.hpp"

#include <gtest/gtest.h>

namespace aurora::ctest {

constexpr std::string_view k_cache =
    "# comment\n//help\nCMAKE_CXX_FLAGS:STRING=-Wall -DX=1:2\nWITH_X:BOOL=ON\n"
    "CMAKE_HOME_DIRECTORY:INTERNAL=/s\nbroken line\n";

TEST(CMakeCache, keeps_colons_and_equal_signs_of_values) {
  const auto entries = read_cmake_cache(k_cache);
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(cache_value(entries, "CMAKE_CXX_FLAGS"), "-Wall -DX=1:2");
  EXPECT_EQ(cache_value(entries, "MISSING"), "");
}

TEST(InitialCacheScript, sets_what_the_user_set_and_lets_overrides_win) {
  const auto script = initial_cache_script(read_cmake_cache(k_cache), {{"CMAKE_CXX_FLAGS", "STRING", "-O0"}});
  EXPECT_EQ(script, "set(WITH_X [====[ON]====] CACHE BOOL \"\" FORCE)\n"
                    "set(CMAKE_CXX_FLAGS [====[-O0]====] CACHE STRING \"\" FORCE)\n");
}

TEST(InitialCacheScript, leaves_out_a_value_that_could_end_its_quotes) {
  const auto script = initial_cache_script({{"EVIL", "STRING", "]====])\nmessage(x)"}}, {});
  EXPECT_EQ(script, "");
}

} // namespace aurora::ctest
