#include "aurora/repair/rules_provider.hpp"

#include <gtest/gtest.h>

#include "unit/repair/support_project.hpp"

namespace aurora::repair {

namespace {

/// rule and new text of the best patch.
std::string best(fakes::MemoryProject& project) {
  const auto patches = RulesProvider().propose(project.context());
  if (!patches || patches->empty())
    return "nothing";
  return patches->front().rule + ": " + *patches->front().changes.at(0).after;
}

} // namespace

TEST(RulesProvider, reads_typographic_quotes_and_keeps_crlf) {
  fakes::MemoryProject project;
  project.file("a.cpp", "#include <string>\r\nstd::vector<int> v;\r\n")
      .error("a.cpp", 2, 6,
             "\xE2\x80\x98vector\xE2\x80\x99 in namespace \xE2\x80\x98std\xE2\x80\x99 does not name a "
             "template type");
  EXPECT_EQ(best(project),
            "missing-std-include: #include <string>\r\n#include <vector>\r\nstd::vector<int> v;\r\n");
}

TEST(RulesProvider, guards_a_pointer_before_the_loop_that_follows_it) {
  fakes::MemoryProject project;
  project
      .file("a.cpp", "std::vector<R> pick(const std::vector<R>& all, const F* f) {\n"
                     "  std::vector<R> out;\n"
                     "  for (const auto& r : all)\n"
                     "    if (f->accepts(r))\n"
                     "      out.push_back(r);\n"
                     "  return out;\n"
                     "}\n")
      .error("a.cpp", 4, 0, "SIGSEGV in Filter.none");
  const auto patches = RulesProvider().propose(project.context());
  ASSERT_TRUE(patches);
  std::vector<std::string> starts;
  for (const auto& patch : *patches) {
    const auto& after = *patch.changes[0].after;
    const auto guard = after.find("  if (f == nullptr)\n    return ");
    EXPECT_LT(guard, after.find("  for (")) << after;
    starts.push_back(after.substr(guard + 31, after.find(';', guard) - guard - 31));
  }
  EXPECT_EQ(starts, (std::vector<std::string>{"{}", "all"}));
}

TEST(RulesProvider, offers_the_fixes_of_several_events_together) {
  fakes::MemoryProject project;
  project.file("a.cpp", "std::vector<int> v;\nstd::map<int, int> m;\n")
      .error("a.cpp", 1, 6, "'vector' in namespace 'std' does not name a template type")
      .error("a.cpp", 2, 6, "'map' in namespace 'std' does not name a template type");
  const auto patches = RulesProvider().propose(project.context());
  ASSERT_TRUE(patches);
  const auto both = std::find_if(patches->begin(), patches->end(), [](const auto& patch) {
    const auto& after = *patch.changes[0].after;
    return after.find("<vector>") != after.npos && after.find("<map>") != after.npos;
  });
  EXPECT_NE(both, patches->end());
}

TEST(RulesProvider, proposes_nothing_for_files_outside_the_project_or_behind_a_link) {
  fakes::MemoryProject project;
  project.file("link.cpp", "std::vector<int> v;\n")
      .error("link.cpp", 1, 6, "'vector' is not a member of 'std'");
  project.error("/etc/x.cpp", 1, 6, "'vector' is not a member of 'std'");
  project.files.links["/src/link.cpp"] = "/etc/passwd";
  EXPECT_EQ(best(project), "nothing");
}

TEST(RulesProvider, is_silent_when_the_include_is_there_already) {
  fakes::MemoryProject project;
  project.file("a.cpp", "#include <vector>\nstd::vector<int> v;\n")
      .error("a.cpp", 2, 6, "'vector' is not a member of 'std'");
  EXPECT_EQ(best(project), "nothing");
}

TEST(RulesProvider, changes_assertion_macros_only_when_test_edits_are_allowed) {
  fakes::MemoryProject project;
  project.file("t.cpp", "TEST(A, b) {\n  EXPECT_EQ(sum(), 0.3);\n}\n")
      .error("t.cpp", 2, 0, "Expected equality of these values:");
  auto& event = project.cluster.events[0];
  event.category = project.cluster.category = model::Category::assertion;
  event.expected = "0.3";
  event.actual = "0.30000000000000004";
  EXPECT_EQ(best(project), "nothing");
  project.allow_test_edits = true;
  EXPECT_EQ(best(project), "assertion-macro: TEST(A, b) {\n  EXPECT_DOUBLE_EQ(sum(), 0.3);\n}\n");
}

TEST(RulesProvider, leaves_a_really_different_number_alone) {
  fakes::MemoryProject project;
  project.file("t.cpp", "EXPECT_EQ(sum(), 0.3);\n")
      .error("t.cpp", 1, 0, "Expected equality of these values:");
  project.cluster.events[0].category = model::Category::assertion;
  project.cluster.events[0].expected = "0.3";
  project.cluster.events[0].actual = "0.4";
  project.allow_test_edits = true;
  EXPECT_EQ(best(project), "nothing");
}

TEST(RulesProvider, commits_a_transaction_that_is_only_begun) {
  fakes::MemoryProject project;
  project.file("db.cpp", "void Store::put() {\n  exec(m_db, \"BEGIN\");\n  exec(m_db, \"INSERT\");\n}\n")
      .error("t.cpp", 1, 0, "row is missing");
  project.cluster.events[0].category = project.cluster.category = model::Category::database;
  EXPECT_EQ(
      best(project),
      "uncommitted-transaction: void Store::put() {\n  exec(m_db, \"BEGIN\");\n  exec(m_db, \"INSERT\");\n"
      "  exec(m_db, \"COMMIT\");\n}\n");
}

TEST(RulesProvider, awaits_a_coroutine_whose_result_is_dropped) {
  fakes::MemoryProject project;
  project.file("a.cpp", "task<> run() {\n  step();\n  co_return;\n}\n")
      .error("a.cpp", 2, 7, "ignoring returned value of type 'task<>', declared with attribute 'nodiscard'");
  EXPECT_EQ(best(project), "discarded-result: task<> run() {\n  co_await step();\n  co_return;\n}\n");
}

TEST(RulesProvider, survives_lines_and_names_that_do_not_exist) {
  fakes::MemoryProject project;
  project.file("a.cpp", "").file("b.cpp", "}}}(((").file("c.hpp", "class");
  for (const auto* file : {"a.cpp", "b.cpp", "c.hpp", "none.cpp"})
    for (const auto* message :
         {"'x' was not declared in this scope", "expected ';' before 'y'", "expected '}' at end of input",
          "'", "no declaration matches 'int A::f()'", "'f' marked 'override', but does not override",
          "no return statement in function returning non-void", "undefined reference to `vtable for '",
          "assignment used as truth value", "narrowing conversion of ')' from 'a' to 'b'",
          "unused variable 'x'", "ignoring return value of 'f'", "call to deleted constructor of",
          "x.h: No such file or directory", "multiple definition of `'",
          "passing as 'this' argument discards qualifiers"})
      for (const int line : {-1, 0, 1, 99})
        project.error(file, line, 99, message);
  for (auto& event : project.cluster.events)
    event.details = "SIGSEGV division by zero out_of_range a.cpp:1:1 b.cpp:1:2";
  EXPECT_TRUE(RulesProvider().propose(project.context()));
}

} // namespace aurora::repair
