#include "aurora/sys/environment.hpp"

#include <cstdlib>

#include <gmock/gmock.h>
#include <unistd.h>

#include "aurora/sys/exec_process_runner.hpp"
#include "aurora/sys/real_file_system.hpp"
#include "support/exec_path.hpp"

namespace aurora::sys {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* k_variable = "AURORA_TEST_FORGOTTEN";

std::string environment_seen_by_others() {
  return SystemFileSystem().read("/proc/self/environ", 1UL << 20).value_or("");
}

/// What stands in /proc is what the program was started with, so this part runs in a program of its own.
TEST(ForgetVariable, DISABLED_in_a_program_started_with_it) {
  ASSERT_THAT(environment_seen_by_others(), HasSubstr("geheim-4711"));
  forget_variable(k_variable);
  EXPECT_EQ(std::getenv(k_variable), nullptr);
  EXPECT_THAT(environment_seen_by_others(), Not(HasSubstr("geheim-4711")));
}

TEST(ForgetVariable, wipes_the_value_that_others_can_read) {
  ProcessSpec spec;
  spec.argv = {"/proc/" + std::to_string(::getpid()) + "/exe", "--gtest_also_run_disabled_tests",
               "--gtest_filter=ForgetVariable.DISABLED_*"};
  spec.environment[k_variable] = "geheim-4711";
  const auto result = ExecProcessRunner(test::exec_path()).run(spec);
  ASSERT_TRUE(result.has_value()) << result.error().message;
  EXPECT_TRUE(result->outcome.succeeded()) << result->stdout_text;
  EXPECT_THAT(result->stdout_text, HasSubstr("[  PASSED  ] 1 test"));
}

TEST(ForgetVariable, does_nothing_to_one_that_is_not_set) {
  forget_variable("AURORA_TEST_NEVER_SET");
  EXPECT_EQ(std::getenv("AURORA_TEST_NEVER_SET"), nullptr);
}

} // namespace
} // namespace aurora::sys
