#include "aurora/playbook/entry_yaml.hpp"

#include <gmock/gmock.h>

#include "unit/playbook/healings.hpp"

namespace aurora::playbook {
namespace {

using testing::HasSubstr;

const std::string k_head = "schema: aurora.playbook/1\nsignature: 0123456789abcdef\n";

std::string with_edit(const std::string& lines) {
  return k_head + "edits:\n  - file: a.cpp\n    before: [x]\n    after: [y]\n" + lines;
}

std::string with_file(const std::string& file) {
  return k_head + "edits:\n  - file: " + file + "\n    before: [x]\n    after: [y]\n";
}

/// Why a text is refused.
std::string refusal(const std::string& text) {
  const auto entry = entry_from_yaml(text, "e.yml");
  return entry ? "" : base::to_string(entry.error());
}

} // namespace

TEST(EntryYaml, brings_an_entry_back_as_it_was) {
  auto entry = test::entry_of();
  entry.explanation = "two\nlines: \"quoted\" # and more";
  entry.failed_elsewhere = 2;
  entry.state = State::retired;
  entry.retired_because = "taken back";
  const auto text = to_yaml(entry);
  auto again = entry_from_yaml(text, "e.yml");
  ASSERT_TRUE(again) << base::to_string(again.error()) << "\n" << text;
  again->id = entry.id; // its file's name
  EXPECT_EQ(*again, entry);
}

TEST(EntryYaml, of_the_least_that_an_entry_needs_is_read) {
  const auto entry = entry_from_yaml(with_edit(""), "e.yml");
  ASSERT_TRUE(entry) << base::to_string(entry.error());
  EXPECT_EQ(entry->edits[0].file, "a.cpp");
}

TEST(EntryYaml, is_refused_with_the_line_of_what_is_wrong) {
  EXPECT_THAT(refusal(with_edit("titel: x\n")), HasSubstr("e.yml:7"));
  EXPECT_THAT(refusal(with_edit("titel: x\n")), HasSubstr("no key \"titel\""));
  EXPECT_THAT(refusal(with_edit("title: a\ntitle: b\n")), HasSubstr("twice"));
  EXPECT_THAT(refusal(with_edit("title: [a]\n")), HasSubstr("title is not a text"));
  EXPECT_THAT(refusal(with_edit("title: \"a\\nb\"\n")), HasSubstr("more than one line"));
  EXPECT_THAT(refusal(with_edit("state: sure\n")), HasSubstr("trusted or retired"));
  EXPECT_THAT(refusal(with_edit("failed_elsewhere: -1\n")), HasSubstr("whole number"));
  EXPECT_THAT(refusal(with_edit("category: \"a\\0b\"\n")), HasSubstr("zero byte"));
  EXPECT_THAT(refusal(k_head), HasSubstr("no edits"));
  EXPECT_THAT(refusal(k_head + "edits: []\n"), HasSubstr("1 to 10"));
  EXPECT_THAT(refusal("schema: aurora.playbook/1\nsignature: ABC\nedits: []\n"), HasSubstr("edits"));
  EXPECT_THAT(refusal("schema: aurora.playbook/9\n"), HasSubstr("aurora.playbook/9"));
}

TEST(EntryYaml, never_names_a_file_outside_the_project) {
  for (const auto* file : {"/etc/passwd", "../a.cpp", "src/../../a.cpp", "./a.cpp", "a//b.cpp",
                           ".git/hooks/pre-push", ".aurora/policy.yml", "\"\"", "src/", "\"a\\nb.cpp\""})
    EXPECT_NE(refusal(with_file(file)), "") << file;
}

TEST(EntryYaml, of_any_other_shape_is_refused) {
  for (const auto* text : {"", "[", "- a\n- b", "a: b: c", "\xff\xfe", "\t- x", "&a [*a, *b]", "schema: [x]",
                           "42", "schema: aurora.playbook/1\nedits: {a: b}", "!!binary x"})
    EXPECT_NE(refusal(text), "") << text;
  EXPECT_NE(refusal(std::string(60000, '[')), "");
  EXPECT_NE(refusal(std::string(60000, '{')), "");
}

TEST(EntryYaml, that_is_too_large_is_refused) {
  EXPECT_THAT(refusal(std::string(1U << 20, 'a')), HasSubstr("more than"));
  std::string lines;
  for (int i = 0; i < 81; ++i)
    lines += "    - x\n";
  EXPECT_THAT(refusal(k_head + "edits:\n  - file: a.cpp\n    before:\n" + lines),
              HasSubstr("80 is the most"));
  std::string edits = k_head + "edits:\n";
  for (int i = 0; i < 11; ++i)
    edits += "  - {file: a.cpp, before: [x], after: [y]}\n";
  EXPECT_THAT(refusal(edits), HasSubstr("1 to 10"));
}

TEST(EntryYaml, of_aliases_that_multiply_is_refused_at_once) {
  std::string text = k_head + "evidence: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    std::string list;
    for (int k = 0; k < 9; ++k)
      list += (k > 0 ? ", *a" : "*a") + std::to_string(i - 1);
    text += "k" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + list + "]\n";
  }
  EXPECT_NE(refusal(text), "");
}

} // namespace aurora::playbook
