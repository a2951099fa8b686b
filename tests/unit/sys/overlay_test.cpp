#include <csignal>
#include <filesystem>

#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aurora/sys/exec_process_runner.hpp"
#include "support/exec_path.hpp"
#include "support/mounts.hpp"
#include "support/temporary_folder.hpp"

namespace aurora::sys {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

/// A tree with lower, upper and work folders below a base whose name would break mount options.
struct Layers {
  explicit Layers(const std::string& name = "plain") : base(folder / name) {
    test::write_text(base + "/lower/file", "original");
    fs::create_directories(base + "/upper");
    fs::create_directories(base + "/work");
  }
  ProcessSpec spec(const std::string& script, Isolation isolation = Isolation::overlay) const {
    ProcessSpec spec;
    spec.argv = {"/bin/sh", "-c", script, "sh", base + "/lower"};
    spec.overlays = {{base + "/lower", base + "/upper", base + "/work"}};
    spec.isolation = isolation;
    return spec;
  }
  TemporaryFolder folder;
  std::string base;
};

#define SKIP_IF_REFUSED(result)                                                                              \
  if (!result) {                                                                                             \
    ASSERT_FALSE(test::overlays_work()) << result.error().message;                                           \
    GTEST_SKIP() << result.error().message;                                                                  \
  }

/// Skips the test where the machine refuses overlays (a container without the right, say), and only there.
#define RUN_OR_SKIP(result, spec)                                                                            \
  const auto result = ExecProcessRunner(test::exec_path()).run(spec);                                        \
  SKIP_IF_REFUSED(result)

TEST(Overlay, shows_changes_inside_and_leaves_the_lower_folder_alone) {
  const Layers layers;
  RUN_OR_SKIP(first, layers.spec("echo new >\"$1/file\"; echo more >\"$1/other\"; cat \"$1/file\""));
  EXPECT_EQ(first->stdout_text, "new\n");
  EXPECT_EQ(test::read_text(layers.base + "/lower/file"), "original");
  EXPECT_FALSE(fs::exists(layers.base + "/lower/other"));
  EXPECT_EQ(test::read_text(layers.base + "/upper/other"), "more\n");
}

TEST(Overlay, finds_the_changes_of_the_run_before) {
  const Layers layers;
  RUN_OR_SKIP(first, layers.spec("rm \"$1/file\"; echo 1 >\"$1/a\""));
  for (int i = 0; i < 5; ++i) {
    RUN_OR_SKIP(next, layers.spec("ls \"$1\"; echo $(cat \"$1/a\")1 >\"$1/a\""));
    EXPECT_EQ(next->stdout_text, "a\n");
    EXPECT_TRUE(next->outcome.succeeded()) << next->stderr_text;
  }
  EXPECT_EQ(test::read_text(layers.base + "/upper/a"), "111111\n");
}

TEST(Overlay, works_at_paths_with_every_separator_and_quote) {
  const Layers layers("sp ace:co,mma'\"\\\nnew\tline,upperdir=x");
  RUN_OR_SKIP(result, layers.spec("echo new >\"$1/file\""));
  EXPECT_TRUE(result->outcome.succeeded()) << result->stderr_text;
  EXPECT_EQ(test::read_text(layers.base + "/lower/file"), "original");
  EXPECT_EQ(test::read_text(layers.base + "/upper/file"), "new\n");
}

TEST(Overlay, covers_the_working_folder_it_was_started_in) {
  const Layers layers;
  const auto before = fs::current_path();
  fs::current_path(layers.base + "/lower");
  const auto result = ExecProcessRunner(test::exec_path()).run(layers.spec("echo new >file"));
  fs::current_path(before);
  SKIP_IF_REFUSED(result)
  EXPECT_EQ(test::read_text(layers.base + "/lower/file"), "original");
  EXPECT_EQ(test::read_text(layers.base + "/upper/file"), "new\n");
}

TEST(Overlay, is_gone_from_the_machine_when_the_run_ends) {
  const Layers layers;
  RUN_OR_SKIP(result,
              layers.spec("grep -c ' overlay ' /proc/self/mountinfo || grep -c overlay /proc/self/mounts"));
  EXPECT_THAT(test::read_text("/proc/self/mountinfo"), testing::Not(testing::HasSubstr(layers.base)));
}

TEST(Overlay, leaves_only_named_places_writable_when_asked) {
  const Layers layers;
  const TemporaryFolder elsewhere;
  // Below the home folder, as /tmp stays writable.
  const auto place = fs::path("/var/lib/aurora-test-" + std::to_string(::getpid()));
  std::error_code error;
  fs::create_directories(place / "open", error);
  if (error)
    GTEST_SKIP() << "no folder outside /tmp can be made";
  auto spec =
      layers.spec("echo x >\"$2/closed\" || echo refused; echo y >\"$2/open/f\" && echo z >\"$1/file\" && "
                  "echo t >\"$3/t\" && echo d >/dev/null && ls /proc/self >/dev/null && echo fine",
                  Isolation::read_only);
  spec.argv.insert(spec.argv.end(), {place.string(), elsewhere.path()});
  spec.writable = {(place / "open").string(), "/no/such/place"};
  const auto result = ExecProcessRunner(test::exec_path()).run(spec);
  const auto opened = test::read_text((place / "open/f").string());
  fs::remove_all(place);
  SKIP_IF_REFUSED(result)
  EXPECT_EQ(result->stdout_text, "refused\nfine\n") << result->stderr_text;
  EXPECT_EQ(opened, "y\n");
  EXPECT_EQ(test::read_text(layers.base + "/lower/file"), "original");
}

TEST(Landlock, leaves_only_named_places_writable) {
  const auto place = fs::path("/var/lib/aurora-test-" + std::to_string(::getpid()));
  std::error_code error;
  fs::create_directories(place / "open", error);
  if (error)
    GTEST_SKIP() << "no folder outside /tmp can be made";
  test::write_text((place / "kept").string(), "x");
  ProcessSpec spec;
  spec.argv = {
      "/bin/sh", "-c",
      "cd \"$1\"; echo a >new || echo refused; echo a >>kept || echo refused; rm -f kept || echo refused; "
      "mkdir sub || echo refused; ln -s x link || echo refused; cat kept; echo y >open/f && mkdir open/sub "
      "&& "
      "mv open/f open/sub/f && echo d >/dev/null && echo fine",
      "sh", place.string()};
  spec.isolation = Isolation::landlock;
  spec.writable = {(place / "open").string(), "/no/such/place"};
  const auto result = ExecProcessRunner(test::exec_path()).run(spec);
  const auto kept = test::read_text((place / "kept").string());
  fs::remove_all(place);
  if (!result)
    GTEST_SKIP() << result.error().message;
  EXPECT_EQ(result->stdout_text, "refused\nrefused\nrefused\nrefused\nrefused\nxfine\n")
      << result->stderr_text;
  EXPECT_EQ(kept, "x");
}

TEST(Overlay, lays_one_overlay_over_another) {
  const Layers layers;
  fs::create_directories(layers.base + "/lower/inner");
  fs::create_directories(layers.base + "/upper2");
  fs::create_directories(layers.base + "/work2");
  auto spec = layers.spec("echo a >\"$1/inner/f\"; echo b >\"$1/g\"", Isolation::read_only);
  spec.overlays.push_back({layers.base + "/lower/inner", layers.base + "/upper2", layers.base + "/work2"});
  RUN_OR_SKIP(result, spec);
  EXPECT_TRUE(result->outcome.succeeded()) << result->stderr_text;
  EXPECT_EQ(test::read_text(layers.base + "/upper2/f"), "a\n");
  EXPECT_EQ(test::read_text(layers.base + "/upper/g"), "b\n");
  EXPECT_FALSE(fs::exists(layers.base + "/upper/inner/f"));
}

TEST(Overlay, says_which_folder_it_could_not_use) {
  const Layers layers;
  auto spec = layers.spec("true");
  RUN_OR_SKIP(possible, spec);
  spec.overlays[0].upper = layers.base + "/missing";
  const auto result = ExecProcessRunner(test::exec_path()).run(spec);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, base::ErrorCode::environment);
  EXPECT_THAT(result.error().message, testing::HasSubstr("missing"));
}

/// Runs the other tests of this file as an ordinary user, who needs a user namespace.
TEST(Overlay, works_for_an_ordinary_user) {
  if (::geteuid() != 0)
    GTEST_SKIP() << "the other tests already ran as one";
  const TemporaryFolder folder;
  fs::permissions(folder.path(), fs::perms::all);
  const auto copy = folder / "unit_sys";
  fs::copy_file("/proc/self/exe", copy);
  fs::copy_file(test::exec_path(), folder / "aurora-exec");
  ProcessSpec spec;
  spec.argv = {"setpriv",
               "--reuid=65534",
               "--regid=65534",
               "--clear-groups",
               copy,
               "--gtest_filter=Overlay.*:ExecProcessRunner.leaves_no_daemon_alive"};
  spec.environment["TMPDIR"] = folder.path();
  spec.environment["AURORA_EXEC"] = folder / "aurora-exec";
  spec.cwd = folder.path(); // this one may be closed to others
  const auto result = ExecProcessRunner(test::exec_path()).run(spec);
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_TRUE(result->outcome.succeeded()) << result->stdout_text << result->stderr_text;
}

} // namespace
} // namespace aurora::sys
