#include "aurora/sys/real_file_system.hpp"

#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aurora/sys/exec_process_runner.hpp"
#include "support/exec_path.hpp"
#include "support/mounts.hpp"
#include "support/temporary_folder.hpp"

namespace aurora::sys {
namespace {

using base::ErrorCode;
using test::TemporaryFolder;

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  const auto entries = SystemFileSystem().list(folder);
  for (const auto& entry : *entries)
    names.push_back(entry.name);
  return names;
}

TEST(SystemFileSystem, replaces_a_file_keeping_its_mode_and_leaving_nothing_beside_it) {
  const TemporaryFolder folder;
  SystemFileSystem files;
  test::write_text(folder / "f", "old");
  ::chmod((folder / "f").c_str(), 0751);
  ASSERT_TRUE(files.write(folder / "f", "new"));
  EXPECT_EQ(files.read(folder / "f").value(), "new");
  EXPECT_EQ(files.info(folder / "f")->mode, 0751U);
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"f"});
}

TEST(SystemFileSystem, gives_a_new_file_the_mode_asked_for) {
  const TemporaryFolder folder;
  SystemFileSystem files;
  ASSERT_TRUE(files.write(folder / "a", "x"));
  ASSERT_TRUE(files.write(folder / "b", "x", 0600));
  EXPECT_EQ(files.info(folder / "a")->mode, 0644U);
  EXPECT_EQ(files.info(folder / "b")->mode, 0600U);
}

TEST(SystemFileSystem, keeps_the_owner_of_a_replaced_file) {
  if (::geteuid() != 0)
    GTEST_SKIP() << "only root can make a file of another owner";
  const TemporaryFolder folder;
  test::write_text(folder / "f", "old");
  ASSERT_EQ(::chown((folder / "f").c_str(), 65534, 65534), 0);
  ASSERT_TRUE(SystemFileSystem().write(folder / "f", "new"));
  struct stat status {};
  ASSERT_EQ(::stat((folder / "f").c_str(), &status), 0);
  EXPECT_EQ(status.st_uid, 65534U);
  EXPECT_EQ(status.st_gid, 65534U);
}

TEST(SystemFileSystem, writes_names_of_any_kind) {
  const TemporaryFolder folder;
  SystemFileSystem files;
  for (const auto& name : {std::string("a \"b'\n,:\\"), std::string(255, 'n'), std::string("\xff\xfe")}) {
    ASSERT_TRUE(files.write(folder / name, "x")) << name;
    EXPECT_EQ(files.read(folder / name).value(), "x");
  }
}

TEST(SystemFileSystem, takes_over_what_a_dead_writer_left) {
  const TemporaryFolder folder;
  test::write_text(temporary_path(folder / "f"), "torn");
  ASSERT_TRUE(SystemFileSystem().write(folder / "f", "whole"));
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"f"});
}

TEST(SystemFileSystem, shows_readers_whole_texts_only_while_several_write) {
  const TemporaryFolder folder;
  std::vector<std::thread> writers;
  for (char c : {'a', 'b', 'c'})
    writers.emplace_back([&folder, c] {
      for (int i = 0; i < 30; ++i)
        EXPECT_TRUE(SystemFileSystem().write(folder / "f", std::string(5000, c)));
    });
  for (int i = 0; i < 200; ++i) {
    const auto text = SystemFileSystem().read(folder / "f");
    if (text) {
      EXPECT_TRUE(text->size() == 5000 && text->find_first_not_of((*text)[0]) == std::string::npos);
    }
  }
  for (auto& writer : writers)
    writer.join();
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"f"});
}

TEST(SystemFileSystem, refuses_links_folders_and_devices) {
  const TemporaryFolder folder;
  SystemFileSystem files;
  test::write_text(folder / "target", "safe");
  ASSERT_EQ(::symlink("target", (folder / "link").c_str()), 0);
  ASSERT_EQ(::mkfifo((folder / "fifo").c_str(), 0600), 0);
  for (const auto& path : {folder / "link", folder / "fifo", folder.path()}) {
    EXPECT_EQ(files.write(path, "x").error().code, ErrorCode::invalid_input) << path;
    EXPECT_EQ(files.append(path, "x").error().code, ErrorCode::invalid_input) << path;
  }
  EXPECT_EQ(files.read(folder / "fifo").error().code, ErrorCode::invalid_input);
  EXPECT_EQ(test::read_text(folder / "target"), "safe");
  EXPECT_EQ(files.info(folder / "link")->kind, FileKind::symlink);
}

