#include "aurora/repair/search/reach.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include <gmock/gmock.h>

#include "support/fake_process_runner.hpp"
#include "support/temporary_folder.hpp"

namespace aurora::repair::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

/// Runs nothing: the tracer's answers are written by the test.
class TracingShadow final : public workspace::Shadow {
public:
  explicit TracingShadow(std::string folder) : m_folder(std::move(folder)) {}
  workspace::ShadowKind kind() const override { return workspace::ShadowKind::copy; }
  const std::string& source_dir() const override { return m_source; }
  const std::string& build_dir() const override { return m_build; }
  const std::string& exchange_dir() const override { return m_folder; }
  std::string description() const override { return "nothing"; }
  base::Result<std::string> read(const std::string& file) override { return texts[file]; }
  base::Result<void> apply(const model::Patch&) override { return {}; }
  base::Result<void> reset() override { return {}; }
  base::Result<sys::ProcessResult> run(sys::ProcessSpec spec) override {
    specs.push_back(spec);
    const auto& [text, result] = answers.at(specs.size() - 1);
    std::ofstream(m_folder + "/reached", std::ios::binary) << text;
    return result;
  }

  void build_in(const std::string& folder) {
    std::filesystem::create_directories(folder);
    m_build = folder;
  }

  std::map<std::string, std::string> texts;
  std::vector<sys::ProcessSpec> specs;
  std::vector<std::pair<std::string, sys::ProcessResult>> answers;

private:
  std::string m_source = "/project";
  std::string m_build = "/project/build";
  std::string m_folder;
};

class Reached : public testing::Test {
protected:
  Reached() {
    m_tools.trace = m_folder.path() + "/aurora-trace";
    std::ofstream(m_tools.trace) << "there";
  }

  static TestSpec spec(const std::string& name, std::vector<std::string> command) {
    TestSpec test;
    test.name = name;
    test.command = std::move(command);
    return test;
  }

  Reach reached(const std::vector<TestSpec>& tests, const std::vector<std::string>& cases = {}) {
    return reached_lines(m_shadow, m_tools,
                         {tests, cases, {"src/a.cpp", "src/b.cpp"}, std::chrono::seconds(1)});
  }

  /// Of tests that start no program of the build.
  static Reach of_own(LinesByFile lines, bool by_function = false) {
    return {std::move(lines), by_function, std::set<std::string>{}};
  }

  test::TemporaryFolder m_folder;
  TracingShadow m_shadow{m_folder.path()};
  Tools m_tools;
  sys::ProcessResult m_failed = test::FakeProcessRunner::exited(1);
};

} // namespace

TEST_F(Reached, is_what_every_test_runs) {
  m_shadow.answers = {{"3 src/a.cpp\n4 src/a.cpp\n9 src/b.cpp\n", m_failed},
                      {"4 src/a.cpp\n7 src/a.cpp\n", m_failed}};
  auto second = spec("two", {"/project/build/test", "two"});
  second.environment = {"SEED=7"};
  second.working_directory = "/project/data";
  const auto reach = reached({spec("one", {"/project/build/test", "one"}), second});
  EXPECT_EQ(reach, of_own({{"src/a.cpp", {4}}}));
  EXPECT_THAT(m_shadow.specs.at(0).argv,
              ElementsAre(m_tools.trace, "--programs", "/project/build", "--functions",
                          m_folder.path() + "/functions", "--only", "src/a.cpp", "--only", "src/b.cpp",
                          "/project", m_folder.path() + "/reached", "/project/build/test", "one"));
  EXPECT_EQ(m_shadow.specs.at(1).cwd, "/project/data");
  EXPECT_EQ(m_shadow.specs.at(1).environment.at("SEED"), "7");
}

TEST_F(Reached, of_red_cases_is_what_each_runs_alone) {
  const auto program = m_folder.path() + "/build/test";
  m_shadow.build_in(m_folder.path() + "/build");
  std::ofstream(program) << "This is no program, but it holds --gtest_filter and --gtest_list_tests";
  m_shadow.answers = {{"3 src/a.cpp\n4 src/a.cpp\n", m_failed}, {"4 src/a.cpp\n5 src/a.cpp\n", m_failed}};
  EXPECT_EQ(reached({spec("one", {program})}, {"one::A.b", "other::A.c", "one::A.d"}),
            of_own({{"src/a.cpp", {4}}}));
  EXPECT_EQ(m_shadow.specs.at(0).argv.back(), "--gtest_filter=A.b");
  EXPECT_EQ(m_shadow.specs.at(1).argv.back(), "--gtest_filter=A.d");
}

