#include "aurora/playbook/book.hpp"

#include <gmock/gmock.h>

#include "unit/playbook/healings.hpp"

namespace aurora::playbook {
namespace {

const std::string k_folder = "/p/.aurora/playbook";

/// Another program's view of the same folder.
Book loaded(sys::FileSystem& files) {
  Book book(k_folder, files);
  book.load();
  return book;
}

} // namespace

TEST(Book, of_a_folder_that_is_not_there_is_empty) {
  aurora::test::FakeFileSystem files;
  const auto book = loaded(files);
  EXPECT_TRUE(book.entries().empty());
  EXPECT_TRUE(book.notes().empty());
}

TEST(Book, keeps_an_entry_a_file_and_each_fix_once) {
  aurora::test::FakeFileSystem files;
  auto book = loaded(files);
  const auto entry = test::entry_of();
  EXPECT_EQ(book.add(entry), true);
  EXPECT_EQ(book.add(entry), false);
  const auto again = loaded(files);
  ASSERT_EQ(again.entries().size(), 1U);
  EXPECT_EQ(again.entries()[0], entry);
  EXPECT_TRUE(files.read(k_folder + "/" + entry.id + ".yml"));
}

TEST(Book, does_not_give_a_lost_place_back) {
  aurora::test::FakeFileSystem files;
  auto book = loaded(files);
  const auto entry = test::entry_of();
  ASSERT_TRUE(book.add(entry));
  ASSERT_TRUE(book.retire(entry.id, "taken back\nby restore"));
  EXPECT_EQ(book.add(entry), false);
  const auto again = loaded(files);
  EXPECT_EQ(again.entries().at(0).state, State::retired);
  EXPECT_EQ(again.entries().at(0).retired_because, "taken back");
}

TEST(Book, leaves_out_what_is_no_entry_and_says_so) {
  aurora::test::FakeFileSystem files;
  ASSERT_TRUE(loaded(files).add(test::entry_of()));
  files.put(k_folder + "/broken.yml", "edits: [");
  files.put(k_folder + "/large.yml", std::string(1U << 20, 'x'));
  files.put(k_folder + "/README.md", "not one");
  files.put(k_folder + "/link.yml", "/etc/passwd", 0777, sys::FileKind::symlink);
  const auto book = loaded(files);
  EXPECT_EQ(book.entries().size(), 1U);
  ASSERT_EQ(book.notes().size(), 2U);
  EXPECT_THAT(book.notes()[0], testing::HasSubstr("broken.yml"));
  EXPECT_THAT(book.notes()[1], testing::HasSubstr("large.yml"));
}

TEST(Book, tells_when_an_entry_cannot_be_written) {
  aurora::test::FakeFileSystem files;
  files.put(k_folder, "a file is in the way");
  auto book = loaded(files);
  EXPECT_FALSE(book.add(test::entry_of()));
}

} // namespace aurora::playbook
