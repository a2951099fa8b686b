#include "aurora/flags/completion.hpp"

#include <gmock/gmock.h>

namespace aurora::flags {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

CommandFacts program() {
  CommandLine line("A program", "tool");
  auto heal = line.subcommand("heal", "heals");
  std::string mode = "apply";
  bool quiet = false;
  heal.option("--mode,-m", mode, "what 'becomes' of it").one_of({"apply", "propose"});
  heal.flag("--quiet,-q", quiet, "less");
  heal.option("file", mode, "a file");
  return heal.program();
}

TEST(Program, tells_its_commands_and_their_options) {
  const auto facts = program();
  EXPECT_EQ(facts.name, "tool");
  ASSERT_EQ(facts.commands.size(), 1U);
  const auto& options = facts.commands[0].options;
  ASSERT_EQ(options.size(), 4U);
  EXPECT_THAT(options[0].names, ElementsAre("--help", "-h"));
  EXPECT_THAT(options[1].names, ElementsAre("--mode", "-m"));
  EXPECT_THAT(options[1].choices, ElementsAre("apply", "propose"));
  EXPECT_TRUE(options[1].takes_value);
  EXPECT_FALSE(options[2].takes_value);
  EXPECT_TRUE(options[3].names.empty());
}

TEST(Completion, knows_three_shells) {
  EXPECT_EQ(shell_named("fish"), Shell::fish);
  EXPECT_FALSE(shell_named("csh"));
}

TEST(Completion, of_bash_and_zsh_offers_commands_options_and_choices) {
  for (const auto shell : {Shell::bash, Shell::zsh})
    EXPECT_THAT(completion_script(shell, program()),
                AllOf(HasSubstr("' heal') words='--help -h --mode -m --quiet -q'"),
                      HasSubstr("' heal:--mode' | ' heal:-m')"), HasSubstr("'apply propose'")));
}

TEST(Completion, of_fish_quotes_what_help_says) {
  EXPECT_THAT(completion_script(Shell::fish, program()),
              AllOf(HasSubstr("-l mode -s m -x -a 'apply propose' -d 'what \\'becomes\\' of it'"),
                    HasSubstr("-n '__fish_use_subcommand' -f -a heal -d 'heals'")));
}

} // namespace
} // namespace aurora::flags