TEST_F(Reached, is_of_the_whole_test_when_its_red_case_is_green_alone) {
  const auto program = m_folder.path() + "/build/test";
  m_shadow.build_in(m_folder.path() + "/build");
  std::ofstream(program) << "This is no program, but it holds --gtest_filter and --gtest_list_tests";
  m_shadow.answers = {{"3 src/a.cpp\n", test::FakeProcessRunner::exited(0)}, {"5 src/a.cpp\n", m_failed}};
  EXPECT_EQ(reached({spec("one", {program})}, {"one::A.b"}), of_own({{"src/a.cpp", {5}}}));
}

TEST_F(Reached, without_debug_information_is_all_but_the_functions_that_were_passed_by) {
  m_shadow.texts = {{"src/a.cpp", "int used() {\n  return 1;\n}\n\nint unused() {\n  return 2;\n}\n"},
                    {"src/b.cpp", "int k_table[] = {1};\n"}};
  m_shadow.answers = {{"+ used()\n- unused()\n", m_failed}};
  EXPECT_EQ(reached({spec("one", {"/project/build/a"})}),
            of_own({{"src/a.cpp", {1, 2}}, {"src/b.cpp", {1}}}, true));
}

TEST_F(Reached, is_by_lines_where_these_are_known) {
  m_shadow.texts = {{"src/a.cpp", "int a() {\n  return 1;\n}\n"}, {"src/b.cpp", "int b() { return 1; }\n"}};
  m_shadow.answers = {{"2 src/a.cpp\n+ b()\n", m_failed}};
  EXPECT_EQ(reached({spec("one", {"/project/build/a"})}),
            of_own({{"src/a.cpp", {2}}, {"src/b.cpp", {1}}}, true));
}

TEST_F(Reached, by_functions_of_another_library_leaves_out_files_without_a_line) {
  m_shadow.texts = {{"src/a.cpp", "int a() {\n  return 1;\n}\n"}, {"src/b.cpp", "int b() { return 1; }\n"}};
  m_shadow.answers = {{"2 src/a.cpp\n+ of_elsewhere()\n", m_failed}};
  EXPECT_EQ(reached({spec("one", {"/project/build/a"})}), of_own({{"src/a.cpp", {2}}}));
}

TEST_F(Reached, asks_for_functions_of_the_files_alone) {
  m_shadow.texts = {{"src/a.cpp", "int a() {\n  return 1;\n}\nint Ledger::post() { return 2; }\n"}};
  m_shadow.answers = {{"+ main\n- a()\n", m_failed}};
  EXPECT_EQ(reached({spec("one", {"/project/build/a"})}), of_own({{"src/a.cpp", {4}}}, true));
  std::ifstream names(m_folder.path() + "/functions");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(names), {}), "a\nmain\npost\n");
}

TEST_F(Reached, tells_which_programs_of_the_build_a_test_starts) {
  m_shadow.build_in(m_folder.path() + "/build");
  const auto tool = m_folder.path() + "/build/tools/convert";
  m_shadow.answers = {{"4 src/a.cpp\n! /usr/bin/ls\n! " + tool + "\n! \n", m_failed}};
  EXPECT_THAT(reached({spec("one", {m_folder.path() + "/build/test"})}).started, Optional(ElementsAre(tool)));
}

TEST_F(Reached, is_not_known_when_one_test_could_not_be_traced) {
  m_shadow.answers = {{"3 src/a.cpp\n", m_failed}, {"", test::FakeProcessRunner::exited(126)}};
  EXPECT_EQ(reached({spec("one", {"/project/build/a"}), spec("two", {"/project/build/b"})}), Reach());
}

TEST_F(Reached, is_not_known_of_a_test_that_takes_too_long) {
  auto late = m_failed;
  late.outcome = {sys::Outcome::Kind::timed_out, 0};
  m_shadow.answers = {{"3 src/a.cpp\n", late}};
  EXPECT_EQ(reached({spec("one", {"/project/build/a"})}), Reach());
}

TEST_F(Reached, is_not_known_of_what_another_program_starts) {
  EXPECT_EQ(reached({spec("one", {"/usr/bin/python3", "/project/build/a"})}), Reach());
  EXPECT_THAT(m_shadow.specs, IsEmpty());
}

TEST_F(Reached, is_not_known_without_a_tracer) {
  std::filesystem::remove(m_tools.trace);
  EXPECT_EQ(reached({spec("one", {"/project/build/a"})}), Reach());
}

TEST(Around, joins_lines_that_are_close_and_takes_their_neighbours) {
  const LinesByFile reach{{"a.cpp", {1, 2, 4, 9}}, {"b.cpp", {5}}, {"c.cpp", {5}}};
  EXPECT_THAT(around(reach, {"b.cpp", "a.cpp", "d.cpp"}),
              ElementsAre("b.cpp:4-6", "a.cpp:1-5", "a.cpp:8-10"));
}

} // namespace aurora::repair::search
