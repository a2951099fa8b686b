#include "aurora/history/schema.hpp"

#include <gmock/gmock.h>

#include "unit/history/back_end.hpp"

namespace aurora::history {
namespace {

/// What the first version's program wrote.
constexpr const char* k_old_run =
    "INSERT INTO runs (project, command, started, ended, seconds, commit_id, branch, mode, verdict, "
    "stopped_because, "
    "all_tests, built, passed, failed, skipped, not_run, flaky) VALUES ('shop', 'test-heal', "
    "'2026-02-01T10:00:00.000Z', '2026-02-01T10:01:00.000Z', 60, '', 'main', '', 'red', '', 1, 1, 9, 1, 0, "
    "0, 0)";
constexpr const char* k_old_cluster =
    "INSERT INTO clusters (run_id, signature, category, title, risk, events, flaky, ending, reason, seconds, "
    "iteration) VALUES (1, 'aaaa', 'assertion', 'a title', 0, 1, 0, 'seen', '', 0, 0)";
/// What that of the second version wrote as well.
constexpr const char* k_old_cause =
    "INSERT INTO causes (project, branch, signature, category, title, opened_at, seen_at, recurrence) VALUES "
    "('shop', 'main', 'aaaa', 'assertion', 'a title', '2026-02-01T10:00:00.000Z', "
    "'2026-02-01T10:00:00.000Z', 0)";

long long count_rows(Database& database, const std::string& table) {
  const auto rows = database.query("SELECT COUNT(*) FROM " + table, {}, {Column::integer});
  return rows ? integer_at(rows->front(), 0) : -1;
}

} // namespace

TEST(Schema, comes_forward_from_every_earlier_version_with_its_data) {
  const auto back_end = make_back_end();
  for (int from = 1; from < newest_schema(); ++from) {
    const auto options = back_end->empty();
    {
      const auto database = connected(options);
      const auto made = migrate(*database, from);
      ASSERT_TRUE(made) << base::to_string(made.error());
      ASSERT_TRUE(database->execute(k_old_run, {}));
      ASSERT_TRUE(database->execute(k_old_cluster, {}));
      if (from >= 2) {
        ASSERT_TRUE(database->execute(k_old_cause, {}));
      }
      ASSERT_EQ(schema_version(*database), from);
    }
    auto store = store_at(options);
    ASSERT_TRUE(store);
    EXPECT_EQ(store->runs({})->size(), 1U);
    EXPECT_EQ(store->figures({})->open, 1) << "the cause that was red then is open now";
    ASSERT_TRUE(store->add(run_of("test-heal", 1, {})));
    EXPECT_EQ(store->figures({})->closed_by_people, 1);
    ASSERT_TRUE(store->add(IssueRecord{"shop", "a forge", "aaaa", 1, "", "open", "2026-03-01", "", ""}));
    EXPECT_EQ(store->issues("shop", "a forge")->size(), 1U);
    ASSERT_TRUE(
        store->add_benchmarks({{"shop", "here", "sort", "2026-03-01", "", {1}, "no baseline", 0, true}}));
    EXPECT_EQ(store->benchmarks("shop", "here")->size(), 1U);
    EXPECT_EQ(schema_version(*connected(options)), newest_schema());
  }
}

TEST(Schema, does_nothing_when_it_is_the_newest) {
  const auto back_end = make_back_end();
  const auto own = back_end->empty();
  ASSERT_TRUE(store_at(own)->add(run_of("test-heal", 1, {})));
  EXPECT_EQ(store_at(own)->runs({})->size(), 1U);
}

TEST(Schema, of_a_newer_program_is_refused_and_left_alone) {
  const auto back_end = make_back_end();
  const auto options = back_end->empty();
  ASSERT_TRUE(store_at(options));
  const auto database = connected(options);
  ASSERT_TRUE(database->execute("UPDATE schema_version SET version = 999", {}));
  const auto store = make_store(connected(options));
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, base::ErrorCode::unsupported);
  EXPECT_THAT(store.error().message, testing::HasSubstr("schema version 999"));
  EXPECT_EQ(schema_version(*database), 999);
}

TEST(Schema, of_a_migration_that_fails_is_that_of_before) {
  const auto back_end = make_back_end();
  const auto options = back_end->empty();
  const auto database = connected(options);
  ASSERT_TRUE(migrate(*database, 1));
  ASSERT_TRUE(database->execute("CREATE TABLE causes (in_the_way TEXT)", {}));
  EXPECT_FALSE(migrate(*database, 2));
  EXPECT_EQ(schema_version(*database), 1);
  EXPECT_EQ(count_rows(*database, "runs"), 0);
}

} // namespace aurora::history