TEST(SystemFileSystem, tells_what_is_missing_too_large_or_a_folder) {
  const TemporaryFolder folder;
  SystemFileSystem files;
  EXPECT_EQ(files.read(folder / "none").error().code, ErrorCode::not_found);
  test::write_text(folder / "f", "12345");
  EXPECT_EQ(files.read(folder / "f", 4).error().code, ErrorCode::limit);
  EXPECT_TRUE(files.read(folder / "f", 5));
  EXPECT_EQ(files.read(folder.path()).error().code, ErrorCode::invalid_input);
  EXPECT_EQ(files.info(folder / "none")->kind, FileKind::none);
  EXPECT_EQ(files.info(folder / "f/below")->kind, FileKind::none);
  EXPECT_EQ(files.canonical(folder / "none").error().code, ErrorCode::not_found);
  EXPECT_TRUE(files.remove_file(folder / "none"));
}

TEST(SystemFileSystem, keeps_the_old_text_when_the_disk_is_full) {
  if (::geteuid() != 0)
    GTEST_SKIP() << "needs a small file system of its own, which only root can mount";
  const TemporaryFolder folder;
  ProcessSpec spec;
  spec.isolation =
      Isolation::overlay; // a private mount namespace; the program below mounts its small disk there
  spec.argv = {"/bin/sh",
               "-c",
               "mount -t tmpfs -o size=64k tmpfs \"$1\" && printf old >\"$1/f\" && exec \"$2\" "
               "--gtest_also_run_disabled_tests --gtest_filter='*writes_to_a_full_disk' ",
               "sh",
               folder.path(),
               "/proc/self/exe"};
  spec.argv.back() = std::filesystem::read_symlink("/proc/self/exe").string();
  spec.environment["AURORA_FULL_DISK"] = folder.path();
  const auto result = ExecProcessRunner(test::exec_path()).run(spec);
  if (!result) {
    ASSERT_FALSE(test::overlays_work()) << result.error().message;
    GTEST_SKIP() << "nothing can be mounted here: " << result.error().message;
  }
  EXPECT_TRUE(result->outcome.succeeded()) << result->stdout_text << result->stderr_text;
  EXPECT_THAT(result->stdout_text, testing::HasSubstr("[  PASSED  ] 1 test"));
}

TEST(SystemFileSystem, DISABLED_writes_to_a_full_disk) {
  const std::string disk = std::getenv("AURORA_FULL_DISK");
  SystemFileSystem files;
  const auto written = files.write(disk + "/f", std::string(1 << 20, 'x'));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::io);
  EXPECT_THAT(written.error().message, testing::HasSubstr("No space left on device; free some space"));
  EXPECT_EQ(files.read(disk + "/f").value(), "old");
  EXPECT_EQ(names_in(disk), std::vector<std::string>{"f"});
}

TEST(SystemFileSystem, says_permission_when_a_folder_is_not_writable) {
  const TemporaryFolder folder;
  test::write_text(folder / "locked/f", "old");
  ::chmod((folder / "locked").c_str(), 0555);
  if (::access((folder / "locked").c_str(), W_OK) == 0)
    GTEST_SKIP() << "root may write everywhere";
  EXPECT_EQ(SystemFileSystem().write(folder / "locked/f", "new").error().code, ErrorCode::permission);
  EXPECT_EQ(test::read_text(folder / "locked/f"), "old");
  ::chmod((folder / "locked").c_str(), 0755);
}

TEST(SystemFileSystem, appends_lists_renames_and_removes) {
  const TemporaryFolder folder;
  SystemFileSystem files;
  ASSERT_TRUE(files.make_directories(folder / "a/b/c"));
  ASSERT_TRUE(files.make_directories(folder / "a/b/c"));
  ASSERT_TRUE(files.append(folder / "a/log", "1\n"));
  ASSERT_TRUE(files.append(folder / "a/log", "2\n"));
  EXPECT_EQ(files.read(folder / "a/log").value(), "1\n2\n");
  ASSERT_TRUE(files.rename(folder / "a/log", folder / "a/b/log"));
  EXPECT_EQ(names_in(folder / "a/b"), (std::vector<std::string>{"c", "log"}));
  EXPECT_EQ(files.make_directories(folder / "a/b/log/d").error().code, ErrorCode::not_found);
  ::chmod((folder / "a/b").c_str(), 0);
  ASSERT_TRUE(files.remove_tree(folder / "a"));
  EXPECT_EQ(files.info(folder / "a")->kind, FileKind::none);
}

} // namespace
} // namespace aurora::sys
