#include "aurora/playbook/provider.hpp"

#include <gtest/gtest.h>

#include "support/fake_process_runner.hpp"
#include "unit/playbook/healings.hpp"

namespace aurora::playbook {
namespace {

class ProviderTest : public testing::Test {
protected:
  ProviderTest() {
    m_project.source_dir = "/p";
    m_project.build_dir = "/b";
  }

  std::vector<model::Patch> propose(const std::vector<Entry>& entries, Reach reach,
                                    const std::string& signature = test::k_signature) {
    const auto cluster = test::cluster_of(signature);
    const repair::Context context{cluster, m_project, m_suspects, m_files, m_processes};
    PlaybookProvider provider(entries, reach);
    auto patches = provider.propose(context);
    EXPECT_TRUE(patches) << base::to_string(patches.error());
    return patches.value_or(std::vector<model::Patch>{});
  }

  model::Project m_project;
  std::vector<model::Suspect> m_suspects;
  aurora::test::FakeFileSystem m_files;
  aurora::test::FakeProcessRunner m_processes;
};

Entry healed_loop() {
  return test::entry_of("void f() {\n  for (int i = 0; i <= n; ++i)\n",
                        "void f() {\n  for (int i = 0; i < n; ++i)\n");
}

} // namespace

TEST_F(ProviderTest, makes_the_same_change_to_the_same_failure) {
  m_files.put("/p/src/f.cpp", "// moved\n" + test::k_faulty);
  const auto entry = test::entry_of();
  const auto patches = propose({entry}, Reach::same_signature);
  ASSERT_EQ(patches.size(), 1U);
  EXPECT_EQ(patches[0].provider, "playbook");
  EXPECT_EQ(patches[0].rule, entry.id);
  EXPECT_EQ(patches[0].changes[0].after, "// moved\n" + test::k_healed);
  EXPECT_TRUE(propose({entry}, Reach::same_signature, "fedcba9876543210").empty());
}

TEST_F(ProviderTest, never_tries_what_lost_its_place) {
  m_files.put("/p/src/f.cpp", test::k_faulty);
  auto entry = test::entry_of();
  entry.state = State::retired;
  EXPECT_TRUE(propose({entry}, Reach::same_signature).empty());
}

TEST_F(ProviderTest, has_nothing_where_the_code_is_another) {
  EXPECT_TRUE(propose({test::entry_of()}, Reach::same_signature).empty()) << "no file";
  m_files.put("/p/src/f.cpp", test::k_healed);
  EXPECT_TRUE(propose({test::entry_of()}, Reach::same_signature).empty()) << "it is healed";
}

TEST_F(ProviderTest, tries_the_same_shape_at_suspicious_lines_elsewhere) {
  m_files.put("/p/src/g.cpp", "int size;\nvoid g() {\n  for (int k = 0; k <= size; ++k)\n    use(k);\n}\n");
  m_suspects.push_back({"src/g.cpp", 3, 0.9, "covered by red tests"});
  const auto patches = propose({healed_loop()}, Reach::same_shape, "fedcba9876543210");
  ASSERT_EQ(patches.size(), 1U);
  EXPECT_EQ(patches[0].changes[0].path, "src/g.cpp");
  EXPECT_NE(patches[0].changes[0].after->find("k < size"), std::string::npos);
}

TEST_F(ProviderTest, looks_at_suspects_only_for_shapes) {
  EXPECT_FALSE(PlaybookProvider({healed_loop()}, Reach::same_signature).needs_suspects());
  EXPECT_TRUE(PlaybookProvider({healed_loop()}, Reach::same_shape).needs_suspects());
  EXPECT_FALSE(PlaybookProvider({}, Reach::same_shape).needs_suspects());
  auto failed = healed_loop();
  failed.failed_elsewhere = 3;
  EXPECT_FALSE(PlaybookProvider({failed}, Reach::same_shape).needs_suspects());
}

} // namespace aurora::playbook
