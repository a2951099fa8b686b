#include "aurora/playbook/learning.hpp"

#include <gtest/gtest.h>

#include "unit/playbook/healings.hpp"

namespace aurora::playbook {
namespace {

class LearningTest : public testing::Test {
protected:
  /// What a try of a patch teaches.
  std::vector<std::string> learn_from(const model::Patch& patch, model::Stage stage,
                                      const std::string& signature = test::k_signature) {
    const auto cluster = test::cluster_of(signature);
    model::Verdict verdict;
    verdict.stage = stage;
    verdict.reason = "because";
    const auto lines = learn(m_book, {cluster, {{patch, verdict}}, "2026-03-02T10:00:00.000Z"});
    EXPECT_TRUE(lines);
    return lines.value_or(std::vector<std::string>{});
  }

  static model::Patch from_playbook(const Entry& entry) {
    auto patch = test::patch_of();
    patch.provider = "playbook";
    patch.rule = entry.id;
    return patch;
  }

  const Entry& first() const { return m_book.entries().at(0); }

  aurora::test::FakeFileSystem m_files;
  Book m_book{"/p/.aurora/playbook", m_files};
};

} // namespace

TEST_F(LearningTest, makes_an_entry_of_what_landed_and_of_nothing_else) {
  for (const auto stage :
       {model::Stage::refused, model::Stage::fails, model::Stage::validated, model::Stage::rolled_back})
    EXPECT_TRUE(learn_from(test::patch_of(), stage).empty());
  EXPECT_TRUE(m_book.entries().empty());
  EXPECT_EQ(learn_from(test::patch_of(), model::Stage::landed).size(), 1U);
  EXPECT_EQ(first().signature, test::k_signature);
  EXPECT_EQ(first().landed, "2026-03-02T10:00:00.000Z");
}

TEST_F(LearningTest, keeps_one_entry_for_a_fix_that_lands_again) {
  learn_from(test::patch_of(), model::Stage::landed);
  EXPECT_TRUE(learn_from(from_playbook(first()), model::Stage::landed).empty());
  EXPECT_EQ(m_book.entries().size(), 1U);
  EXPECT_EQ(first().state, State::trusted);
}

TEST_F(LearningTest, takes_the_place_of_an_entry_that_fails_where_it_healed) {
  for (const auto stage : {model::Stage::does_not_compile, model::Stage::fails, model::Stage::breaks_others,
                           model::Stage::rolled_back}) {
    m_files.erase("/p/.aurora/playbook/" + test::entry_of().id + ".yml");
    m_book.load();
    learn_from(test::patch_of(), model::Stage::landed);
    EXPECT_EQ(learn_from(from_playbook(first()), stage).size(), 1U);
    EXPECT_EQ(first().state, State::retired);
    EXPECT_NE(first().retired_because.find("2026-03-02: because"), std::string::npos)
        << first().retired_because;
  }
}

TEST_F(LearningTest, only_counts_failures_elsewhere) {
  learn_from(test::patch_of(), model::Stage::landed);
  learn_from(from_playbook(first()), model::Stage::fails, "fedcba9876543210");
  EXPECT_EQ(first().state, State::trusted);
  EXPECT_EQ(first().failed_elsewhere, 1);
}

TEST_F(LearningTest, does_not_hold_the_gates_objection_against_a_fix) {
  learn_from(test::patch_of(), model::Stage::landed);
  EXPECT_TRUE(learn_from(from_playbook(first()), model::Stage::refused).empty());
  EXPECT_EQ(first().state, State::trusted);
}

TEST_F(LearningTest, makes_a_new_entry_of_what_healed_elsewhere_by_its_shape) {
  learn_from(test::patch_of(), model::Stage::landed);
  auto elsewhere = from_playbook(first());
  elsewhere.changes[0].path = "src/g.cpp";
  EXPECT_EQ(learn_from(elsewhere, model::Stage::landed, "fedcba9876543210").size(), 1U);
  ASSERT_EQ(m_book.entries().size(), 2U);
  EXPECT_EQ(m_book.entries()[1].signature, "fedcba9876543210");
  EXPECT_EQ(m_book.entries()[1].edits[0].file, "src/g.cpp");
}

} // namespace aurora::playbook
