#include "aurora/workspace/shadow.hpp"

#include <chrono>
#include <cstring>
#include <future>
#include <iostream>
#include <map>

#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aurora/base/hash.hpp"
#include "aurora/sys/exec_process_runner.hpp"
#include "aurora/sys/real_file_system.hpp"
#include "support/exec_path.hpp"
#include "support/mounts.hpp"
#include "support/temporary_folder.hpp"

namespace aurora::workspace {
namespace {

namespace fs = std::filesystem;

/// Path, kind, mode, time and bytes of everything: what "nothing changed" means.
std::map<std::string, std::string> listing(const std::string& root) {
  std::map<std::string, std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    struct stat status {};
    ::lstat(entry.path().c_str(), &status);
    out[entry.path()] = std::to_string(status.st_mode) + " " + std::to_string(status.st_mtim.tv_sec) + "." +
                        std::to_string(status.st_mtim.tv_nsec) + " " +
                        (entry.is_regular_file() ? base::sha256_hex(test::read_text(entry.path())) : "");
  }
  return out;
}

struct Case {
  std::string generator;
  std::string source; ///< below the temporary folder
  std::string build;
  bool copy = false;
};

std::string name_of(const testing::TestParamInfo<Case>& info) {
  return std::string(info.param.copy ? "copy" : "overlay") + "_" + std::to_string(info.index);
}

class ShadowTest : public testing::TestWithParam<Case> {
protected:
  void SetUp() override {
    m_options.source_dir = m_folder / GetParam().source;
    m_options.build_dir = m_folder / GetParam().build;
    m_options.scratch = m_folder / "scratch";
    m_options.force_copy = GetParam().copy;
    test::write_text(source("CMakeLists.txt"),
                     "cmake_minimum_required(VERSION 3.25)\nproject(p C)\nenable_testing()\n"
                     "add_executable(p a.c b.c)\nadd_test(NAME p COMMAND p)\n");
    test::write_text(source("a.c"), "int b(void);\nint main(void) { return b(); }\n");
    test::write_text(source("b.c"), k_red);
    test::write_text(source("inc/h.h"), "");
    fs::create_symlink("b.c", source("link.c"));
    fs::create_directories(m_options.build_dir);
    ASSERT_TRUE(call({"cmake", "-G", GetParam().generator, "-S", m_options.source_dir, "-B",
                      m_options.build_dir, "-DCMAKE_BUILD_TYPE=Debug"}));
    ASSERT_TRUE(call({"cmake", "--build", m_options.build_dir}));
    m_before = {listing(m_options.source_dir), listing(m_options.build_dir)};
  }

  std::string source(const std::string& name) const { return m_options.source_dir + "/" + name; }
  bool call(std::vector<std::string> argv) {
    sys::ProcessSpec spec;
    spec.argv = std::move(argv);
    const auto result = m_processes.run(spec);
    return result && result->outcome.succeeded();
  }
  std::unique_ptr<Shadow> make() {
    auto shadow = make_shadow(m_options, m_files, m_processes, m_environment);
    EXPECT_TRUE(shadow) << shadow.error().message;
    return shadow ? std::move(*shadow) : nullptr;
  }
  sys::ProcessResult run(Shadow& shadow, std::vector<std::string> argv) {
    sys::ProcessSpec spec;
    spec.argv = std::move(argv);
    spec.cwd = m_options.build_dir;
    const auto result = shadow.run(spec);
    EXPECT_TRUE(result) << result.error().message;
    return result.value_or(sys::ProcessResult{});
  }
  int test_in(Shadow& shadow) {
    return run(shadow, {"ctest", "--test-dir", m_options.build_dir}).outcome.value;
  }
  std::string build_in(Shadow& shadow) {
    const auto result = run(shadow, {"cmake", "--build", m_options.build_dir});
    EXPECT_TRUE(result.outcome.succeeded()) << result.stdout_text << result.stderr_text;
    return result.stdout_text;
  }
  void expect_untouched() {
    EXPECT_EQ(listing(m_options.source_dir), m_before.first);
    EXPECT_EQ(listing(m_options.build_dir), m_before.second);
  }

