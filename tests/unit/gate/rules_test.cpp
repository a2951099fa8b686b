#include "unit/gate/change.hpp"

#include <gtest/gtest.h>

namespace aurora::gate {
namespace {

struct Case {
  const char* rule;
  const char* path;
  const char* added;
};

void expect_found(const std::vector<Case>& cases) {
  for (const auto& c : cases)
    EXPECT_TRUE(has_rule(rules_for(c.path, c.added), c.rule)) << c.rule << ": " << c.added;
}

void expect_clean(const std::string& path, const std::vector<const char*>& added) {
  for (const auto* text : added) {
    const auto rules = rules_for(path, text);
    EXPECT_TRUE(rules.empty()) << text << " gave " << (rules.empty() ? "" : rules.front());
  }
}

std::vector<std::string> rules_between(const std::string& path, const std::string& before,
                                       const std::string& after) {
  std::vector<std::string> ids;
  for (const auto& finding : check({}, change(path, before, after), Author::heal))
    ids.push_back(finding.rule);
  return ids;
}

} // namespace

TEST(Rules, find_swallowed_exceptions) {
  expect_found(
      {{"swallowed-exception", "a.cpp", "void f() { try { g(); } catch (...) {} }\n"},
       {"swallowed-exception", "a.cpp", "try {\n} catch (const std::exception&)\n{\n  return false;\n}\n"}});
  expect_clean("a.cpp", {"try { g(); } catch (...) { throw; }\n",
                         "try { g(); } catch (const std::exception& e) { log(e.what()); return 1; }\n",
                         "// catch (...) {}\n", "const char* s = \"catch (...) {}\";\n"});
}

TEST(Rules, find_disabled_tests) {
  expect_found({{"disabled-test", "tests/a.cpp", "TEST(A, DISABLED_b) {}\n"},
                {"disabled-test", "tests/a.cpp", "TEST(A, b) { GTEST_SKIP(); }\n"},
                {"disabled-test", "tests/a.cpp", "TEST_CASE(\"x\", \"[.]\") {}\n"},
                {"disabled-test", "tests/a.cpp", "TEST_CASE(\"x\" * doctest::skip()) {}\n"},
                {"disabled-test", "test_a.py", "@pytest.mark.skip\n"}});
  EXPECT_FALSE(has_rule(rules_for("src/a.cpp", "int SKIP = 1;\n"), "disabled-test"));
}

TEST(Rules, find_hidden_errors_and_escapes) {
  expect_found({{"error-hiding-cast", "a.cpp", "auto p = reinterpret_cast<char*>(q);\n"},
                {"error-hiding-cast", "a.cpp", "auto p = const_cast<char*>(q);\n"},
                {"error-hiding-cast", "a.cpp", "(void)write(fd, p, n);\n"},
                {"process-execution", "a.cpp", "int r = system(\"x\");\n"},
                {"process-execution", "a.cpp", "auto* f = ::popen(c, \"r\");\n"},
                {"early-exit", "a.cpp", "std::exit(0);\n"},
                {"early-exit", "a.cpp", "_exit(3);\n"},
                {"sanitizer-off", "a.cpp", "__attribute__((no_sanitize(\"address\"))) void f();\n"},
                {"goto", "a.cpp", "goto end;\n"},
                {"volatile", "a.cpp", "volatile int x;\n"}});
  expect_clean("a.cpp", {"void f(int unused) { (void)unused; }\n", "machine.system();\n", "gpu::system(1);\n",
                         "exit(1);\n", "// system(\"x\")\n", "int f(void);\n"});
}

TEST(Rules, find_silenced_warnings) {
  expect_found(
      {{"suppressed-warning", "a.cpp", "#pragma GCC diagnostic ignored \"-Wall\"\n"},
       {"suppressed-warning", "a.cpp", "#pragma warning(disable : 4996)\n"},
       {"suppressed-warning", "a.cpp", "int a; // NOLINT\n"},
       {"suppressed-warning", "a.cpp", "int a; // LCOV_EXCL_LINE\n"},
       {"relaxed-build", "CMakeLists.txt", "target_compile_options(a PRIVATE -w)\n"},
       {"relaxed-build", "CMakeLists.txt", "set(CMAKE_CXX_FLAGS \"${CMAKE_CXX_FLAGS} -Wno-error\")\n"},
       {"relaxed-build", "CMakeLists.txt",
        "target_compile_options(a PRIVATE $<$<CONFIG:Debug>:-Wno-unused>)\n"}});
  expect_clean("a.cpp", {"const char* s = \"NOLINT\";\n"});
  expect_clean("CMakeLists.txt", {"# -w\n", "target_compile_options(a PRIVATE -Wall)\n"});
}

TEST(Rules, find_code_that_never_runs_or_knows_it_is_tested) {
  expect_found({{"disabled-code", "a.cpp", "#if 0\nint a;\n#endif\n"},
                {"disabled-code", "a.cpp", "#ifndef NDEBUG\nint a;\n#endif\n"},
                {"test-detection", "a.cpp", "#ifdef UNIT_TEST\nint a;\n#endif\n"},
                {"test-detection", "a.cpp", "if (std::getenv(\"GTEST_FILTER\")) return 1;\n"}});
  expect_clean("a.cpp", {"#ifdef _WIN32\nint a;\n#endif\n", "auto* home = std::getenv(\"HOME\");\n",
                         "#ifndef CONTEST_HPP\n#endif\n"});
}

TEST(Rules, find_sleeps_in_tests) {
  expect_found({{"sleep-in-test", "tests/a.cpp", "std::this_thread::sleep_for(1s);\n"}});
}

TEST(Rules, find_removed_and_weakened_and_vacuous_assertions) {
  EXPECT_TRUE(
      has_rule(rules_between("a_test.cpp", "EXPECT_EQ(a, 1);\nEXPECT_EQ(b, 2);\n", "EXPECT_EQ(a, 1);\n"),
               "removed-assertion"));
  EXPECT_TRUE(has_rule(rules_between("src/a.cpp", "assert(p);\nf(p);\n", "f(p);\n"), "removed-assertion"));
  EXPECT_TRUE(
      has_rule(rules_between("a_test.cpp", "REQUIRE(a == 1);\n", "WARN(a == 1);\n"), "weakened-assertion"));
  EXPECT_TRUE(has_rule(rules_between("a_test.cpp", "EXPECT_EQ(a, 1);\n", "EXPECT_TRUE(true);\n"),
                       "vacuous-assertion"));
  EXPECT_TRUE(has_rule(rules_for("src/a.cpp", "EXPECT_EQ(x, x);\n"), "vacuous-assertion"));
}

TEST(Rules, accept_a_macro_that_fits_the_type_better) {
  const auto rules = rules_between("a_test.cpp", "EXPECT_EQ(a, 1.5);\n", "EXPECT_DOUBLE_EQ(a, 1.5);\n");
  EXPECT_EQ(rules, std::vector<std::string>{"locked-file"});
}

TEST(Rules, lock_test_registration_but_not_other_edits_of_cmake_files) {
  const std::string before = "add_executable(t t.cpp)\nadd_test(NAME t COMMAND t)\n";
  EXPECT_TRUE(rules_between("CMakeLists.txt", before,
                            "add_executable(t t.cpp extra.cpp)\n\nadd_test(NAME t COMMAND t)\n"
                            "target_link_libraries(t PRIVATE lib)\n")
                  .empty());
  EXPECT_TRUE(
      has_rule(rules_between("CMakeLists.txt", before, "add_executable(t t.cpp)\n"), "test-registration"));
  EXPECT_TRUE(
      has_rule(rules_between("CMakeLists.txt", before,
                             "add_executable(t t.cpp)\nif(FALSE)\nadd_test(NAME t COMMAND t)\nendif()\n"),
               "test-registration"));
  EXPECT_TRUE(has_rule(rules_between("CMakeLists.txt", before, "return()\n" + before), "test-registration"));
  EXPECT_TRUE(has_rule(rules_for("CMakeLists.txt", "set_tests_properties(t PROPERTIES WILL_FAIL ON)\n"),
                       "test-registration"));
  EXPECT_TRUE(has_rule(rules_between("CMakeLists.txt", "add_executable(t a_test.cpp b_test.cpp)\n",
                                     "add_executable(t a_test.cpp)\n"),
                       "test-registration"));
  EXPECT_TRUE(
      has_rule(rules_for("cmake/x.cmake", "function(add_test)\nendfunction()\n"), "test-registration"));
}

TEST(Rules, find_invisible_and_direction_changing_characters_even_in_comments) {
  expect_found({{"invisible-character", "a.cpp", "// a\xE2\x80\xAE b\n"},
                {"invisible-character", "a.cpp", "int a\xE2\x80\x8B = 1;\n"}});
  expect_clean("a.cpp", {"// grün, 日本語, 😀\n", "// cut \xE2\x80\n"});
}

TEST(Rules, find_added_secrets_in_any_file) {
  const auto line = "token: glpat-" + std::string("x7Kq2Rz9Lw4Tn8Vd1BsYp\n");
  EXPECT_TRUE(has_rule(rules_for("deploy.yml", line), "added-secret"));
  EXPECT_FALSE(has_rule(rules_for("package-lock.json", line), "added-secret"));
}

TEST(Rules, look_at_added_lines_only) {
  EXPECT_TRUE(rules_for("a.cpp", "int b;\n", "int r = system(\"x\"); // NOLINT\n").empty());
}

TEST(Rules, only_warn_a_person_of_risky_patterns) {
  const auto patch = change("a.cpp", "", "auto p = reinterpret_cast<char*>(q);\n");
  EXPECT_TRUE(refused(check({}, patch, Author::heal)));
  EXPECT_FALSE(refused(check({}, patch, Author::person)));
}

} // namespace aurora::gate
