#include "aurora/workspace/lock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fake_clock.hpp"
#include "support/fake_file_locks.hpp"
#include "support/fake_file_system.hpp"

namespace aurora::workspace {
namespace {

TEST(Lock, tells_which_command_holds_it_and_is_free_afterwards) {
  test::FakeFileLocks locks;
  test::FakeFileSystem files;
  test::FakeClock clock;
  const LockServices services{locks, files, clock};
  {
    const auto first = Lock::acquire("/b/aurora", "heal", services);
    ASSERT_TRUE(first);
    const auto second = Lock::acquire("/b/aurora", "restore", services);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, base::ErrorCode::conflict);
    EXPECT_THAT(second.error().message,
                testing::MatchesRegex("another command is at work here \\(aurora heal, process [0-9]+, since "
                                      "2026-01-31T13:45:06.789Z\\); wait until it is done, or end it"));
  }
  EXPECT_TRUE(Lock::acquire("/b/aurora", "restore", services));
}

} // namespace
} // namespace aurora::workspace