  static constexpr auto k_red = "int b(void) { return 1; }\n";
  static constexpr auto k_green = "int b(void) { return 0; }\n";
  const test::TemporaryFolder m_folder;
  ShadowOptions m_options;
  std::pair<std::map<std::string, std::string>, std::map<std::string, std::string>> m_before;
  sys::SystemFileSystem m_files;
  sys::SystemEnvironment m_environment;
  sys::ExecProcessRunner m_processes{test::exec_path()};
};

model::Patch change_b(const char* from, const char* to) {
  model::Patch patch;
  patch.changes = {{"b.c", from, to}};
  return patch;
}

TEST_P(ShadowTest, rebuilds_only_what_a_patch_changes_and_touches_nothing_of_the_users) {
  auto shadow = make();
  ASSERT_TRUE(shadow);
  if (!GetParam().copy && shadow->kind() == ShadowKind::copy && !test::overlays_work())
    GTEST_SKIP() << "no overlay can be mounted here: " << shadow->description();
  ASSERT_EQ(shadow->kind(), GetParam().copy ? ShadowKind::copy : ShadowKind::overlay)
      << shadow->description();
  if (GetParam().copy)
    build_in(*shadow);
  EXPECT_NE(test_in(*shadow), 0);
  ASSERT_TRUE(shadow->apply(change_b(k_red, k_green)));
  EXPECT_EQ(shadow->read("b.c").value(), k_green);
  const auto begin = std::chrono::steady_clock::now();
  const auto output = build_in(*shadow);
  EXPECT_THAT(output, testing::HasSubstr("b.c.o"));
  EXPECT_THAT(output, testing::Not(testing::HasSubstr("a.c.o")));
  EXPECT_EQ(test_in(*shadow), 0);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::cout << shadow->description() << ": build and ctest " << took.count() << " s\n";
  EXPECT_THAT(build_in(*shadow),
              testing::AnyOf(testing::HasSubstr("no work to do"), testing::Not(testing::HasSubstr(".c.o"))));
  ASSERT_TRUE(shadow->reset());
  EXPECT_EQ(shadow->read("b.c").value(), k_red);
  build_in(*shadow);
  EXPECT_NE(test_in(*shadow), 0);
  shadow.reset();
  expect_untouched();
  sys::ProcessSpec spec;
  spec.argv = {"cmake", "--build", m_options.build_dir};
  const auto output_after = m_processes.run(spec)->stdout_text;
  EXPECT_THAT(output_after, testing::Not(testing::HasSubstr(".c.o"))) << output_after;
}

TEST_P(ShadowTest, creates_and_removes_files_and_reports_conflicts) {
  auto shadow = make();
  ASSERT_TRUE(shadow);
  model::Patch patch;
  patch.changes = {{"new dir/n.c", std::nullopt, "new"}, {"inc/h.h", "", std::nullopt}};
  ASSERT_TRUE(shadow->apply(patch));
  EXPECT_EQ(shadow->read("new dir/n.c").value(), "new");
  EXPECT_EQ(shadow->read("inc/h.h").error().code, base::ErrorCode::not_found);
  const auto again = shadow->apply(patch);
  EXPECT_EQ(again.error().code, base::ErrorCode::conflict);
  EXPECT_EQ(again.error().path, "new dir/n.c");
  patch.changes = {{"link.c", k_red, "x"}};
  EXPECT_EQ(shadow->apply(patch).error().code, base::ErrorCode::invalid_input);
  patch.changes = {{"../out", std::nullopt, "x"}};
  EXPECT_EQ(shadow->apply(patch).error().code, base::ErrorCode::invalid_input);
  ASSERT_TRUE(shadow->reset());
  EXPECT_EQ(shadow->read("inc/h.h").value(), "");
  EXPECT_FALSE(shadow->read("new dir/n.c"));
  shadow.reset();
  expect_untouched();
}

TEST_P(ShadowTest, exchanges_files_with_the_processes_in_it) {
  auto shadow = make();
  ASSERT_TRUE(shadow);
  const auto path = shadow->exchange_dir() + "/out";
  run(*shadow, {"/bin/sh", "-c", "echo seen >\"$1\"", "sh", path});
  EXPECT_EQ(test::read_text(path), "seen\n");
}

TEST_P(ShadowTest, tells_where_what_was_written_in_it_can_be_read) {
  auto shadow = make();
  ASSERT_TRUE(shadow);
  const auto written = shadow->build_dir() + "/report.xml";
  const auto untouched = shadow->build_dir() + "/other.xml";
  EXPECT_EQ(shadow->outside_path(written), written);
  run(*shadow, {"/bin/sh", "-c", "echo seen >\"$1\"", "sh", written});
  EXPECT_EQ(test::read_text(shadow->outside_path(written)), "seen\n");
  EXPECT_EQ(shadow->outside_path(untouched), untouched);
  EXPECT_EQ(shadow->outside_path("/etc/passwd"), "/etc/passwd");
  ASSERT_TRUE(shadow->reset());
  EXPECT_EQ(shadow->outside_path(written), written);
}

TEST_P(ShadowTest, runs_apart_see_the_changes_and_not_each_others) {
  auto shadow = make();
  ASSERT_TRUE(shadow);
  ASSERT_TRUE(shadow->apply(change_b(k_red, k_green)));
  if (shadow->kind() == ShadowKind::copy)
    return; // a copy has no views
  const auto script =
      "cat b.c; [ ! -e \"$1\" ] && echo own >\"$1\" && until [ -e \"$2/$3\" ]; do sleep 0.01; "
      "done; : >\"$2/$4\"";
  const auto apart = [&](const char* wait_for, const char* leave) {
    sys::ProcessSpec spec;
    spec.argv = {"/bin/sh", "-c", script, "sh", m_options.build_dir + "/own", shadow->exchange_dir(),
                 wait_for,  leave};
    spec.cwd = m_options.source_dir;
    spec.timeout = std::chrono::seconds(20);
    return shadow->run_apart(std::move(spec)).value_or(sys::ProcessResult{});
  };
  // The first waits for the second, so both run at once.
  auto first = std::async(std::launch::async, [&] { return apart("second", "first"); });
  sys::ProcessResult second;
  test::write_text(shadow->exchange_dir() + "/go", "");
  second = apart("go", "second");
  EXPECT_TRUE(second.outcome.succeeded()) << second.stderr_text;
  EXPECT_EQ(second.stdout_text, k_green);
  EXPECT_TRUE(first.get().outcome.succeeded());
  EXPECT_EQ(run(*shadow, {"test", "-e", m_options.build_dir + "/own"}).outcome.value, 1);
  shadow.reset();
  expect_untouched();
}

TEST_P(ShadowTest, keeps_what_runs_in_it_from_the_rest_of_the_machine) {
  const std::string place = "/var/lib/aurora-shadow-test-" + std::to_string(::getpid());
  std::error_code error;
  if (!fs::create_directory(place, error))
    GTEST_SKIP() << "no folder outside /tmp can be made";
  const auto shadow = make();
  const auto result = run(*shadow, {"sh", "-c", "echo x >\"$1/f\" 2>/dev/null || echo refused", "sh", place});
  const bool let_through = fs::exists(place + "/f");
  fs::remove_all(place);
  EXPECT_NE(shadow->is_sandboxed(), let_through);
  EXPECT_EQ(shadow->is_sandboxed(), result.stdout_text == "refused\n");
}

TEST_P(ShadowTest, keeps_what_runs_in_it_from_the_users_folders_in_a_temporary_folder) {
  const auto shadow = make();
  if (!shadow->is_sandboxed())
    GTEST_SKIP() << "the kernel refuses nothing here";
  sys::ProcessSpec spec;
  spec.cwd = m_options.build_dir;
  spec.argv = {
      "sh", "-c",
      "while read -r folder; do echo x >\"$folder/evil\"; done; echo fine >\"$(mktemp)\" && echo fine"};
  spec.stdin_text =
      m_options.source_dir + "\n" + m_options.build_dir + "\n"; // as it is, not moved to the copy
  const auto result = shadow->run(spec);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->stdout_text, "fine\n") << result->stderr_text;
  expect_untouched();
}

