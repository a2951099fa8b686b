#include "aurora/ctest/plain_registration.hpp"

#include <gtest/gtest.h>

#include "support/fake_file_system.hpp"
#include "support/fake_process_runner.hpp"

namespace aurora::ctest {
namespace {

class PlainRegistration : public testing::Test {
protected:
  void put(const std::string& path, const std::string& text) { m_files.put("/p/build/" + path, text); }
  bool is_plain() { return registers_plainly(m_place, m_files); }

  test::FakeFileSystem m_files;
  test::FakeProcessRunner m_processes;
  Place m_place = user_tree("/p", "/p/build", "/p/build/aurora", m_processes);
};

/// As CMake 3.25 writes it.
constexpr auto k_top = R"cmake(# CMake generated Testfile for 
# Source directory: /p
add_test([=[one]=] "/p/build/one" "execute_process(x)")
set_tests_properties([=[one]=] PROPERTIES  LABELS "unit" _BACKTRACE_TRIPLES "/p/CMakeLists.txt;4;add_test;/p/CMakeLists.txt;0;")
subdirs("sub")
)cmake";

} // namespace

TEST_F(PlainRegistration, is_what_cmake_writes) {
  put("CTestTestfile.cmake", k_top);
  put("sub/CTestTestfile.cmake", "# nothing here\n");
  EXPECT_TRUE(is_plain());
}

TEST_F(PlainRegistration, is_several_configurations_and_what_was_discovered_after_a_build) {
  put("CTestTestfile.cmake",
      "if(CTEST_CONFIGURATION_TYPE MATCHES \"^([Dd][Ee][Bb][Uu][Gg])$\")\n"
      "  add_test([=[one]=] \"/p/build/Debug/one\")\nelse()\n  add_test([=[one]=] NOT_AVAILABLE)\nendif()\n"
      "include(\"/p/build/unit[1]_include.cmake\")\n");
  put("unit[1]_include.cmake", "if(EXISTS \"/p/build/unit[1]_tests.cmake\")\n"
                               "  include(\"/p/build/unit[1]_tests.cmake\")\nelse()\n"
                               "  add_test(unit_NOT_BUILT unit_NOT_BUILT)\nendif()\n");
  put("unit[1]_tests.cmake", "add_test([=[A.b]=]  /p/build/unit [==[--gtest_filter=A.b]==])\n"
                             "set_tests_properties([=[A.b]=] PROPERTIES WORKING_DIRECTORY /p/build)\n"
                             "set(  unit_TESTS A.b)\n");
  EXPECT_TRUE(is_plain());
}

TEST_F(PlainRegistration, is_not_what_discovers_tests_when_ctest_starts) {
  put("CTestTestfile.cmake", "include(\"/p/build/unit[1]_include.cmake\")\n");
  put("unit[1]_include.cmake", "if(EXISTS \"/p/build/unit\")\n"
                               "    include(\"/usr/share/cmake-3.25/Modules/GoogleTestAddTests.cmake\")\n"
                               "    gtest_discover_tests_impl(\n"
                               "      TEST_EXECUTABLE [==[/p/build/unit]==]\n    )\nendif()\n");
  EXPECT_FALSE(is_plain());
}

TEST_F(PlainRegistration, is_not_a_script_of_the_project) {
  put("CTestTestfile.cmake", std::string(k_top) + "include(\"/p/scripts/more.cmake\")\n");
  EXPECT_TRUE(is_plain()) << "while it is not there";
  m_files.put("/p/scripts/more.cmake", "file(WRITE seen yes)\n");
  EXPECT_FALSE(is_plain());
}

TEST_F(PlainRegistration, is_not_a_script_in_a_folder_below) {
  put("CTestTestfile.cmake", k_top);
  put("sub/CTestTestfile.cmake", "  execute_process(COMMAND touch /p/seen)\n");
  EXPECT_FALSE(is_plain());
}

TEST_F(PlainRegistration, is_not_what_hides_in_a_bracket_comment_or_behind_one) {
  put("CTestTestfile.cmake", "#[[\n]] execute_process(COMMAND touch /p/seen)\n");
  EXPECT_FALSE(is_plain());
}

TEST_F(PlainRegistration, is_not_a_name_that_is_only_known_when_it_runs) {
  for (const auto* line :
       {"include(\"${more}\")\n", "include(${more})\n", "subdirs(\"a;b\")\n", "include(\"a\" OPTIONAL)\n"}) {
    put("CTestTestfile.cmake", line);
    EXPECT_FALSE(is_plain()) << line;
  }
}

TEST_F(PlainRegistration, ends_where_files_name_each_other) {
  put("CTestTestfile.cmake", "include(\"/p/build/CTestTestfile.cmake\")\nsubdirs(\".\")\n");
  EXPECT_TRUE(is_plain());
}

TEST_F(PlainRegistration, is_not_beside_a_custom_file) {
  put("CTestTestfile.cmake", k_top);
  put("CTestCustom.cmake", "set(CTEST_CUSTOM_PRE_TEST \"touch seen\")\n");
  EXPECT_FALSE(is_plain());
}

TEST_F(PlainRegistration, is_not_in_a_shadow) {
  put("CTestTestfile.cmake", k_top);
  m_place.outside_path = [](const std::string& path) { return path; };
  EXPECT_FALSE(is_plain());
}

} // namespace aurora::ctest
