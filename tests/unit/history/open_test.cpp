#include "aurora/history/open.hpp"

#include <filesystem>

#include <gmock/gmock.h>

#include "aurora/sys/real_file_system.hpp"
#include "support/fake_clock.hpp"
#include "support/temporary_folder.hpp"
#include "unit/history/back_end.hpp"

namespace aurora::history {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class OpenTest : public testing::Test {
protected:
  base::Result<Opened> open(Purpose purpose = Purpose::write) {
    m_options.purpose = purpose;
    return open_store(m_options, {m_files, m_locks, m_clock});
  }

  void add_runs(int count) {
    auto opened = open();
    ASSERT_TRUE(opened) << base::to_string(opened.error());
    for (int i = 0; i < count; ++i)
      ASSERT_TRUE(opened->store->add(run_of("test-heal", 1 + i, {"aaaa"})));
  }

  void keep() {
    const auto kept = keep_backup(m_options, {m_files, m_locks, m_clock});
    ASSERT_TRUE(kept) << base::to_string(kept.error());
  }

  /// Zeros over all pages but the first: SQLite still takes it for one of its own.
  void damage() {
    for (const auto* suffix : {"-wal", "-shm"})
      std::filesystem::remove(m_path + suffix);
    auto bytes = test::read_text(m_path);
    ASSERT_GT(bytes.size(), 8192U);
    std::fill(bytes.begin() + 4096, bytes.end(), '\0');
    test::write_text(m_path, bytes);
  }

  std::size_t runs() { return open()->store->runs({})->size(); }

  test::TemporaryFolder m_folder;
  std::string m_path = m_folder / "a project/.aurora/history.db";
  OpenOptions m_options{{m_path, ""}, Purpose::write, 1, file_system_of};
  sys::SystemFileSystem m_files;
  sys::SystemFileLocks m_locks;
  test::FakeClock m_clock;
};

} // namespace

TEST_F(OpenTest, makes_the_folder_and_tells_git_to_leave_the_file_alone) {
  add_runs(1);
  EXPECT_THAT(test::read_text(m_folder / "a project/.aurora/.gitignore"), HasSubstr("/history.db*"));
  EXPECT_EQ(runs(), 1U);
}

TEST_F(OpenTest, does_not_make_a_history_only_to_read_it) {
  const auto opened = open(Purpose::read);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, base::ErrorCode::not_found);
  EXPECT_FALSE(std::filesystem::exists(m_folder / "a project"));
}

TEST_F(OpenTest, refuses_a_network_file_system) {
  m_options.file_system = [](const std::string&) { return std::uint64_t(0x6969); };
  const auto opened = open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, base::ErrorCode::unsupported);
  EXPECT_THAT(opened.error().message, HasSubstr("NFS"));
  EXPECT_THAT(opened.error().message, HasSubstr("PostgreSQL"));
  EXPECT_FALSE(std::filesystem::exists(m_path));
}

TEST_F(OpenTest, replaces_a_damaged_history_by_its_backup_and_says_so) {
  add_runs(3);
  keep();
  damage();
  const auto opened = open();
  ASSERT_TRUE(opened) << base::to_string(opened.error());
  ASSERT_THAT(opened->notes, SizeIs(1));
  EXPECT_THAT(opened->notes[0], HasSubstr("damaged"));
  EXPECT_THAT(opened->notes[0], HasSubstr("backup copy took its place"));
  EXPECT_THAT(*opened->store->runs({}), SizeIs(3));
  EXPECT_TRUE(opened->store->check());
  EXPECT_THAT(open()->notes, IsEmpty());
}

TEST_F(OpenTest, keeps_the_damaged_file) {
  add_runs(1);
  keep();
  damage();
  ASSERT_TRUE(open());
  int kept = 0;
  for (const auto& entry : std::filesystem::directory_iterator(m_folder / "a project/.aurora"))
    kept += entry.path().filename().string().starts_with("history.db.damaged-") ? 1 : 0;
  EXPECT_EQ(kept, 1);
}

TEST_F(OpenTest, begins_a_new_history_when_there_is_no_whole_backup) {
  add_runs(1);
  test::write_text(backup_path(m_path), "not a database either, and long enough to be looked at");
  damage();
  const auto opened = open();
  ASSERT_TRUE(opened) << base::to_string(opened.error());
  EXPECT_THAT(opened->notes[0], HasSubstr("a new one begins"));
  EXPECT_THAT(*opened->store->runs({}), IsEmpty());
}

TEST_F(OpenTest, takes_a_text_file_for_a_damaged_history) {
  add_runs(2);
  keep();
  for (const auto* suffix : {"-wal", "-shm"})
    std::filesystem::remove(m_path + suffix);
  test::write_text(m_path, std::string(9000, 'x'));
  EXPECT_EQ(runs(), 2U);
}

TEST_F(OpenTest, takes_an_emptied_file_for_a_damaged_one) {
  add_runs(2);
  keep();
  for (const auto* suffix : {"-wal", "-shm"})
    std::filesystem::remove(m_path + suffix);
  test::write_text(m_path, "");
  EXPECT_EQ(runs(), 2U);
}

TEST_F(OpenTest, never_copies_a_damaged_history_over_a_whole_backup) {
  add_runs(2);
  keep();
  const auto whole = test::read_text(backup_path(m_path));
  damage();
  EXPECT_FALSE(keep_backup(m_options, {m_files, m_locks, m_clock}));
  EXPECT_EQ(test::read_text(backup_path(m_path)), whole);
}

TEST_F(OpenTest, leaves_the_backup_to_the_process_that_makes_it) {
  add_runs(1);
  const auto held = m_locks.acquire(m_path + ".lock", "");
  ASSERT_TRUE(held);
  keep();
  EXPECT_FALSE(std::filesystem::exists(backup_path(m_path)));
}

TEST_F(OpenTest, waits_no_longer_than_told_for_somebody_who_writes) {
  add_runs(1);
  const auto other = connected({m_path, "", 1});
  ASSERT_TRUE(other->execute("BEGIN IMMEDIATE", {}));
  auto opened = open();
  ASSERT_TRUE(opened) << base::to_string(opened.error());
  const auto added = opened->store->add(run_of("test-heal", 2, {}));
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, base::ErrorCode::conflict);
}

TEST_F(OpenTest, says_which_server_does_not_answer) {
  m_options.location = {"", "postgresql://ann:geheim@127.0.0.1:1/aurora"};
  const auto opened = open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, base::ErrorCode::environment);
  EXPECT_EQ(opened.error().path, "postgresql://ann:***@127.0.0.1:1/aurora");
  EXPECT_THAT(opened.error().message, testing::Not(HasSubstr("geheim")));
}

} // namespace aurora::history
