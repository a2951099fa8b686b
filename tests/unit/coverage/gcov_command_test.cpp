#include "aurora/coverage/gcov_command.hpp"

#include <set>

#include <gtest/gtest.h>

namespace aurora::coverage {
namespace {

class ToolsOnPath final : public sys::Environment {
public:
  explicit ToolsOnPath(std::set<std::string> tools) : m_tools(std::move(tools)) {}
  std::optional<std::string> get(const std::string&) const override { return std::nullopt; }
  unsigned processors() const override { return 1; }
  bool is_terminal(int) const override { return false; }
  std::optional<std::string> find_program(const std::string& name) const override {
    return m_tools.contains(name) ? std::optional(name) : std::nullopt;
  }
  std::string executable_directory() const override { return "/"; }
  std::string current_directory() const override { return "/"; }

private:
  std::set<std::string> m_tools;
};

} // namespace

TEST(GcovCommand, matches_the_compilers_version) {
  const ToolsOnPath tools({"gcov", "gcov-12", "gcov-13", "llvm-cov-14"});
  EXPECT_EQ(*gcov_command({"/usr/bin/g++", "GNU", "12.2.0"}, tools), "gcov-12");
  EXPECT_EQ(*gcov_command({"/usr/bin/clang++", "Clang", "14.0.6"}, tools), "llvm-cov-14 gcov");
}

TEST(GcovCommand, prefers_the_one_beside_the_compiler) {
  const ToolsOnPath tools({"/opt/gcc/bin/gcov", "gcov-12"});
  EXPECT_EQ(gcov_candidates({"/opt/gcc/bin/g++", "GNU", "12.2.0"}).front(), "/opt/gcc/bin/gcov-12");
}

TEST(GcovCommand, keeps_the_prefix_of_a_cross_compiler) {
  const ToolsOnPath tools({"arm-linux-gnueabihf-gcov-12", "gcov-12"});
  EXPECT_EQ(*gcov_command({"/usr/bin/arm-linux-gnueabihf-g++-12", "GNU", "12.2.0"}, tools),
            "arm-linux-gnueabihf-gcov-12");
}

TEST(GcovCommand, names_the_package_when_there_is_none) {
  const auto command = gcov_command({"/usr/bin/clang++", "Clang", "14.0.6"}, ToolsOnPath({}));
  ASSERT_FALSE(command);
  EXPECT_EQ(command.error().code, base::ErrorCode::environment);
  EXPECT_NE(command.error().message.find("llvm-14"), std::string::npos);
}

} // namespace aurora::coverage