TEST_P(ShadowTest, keeps_what_runs_in_bubblewrap_from_the_users_folders) {
  m_options.bubblewrap = m_environment.find_program("bwrap").value_or("");
  const auto shadow = make();
  if (shadow->description().find("bubblewrap") == std::string::npos)
    GTEST_SKIP() << "bubblewrap does not work here";
  sys::ProcessSpec spec;
  spec.cwd = m_options.build_dir;
  spec.argv = {"sh", "-c", "while read -r folder; do echo x >\"$folder/evil\"; done; true"};
  spec.stdin_text =
      m_options.source_dir + "\n" + m_options.build_dir + "\n"; // as it is, not moved to the copy
  ASSERT_TRUE(shadow->run_contained(spec).has_value());
  EXPECT_FALSE(fs::exists(m_options.source_dir + "/evil"));
  EXPECT_FALSE(fs::exists(m_options.build_dir + "/evil"));
  expect_untouched();
}

TEST_P(ShadowTest, has_a_process_table_of_its_own_inside_bubblewrap) {
  m_options.bubblewrap = m_environment.find_program("bwrap").value_or("");
  const auto shadow = make();
  if (!shadow->description().ends_with("bubblewrap") &&
      shadow->description().find("bubblewrap;") == std::string::npos)
    GTEST_SKIP() << "bubblewrap does not work here";
  sys::ProcessSpec spec;
  spec.cwd = m_options.build_dir;
  spec.argv = {"sh", "-c", "pwd; echo \"$$\"; echo x >made; exit 3"};
  const auto result = shadow->run_contained(spec);
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->outcome.value, 3) << result->stderr_text;
  EXPECT_EQ(result->stdout_text, shadow->build_dir() + "\n2\n");
  EXPECT_EQ(run(*shadow, {"cat", shadow->build_dir() + "/made"}).stdout_text, "x\n");
  expect_untouched();
}

