#include "aurora/repair/fixit_provider.hpp"

#include <gtest/gtest.h>

#include "aurora/repair/fixit_command.hpp"
#include "unit/repair/support_project.hpp"

namespace aurora::repair {

namespace {

fakes::MemoryProject broken() {
  fakes::MemoryProject project;
  project.file("a.cpp", "int a\nint b\n").error("a.cpp", 1, 6, "expected ';'");
  project.project.compile_commands.push_back(
      {"/src/a.cpp", "/src/build", {"ccache", "g++", "-c", "../a.cpp", "-o", "a.o"}, "a.o"});
  return project;
}

} // namespace

TEST(SyntaxOnlyCommand, drops_the_launcher_and_all_that_writes) {
  EXPECT_EQ(syntax_only_command({"ccache", "g++", "-MD", "-MF", "x.d", "-O2", "-c", "a.cpp", "-o", "a.o"}),
            (std::vector<std::string>{"g++", "-fsyntax-only", "-fdiagnostics-parseable-fixits",
                                      "-fdiagnostics-color=never", "-O2", "a.cpp"}));
}

TEST(FixitProvider, offers_all_edits_of_a_file_first_and_each_alone) {
  auto project = broken();
  project.processes.stderr_text = "../a.cpp:1:6: error: e\nfix-it:\"../a.cpp\":{1:6-1:6}:\";\"\n"
                                  "../a.cpp:2:6: error: e\nfix-it:\"../a.cpp\":{2:6-2:6}:\";\"\n";
  const auto patches = FixitProvider().propose(project.context());
  ASSERT_TRUE(patches && patches->size() == 3);
  EXPECT_EQ(patches->at(0).changes[0].after, "int a;\nint b;\n");
  EXPECT_EQ(patches->at(1).changes[0].after, "int a;\nint b\n");
  EXPECT_EQ(project.processes.asked.at(0).cwd, "/src/build");
}

TEST(FixitProvider, never_edits_outside_the_source_folder) {
  auto project = broken();
  project.files.files["/usr/include/x.h"] = "int a\n";
  project.processes.stderr_text =
      "/usr/include/x.h:1:6: error: e\nfix-it:\"/usr/include/x.h\":{1:6-1:6}:\";\"\n";
  EXPECT_TRUE(FixitProvider().propose(project.context())->empty());
}

} // namespace aurora::repair
