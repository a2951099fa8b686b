#include "aurora/settings/settings.hpp"

#include <gtest/gtest.h>

namespace aurora::settings {

TEST(SetOption, suggests_the_option_that_was_meant) {
  Settings settings;
  const auto set = set_option(settings, "max_iteration", "3");
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().message, "unknown option \"max_iteration\"; did you mean \"max_iterations\"?");
}

TEST(SetOption, refuses_a_number_out_of_range_and_leaves_the_old_one) {
  Settings settings;
  const auto set = set_option(settings, "max_iterations", "0");
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().message, "max_iterations: \"0\" is not a whole number from 1 to 100");
  EXPECT_EQ(settings.max_iterations, 5);
}

TEST(SetOption, takes_percentages_in_their_range) {
  Settings settings;
  EXPECT_TRUE(set_option(settings, "benchmark_tolerance", "12.5"));
  EXPECT_EQ(settings.benchmark_tolerance, 12.5);
  const auto set = set_option(settings, "benchmark_confidence", "100");
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().message, "benchmark_confidence: \"100\" is not a percentage from 50 to 99.9999");
  EXPECT_EQ(set_option(settings, "coverage_threshold", "-1").error().message,
            "coverage_threshold: \"-1\" is not a percentage from 0 to 100");
}

TEST(SetOption, names_the_providers_when_one_is_unknown) {
  Settings settings;
  const auto set = set_option(settings, "providers", "fixit,rule");
  ASSERT_FALSE(set);
  EXPECT_NE(set.error().message.find("did you mean \"rules\"?"), std::string::npos) << set.error().message;
}

TEST(ConfigYaml, is_laid_over_the_defaults) {
  Settings settings;
  ASSERT_TRUE(apply_config_yaml(settings, "mode: propose\nlabels: [unit, fast]\njobs: 3\n", "config.yml"));
  EXPECT_EQ(settings.mode, Mode::propose);
  EXPECT_EQ(settings.labels, (std::vector<std::string>{"unit", "fast"}));
  EXPECT_EQ(settings.jobs, 3);
}

TEST(ConfigYaml, tells_the_line_of_an_unknown_key) {
  Settings settings;
  const auto set = apply_config_yaml(settings, "jobs: 3\nmoed: apply\n", "config.yml");
  ASSERT_FALSE(set);
  EXPECT_EQ(base::to_string(set.error()), "config.yml:2: unknown option \"moed\"; did you mean \"mode\"?");
}

TEST(ConfigYaml, tells_the_line_of_broken_yaml) {
  Settings settings;
  const auto set = apply_config_yaml(settings, "jobs: 3\nlabels: [a\n", "config.yml");
  ASSERT_FALSE(set);
  EXPECT_GT(set.error().line, 1);
}

TEST(SettingsJson, fills_facts_and_wishes) {
  Settings settings;
  const auto set = apply_settings_json(
      settings,
      R"({"schema":"aurora.settings/1","source_dir":"/s","generator":"Ninja","labels":["a"],"coverage":true})",
      "p");
  ASSERT_TRUE(set) << set.error().message;
  EXPECT_EQ(settings.source_dir, "/s");
  EXPECT_EQ(settings.generator, "Ninja");
  EXPECT_TRUE(settings.coverage);
  EXPECT_EQ(settings.labels, std::vector<std::string>{"a"});
}

TEST(SettingsJson, names_a_newer_schema) {
  Settings settings;
  const auto set = apply_settings_json(settings, R"({"schema":"aurora.settings/2"})", "p");
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, base::ErrorCode::unsupported);
  EXPECT_NE(set.error().message.find("aurora.settings/2"), std::string::npos);
}

TEST(CMakeCache, fills_what_is_still_unknown) {
  Settings settings;
  settings.generator = "Ninja";
  fill_from_cache(settings,
                  "# x\nCMAKE_HOME_DIRECTORY:INTERNAL=/a b\nCMAKE_GENERATOR:INTERNAL=Unix Makefiles\n");
  EXPECT_EQ(settings.source_dir, "/a b");
  EXPECT_EQ(settings.generator, "Ninja");
}

TEST(ChooseConfig, takes_the_default_of_a_build_folder_of_several) {
  Settings settings;
  settings.generator = "Ninja Multi-Config";
  ASSERT_TRUE(choose_config(settings, "CMAKE_CONFIGURATION_TYPES:STRING=Debug;Release\n"));
  EXPECT_EQ(settings.config, "Debug");
  settings.config.clear();
  ASSERT_TRUE(choose_config(settings, "CMAKE_CONFIGURATION_TYPES:STRING=Debug;Release\n"
                                      "CMAKE_DEFAULT_BUILD_TYPE:STRING=Release\n"));
  EXPECT_EQ(settings.config, "Release");
}

TEST(ChooseConfig, names_those_there_are) {
  Settings settings;
  settings.generator = "Ninja Multi-Config";
  settings.config = "Fast";
  const auto chosen = choose_config(settings, "CMAKE_CONFIGURATION_TYPES:STRING=Debug;Release\n");
  ASSERT_FALSE(chosen);
  EXPECT_EQ(chosen.error().code, base::ErrorCode::usage);
  EXPECT_NE(chosen.error().message.find("Debug, Release"), std::string::npos);
}

TEST(ChooseConfig, leaves_a_build_folder_of_one_alone) {
  Settings settings;
  settings.generator = "Ninja";
  settings.config = "Anything";
  ASSERT_TRUE(choose_config(settings, ""));
  EXPECT_EQ(settings.config, "Anything");
}

} // namespace aurora::settings