TEST_P(ShadowTest, leaves_no_scratch_folder_of_overlays_behind) {
  make().reset();
  for (const auto& entry : fs::directory_iterator(m_folder / "scratch"))
    EXPECT_FALSE(entry.path().filename().string().starts_with("aurora-shadow-")) << entry.path();
}

// Ninja 1.11 itself rebuilds for ever, or sees cycles, below a folder with a quote in its name; Make does
// not.
INSTANTIATE_TEST_SUITE_P(Projects, ShadowTest,
                         testing::Values(Case{"Ninja", "p", "p/build"},
                                         Case{"Unix Makefiles", "p", "p/build"}, Case{"Ninja", "p", "b"},
                                         Case{"Ninja", "b/src", "b"}, Case{"Ninja", "my p, q", "the b, c"},
                                         Case{"Unix Makefiles", "my 'p', q", "the 'b', c"},
                                         Case{"Ninja", "p", "p/build", true},
                                         Case{"Unix Makefiles", "p", "b", true}),
                         name_of);

TEST(Shadow, works_for_an_ordinary_user) {
  if (::geteuid() != 0)
    GTEST_SKIP() << "the other tests already ran as one";
  const test::TemporaryFolder folder;
  fs::permissions(folder.path(), fs::perms::all);
  fs::copy_file("/proc/self/exe", folder / "unit_workspace");
  fs::copy_file(test::exec_path(), folder / "aurora-exec");
  sys::ProcessSpec spec;
  spec.argv = {"setpriv",
               "--reuid=65534",
               "--regid=65534",
               "--clear-groups",
               folder / "unit_workspace",
               "--gtest_filter=*ShadowTest.*/overlay_0:*ShadowTest.*/overlay_2"};
  spec.environment = {
      {"TMPDIR", folder.path()}, {"HOME", folder.path()}, {"AURORA_EXEC", folder / "aurora-exec"}};
  spec.unset = {"CCACHE_DIR"};
  spec.cwd = folder.path(); // this one may be closed to others
  const auto result = sys::ExecProcessRunner(test::exec_path()).run(spec);
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_TRUE(result->outcome.succeeded()) << result->stdout_text << result->stderr_text;
  if (result->stdout_text.find("no overlay can be mounted here") != std::string::npos)
    GTEST_SKIP() << "an ordinary user may not mount overlays here";
  EXPECT_THAT(result->stdout_text, testing::HasSubstr("user namespace"));
}

TEST(Shadow, removes_what_a_killed_process_left) {
  const test::TemporaryFolder folder;
  test::write_text(folder / "scratch/aurora-shadow-dead/layer0/upper/f", "x");
  test::write_text(folder / "scratch/aurora-shadow-dead.lock", "1");
  test::write_text(folder / "p/f", "x");
  test::write_text(folder / "p/build/f", "x");
  sys::SystemFileSystem files;
  sys::ExecProcessRunner processes(test::exec_path());
  const auto shadow = make_shadow({folder / "p", folder / "p/build", folder / "scratch", false}, files,
                                  processes, sys::SystemEnvironment());
  ASSERT_TRUE(shadow || shadow.error().code == base::ErrorCode::environment);
  EXPECT_FALSE(fs::exists(folder / "scratch/aurora-shadow-dead"));
}

TEST(Shadow, lays_overlays_at_paths_with_newlines) {
  const test::TemporaryFolder folder;
  const auto source = folder / "a\n\"b' c";
  test::write_text(source + "/f", "old");
  fs::create_directories(source + "/build");
  sys::SystemFileSystem files;
  sys::ExecProcessRunner processes(test::exec_path());
  const auto shadow = make_shadow({source, source + "/build", folder / "scratch", false}, files, processes,
                                  sys::SystemEnvironment());
  if (!shadow)
    GTEST_SKIP() << shadow.error().message;
  model::Patch patch;
  patch.changes = {{"f", "old", "new"}};
  ASSERT_TRUE((*shadow)->apply(patch));
  EXPECT_EQ((*shadow)->read("f").value(), "new");
  EXPECT_EQ(test::read_text(source + "/f"), "old");
}

} // namespace
} // namespace aurora::workspace
