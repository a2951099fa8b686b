#include "aurora/sys/file_lock.hpp"

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "support/temporary_folder.hpp"

namespace aurora::sys {
namespace {

TEST(SystemFileLocks, tells_who_holds_the_lock) {
  const test::TemporaryFolder folder;
  SystemFileLocks locks;
  const auto first = locks.acquire(folder / "lock", "the first");
  ASSERT_TRUE(first);
  const auto second = locks.acquire(folder / "lock", "the second");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, base::ErrorCode::conflict);
  EXPECT_EQ(second.error().message, "the first");
}

TEST(SystemFileLocks, is_free_again_when_released_or_its_holder_is_killed) {
  const test::TemporaryFolder folder;
  SystemFileLocks locks;
  { ASSERT_TRUE(locks.acquire(folder / "lock", "a long note")); }
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto held = locks.acquire(folder / "lock", "child");
    [[maybe_unused]] const auto written = ::write(ready[1], held ? "y" : "n", 1);
    ::pause();
  }
  char answer = 0;
  ASSERT_EQ(::read(ready[0], &answer, 1), 1);
  EXPECT_EQ(answer, 'y');
  EXPECT_FALSE(locks.acquire(folder / "lock", "me"));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(locks.acquire(folder / "lock", "me"));
  EXPECT_EQ(test::read_text(folder / "lock"), "me");
}

} // namespace
} // namespace aurora::sys
