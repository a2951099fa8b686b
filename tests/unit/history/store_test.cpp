#include <gmock/gmock.h>

#include <string_view>

#include "unit/history/back_end.hpp"

namespace aurora::history {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class StoreTest : public testing::Test {
protected:
  long long add(const RunRecord& run) {
    const auto id = m_store->add(run);
    EXPECT_TRUE(id) << (id ? "" : base::to_string(id.error()));
    return id.value_or(0);
  }

  Figures figures(const Filter& filter = {}) {
    auto result = m_store->figures(filter);
    EXPECT_TRUE(result) << (result ? "" : base::to_string(result.error()));
    return result.value_or(Figures{});
  }

  std::unique_ptr<BackEnd> m_back_end = make_back_end();
  DatabaseOptions m_options = m_back_end->without_rows();
  std::unique_ptr<Store> m_store = store_at(m_options);
};

} // namespace

TEST_F(StoreTest, returns_a_run_as_it_was_written) {
  auto written = heal_of(3, {"aaaa"}, "search");
  written.commit = "c0ffee";
  written.mode = "apply";
  written.stopped_because = "nothing is left to heal";
  written.coverage_percent = 81.5;
  written.calls.push_back({"aaaa", "model", "m-1", written.started, 1.5, 1000, 200, 0.25, "answered"});
  const auto id = add(written);
  const auto read = m_store->run(id);
  ASSERT_TRUE(read) << base::to_string(read.error());
  EXPECT_EQ(read->project, "shop");
  EXPECT_EQ(read->command, "heal");
  EXPECT_EQ(read->started, written.started);
  EXPECT_EQ(read->commit, "c0ffee");
  EXPECT_EQ(read->mode, "apply");
  EXPECT_EQ(read->stopped_because, "nothing is left to heal");
  EXPECT_EQ(read->coverage_percent, 81.5);
  EXPECT_EQ(read->counts.passed, 10);
  ASSERT_THAT(read->events, SizeIs(1));
  EXPECT_EQ(read->events[0].test_id, "suite.aaaa");
  EXPECT_EQ(read->events[0].category, model::Category::assertion);
  ASSERT_THAT(read->clusters, SizeIs(1));
  const auto& cluster = read->clusters[0];
  EXPECT_EQ(cluster.title, "title of aaaa");
  EXPECT_EQ(cluster.seconds, 20);
  ASSERT_THAT(cluster.asks, SizeIs(1));
  EXPECT_EQ(cluster.asks[0].candidates, 2);
  ASSERT_THAT(cluster.attempts, SizeIs(2));
  EXPECT_EQ(cluster.attempts[0].stage, "fails");
  EXPECT_EQ(cluster.attempts[1].stage, "landed");
  EXPECT_THAT(cluster.attempts[1].evidence, ElementsAre("10 of 10 tests pass"));
  EXPECT_EQ(cluster.attempts[1].diff, "--- a/src/a.cpp\n");
  ASSERT_THAT(read->calls, SizeIs(1));
  EXPECT_EQ(read->calls[0].cost, 0.25);
  EXPECT_EQ(read->calls[0].tokens_in, 1000);
}

TEST_F(StoreTest, says_that_a_run_is_not_there) {
  const auto read = m_store->run(42);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, base::ErrorCode::not_found);
  EXPECT_THAT(read.error().message, testing::HasSubstr("no run 42"));
}

TEST_F(StoreTest, keeps_any_bytes_as_text_and_takes_quotes_for_text) {
  auto run = run_of("test-heal", 1, {"aaaa"});
  using std::string_view_literals::operator""sv;
  constexpr auto k_message = "a'); DROP TABLE runs; -- \0\xff :p1 ? \\x"sv; // with a zero in it
  run.events[0].message = std::string(k_message);
  run.events[0].file = "a b'c.cpp";
  const auto id = add(run);
  const auto read = m_store->run(id);
  ASSERT_TRUE(read) << base::to_string(read.error());
  EXPECT_THAT(read->events[0].message, testing::StartsWith("a'); DROP TABLE runs; -- "));
  EXPECT_EQ(read->events[0].file, "a b'c.cpp");
}

TEST_F(StoreTest, writes_all_of_a_run_or_nothing) {
  m_options = m_back_end->empty(); // the others' tables stay whole
  m_store = store_at(m_options);
  auto broken = heal_of(2, {"aaaa"}, "search");
  const auto database = connected(m_options);
  ASSERT_TRUE(database->execute("DROP TABLE patch_files", {}));
  ASSERT_FALSE(m_store->add(broken));
  EXPECT_EQ(figures().runs, 0);
  EXPECT_EQ(figures().events, 0);
  broken.clusters.clear(); // without a patch the table is not needed, and the connection still works
  add(broken);
  EXPECT_EQ(figures().runs, 1);
}

TEST_F(StoreTest, lists_the_newest_runs_of_a_project_first) {
  add(run_of("test-heal", 1, {"aaaa"}));
  add(heal_of(2, {"aaaa"}, "rules"));
  auto other = run_of("test-heal", 3, {});
  other.project = "other";
  add(other);
  const auto lines = m_store->runs({"shop", "", "", 1});
  ASSERT_TRUE(lines) << base::to_string(lines.error());
  ASSERT_THAT(*lines, SizeIs(1));
  EXPECT_EQ(lines->front().command, "heal");
  EXPECT_EQ(lines->front().landed, 1);
  EXPECT_EQ(lines->front().events, 1);
  EXPECT_THAT(*m_store->runs({}), SizeIs(3));
  EXPECT_THAT(*m_store->runs({"", "2026-03-02", "2026-03-03", 0}), SizeIs(1));
}

TEST_F(StoreTest, measures_the_time_from_the_first_failure_to_the_fix) {
  add(run_of("test-heal", 1, {"aaaa"}));
  add(run_of("test-heal", 2, {"aaaa"}));
  add(heal_of(3, {"aaaa"}, "search"));
  const auto result = figures();
  EXPECT_EQ(result.causes, 1);
  EXPECT_EQ(result.closed_by_aurora, 1);
  EXPECT_EQ(result.open, 0);
  ASSERT_TRUE(result.mean_seconds_to_fix);
  EXPECT_NEAR(*result.mean_seconds_to_fix, 2 * 86400 + 60, 0.01);
  EXPECT_EQ(result.fix_success_rate(), 1.0);
  EXPECT_EQ(result.human_intervention_rate(), 0.0);
}

TEST_F(StoreTest, counts_what_is_gone_without_a_heal_as_fixed_by_people) {
  add(run_of("test-heal", 1, {"aaaa", "bbbb"}));
  add(heal_of(2, {"aaaa"}, "rules"));
  const auto result = figures();
  EXPECT_EQ(result.closed_by_people, 1);
  EXPECT_EQ(result.closed_by_aurora, 1);
  EXPECT_EQ(result.human_intervention_rate(), 0.5);
  EXPECT_NEAR(result.mean_seconds_to_fix_people.value_or(0), 86400, 0.01);
}

TEST_F(StoreTest, does_not_take_tests_for_fixed_that_it_could_not_see) {
  add(run_of("test-heal", 1, {"aaaa"}));
  auto some = run_of("test-heal", 2, {});
  some.scope = Scope::some_tests;
  add(some);
  auto red_build = run_of("test-heal", 3, {"bbbb"});
  red_build.built = false;
  red_build.events[0].category = model::Category::build;
  add(red_build);
  EXPECT_EQ(figures().open, 2);
  EXPECT_EQ(figures().closed_by_people, 0);
  add(run_of("test-heal", 4, {}));
  EXPECT_EQ(figures().closed_by_people, 2);
}

TEST_F(StoreTest, counts_a_failure_that_comes_back_as_recurring) {
  add(heal_of(1, {"aaaa"}, "search"));
  add(heal_of(2, {"aaaa"}, "playbook"));
  add(run_of("test-heal", 3, {"bbbb"}));
  const auto result = figures();
  EXPECT_EQ(result.causes, 3);
  EXPECT_EQ(result.recurred, 1);
}

TEST_F(StoreTest, does_not_open_causes_for_flaky_failures) {
  auto run = run_of("test-heal", 1, {"aaaa"});
  run.events[0].flaky = true;
  run.signatures_left.clear();
  add(run);
  EXPECT_EQ(figures().causes, 0);
}

TEST_F(StoreTest, opens_what_a_fix_has_shown) {
  auto run = heal_of(1, {"aaaa"}, "rules");
  run.signatures_left = {"bbbb"};
  add(run);
  EXPECT_EQ(figures().closed_by_aurora, 1);
  EXPECT_EQ(figures().open, 1);
}

TEST_F(StoreTest, tells_providers_and_rules_apart) {
  add(heal_of(1, {"aaaa", "bbbb"}, "search"));
  add(heal_of(2, {"cccc"}, "rules"));
  const auto result = figures();
  ASSERT_THAT(result.providers, SizeIs(2));
  EXPECT_EQ(result.providers[0].provider, "search");
  EXPECT_EQ(result.providers[0].asked, 2);
  EXPECT_EQ(result.providers[0].tried, 4);
  EXPECT_EQ(result.providers[0].accepted, 2);
  EXPECT_EQ(result.providers[0].landed, 2);
  EXPECT_NEAR(result.providers[0].seconds, 20, 0.001);
  EXPECT_NEAR(result.providers[0].landed_per_second().value_or(0), 0.1, 0.001);
  ASSERT_THAT(result.rules, SizeIs(4));
  EXPECT_EQ(result.rules[0].rule, "rule-b");
  EXPECT_EQ(result.rules[0].landed, 2);
}

TEST_F(StoreTest, sums_what_models_have_cost) {
  auto run = heal_of(1, {"aaaa"}, "model");
  run.calls = {{"aaaa", "model", "m", run.started, 1, 100, 10, 0.5, "answered"},
               {"aaaa", "model", "m", run.started, 1, 100, 10, 0.25, "refused"}};
  add(run);
  const auto result = figures();
  EXPECT_EQ(result.calls, 2);
  EXPECT_EQ(result.tokens, 220);
  EXPECT_EQ(result.cost, 0.75);
  EXPECT_EQ(result.cost_per_fix(), 0.75);
}

TEST_F(StoreTest, shows_coverage_from_first_to_last) {
  auto run = run_of("test-heal", 1, {});
  run.coverage_percent = 60;
  add(run);
  add(run_of("test-heal", 2, {}));
  run = run_of("test-heal", 3, {});
  run.coverage_percent = 75;
  add(run);
  EXPECT_EQ(figures().coverage_first, 60);
  EXPECT_EQ(figures().coverage_last, 75);
}

TEST_F(StoreTest, has_no_rates_without_data) {
  const auto result = figures();
  EXPECT_FALSE(result.fix_success_rate());
  EXPECT_FALSE(result.mean_seconds_to_fix);
  EXPECT_FALSE(result.coverage_last);
  EXPECT_FALSE(result.human_intervention_rate());
}

TEST_F(StoreTest, takes_back_the_newest_landed_patch_of_a_file_once) {
  add(heal_of(1, {"aaaa"}, "search"));
  const auto id = add(heal_of(2, {"bbbb"}, "search"));
  const auto marked = m_store->mark_reverted("shop", {"src/a.cpp", "src/other.cpp"}, "restore", "2026-03-03");
  ASSERT_TRUE(marked) << base::to_string(marked.error());
  EXPECT_EQ(*marked, 1);
  EXPECT_EQ(m_store->run(id)->clusters[0].attempts[1].stage, "reverted");
  EXPECT_EQ(figures().reverted, 1);
  EXPECT_EQ(figures().providers[0].tried, 4) << "a later verdict is no further try";
  EXPECT_EQ(*m_store->mark_reverted("shop", {"src/a.cpp"}, "restore", "2026-03-04"), 1);
  EXPECT_EQ(*m_store->mark_reverted("shop", {"src/a.cpp"}, "restore", "2026-03-05"), 0);
}

TEST_F(StoreTest, rates_providers_by_category) {
  add(heal_of(1, {"aaaa"}, "search"));
  auto failed = heal_of(2, {"bbbb"}, "search");
  failed.clusters[0].ending = "unsolved";
  failed.clusters[0].attempts[1].kept = false;
  add(failed);
  const auto rates = m_store->provider_rates("shop");
  ASSERT_TRUE(rates) << base::to_string(rates.error());
  ASSERT_THAT(*rates, SizeIs(1));
  EXPECT_EQ(rates->front().category, "assertion");
  EXPECT_EQ(rates->front().asked, 2);
  EXPECT_EQ(rates->front().solved, 1);
  EXPECT_NEAR(rates->front().seconds, 20, 0.001);
  EXPECT_THAT(*m_store->provider_rates("other"), IsEmpty());
}

TEST_F(StoreTest, counts_the_uses_of_playbook_entries) {
  add(heal_of(1, {"aaaa"}, "playbook"));
  const auto entries = m_store->playbook("shop");
  ASSERT_TRUE(entries) << base::to_string(entries.error());
  ASSERT_THAT(*entries, SizeIs(2));
  EXPECT_EQ((*entries)[1].entry, "rule-b");
  EXPECT_EQ((*entries)[1].landed, 1);
  EXPECT_EQ((*entries)[0].landed, 0);
}

TEST_F(StoreTest, compares_the_playbook_with_who_found_the_fix) {
  const std::string signature = "0123456789abcdef";
  EXPECT_FALSE(figures().repeats.times_faster());
  add(heal_of(1, {signature}, "search"));
  for (const auto& healed : {signature, std::string("the same shape elsewhere")}) {
    auto again = heal_of(2, {healed}, "playbook");
    again.clusters[0].seconds = 2;
    again.clusters[0].attempts[1].rule = signature + "-11112222"; // the entry's id
    add(again);
  }
  const auto repeats = figures().repeats;
  EXPECT_EQ(repeats.count, 2);
  EXPECT_NEAR(repeats.seconds_first, 20, 0.001);
  EXPECT_NEAR(repeats.times_faster().value_or(0), 10, 0.001);
}

TEST_F(StoreTest, counts_two_signatures_of_one_person_once) {
  ASSERT_TRUE(m_store->add(Approval{"p1", "ann", "ssh", "s1", "2026-03-01", "2026-03-08"}));
  ASSERT_TRUE(m_store->add(Approval{"p1", "ann", "ssh", "s2", "2026-03-02", "2026-03-09"}));
  ASSERT_TRUE(m_store->add(Approval{"p1", "bob", "gpg", "s3", "2026-03-02", "2026-03-03"}));
  EXPECT_THAT(*m_store->approvals("p1", "2026-03-02"), SizeIs(2));
  const auto later = m_store->approvals("p1", "2026-03-05");
  ASSERT_THAT(*later, SizeIs(1));
  EXPECT_EQ(later->front().signature, "s2");
}

TEST_F(StoreTest, gives_no_more_places_for_proposals_than_there_are) {
  Proposal proposal{"shop", "2026-03-01T10:00:00.000Z", "p", "fix", ""};
  EXPECT_EQ(m_store->claim_proposal(proposal, "2026-03-01", 2), true);
  EXPECT_EQ(m_store->claim_proposal(proposal, "2026-03-01", 2), true);
  EXPECT_EQ(m_store->claim_proposal(proposal, "2026-03-01", 2), false);
  EXPECT_EQ(m_store->claim_proposal(proposal, "2026-03-02", 2), true) << "another day";
  proposal.project = "other";
  EXPECT_EQ(m_store->claim_proposal(proposal, "2026-03-01", 2), true) << "another project";
}

TEST_F(StoreTest, remembers_where_the_newest_proposal_of_a_branch_can_be_seen) {
  for (const auto* at : {"2026-03-01T10:00:00.000Z", "2026-03-02T10:00:00.000Z"})
    ASSERT_TRUE(m_store->claim_proposal({"shop", at, "p", "fix", ""}, "2026-03-01", 5).value_or(false));
  ASSERT_TRUE(
      m_store->claim_proposal({"else", "2026-03-03", "p", "fix", ""}, "2026-03-01", 5).value_or(false));
  ASSERT_TRUE(m_store->set_url("shop", "fix", "https://forge/pulls/7"));
  std::vector<std::string> urls;
  ASSERT_TRUE(m_store->each_row({}, "proposals", [&](const Row& row) { urls.push_back(text_at(row, 5)); }));
  EXPECT_THAT(urls, ElementsAre("", "https://forge/pulls/7", ""));
}

TEST_F(StoreTest, exports_every_table) {
  auto run = heal_of(1, {"aaaa"}, "search");
  run.calls = {{"aaaa", "model", "m", run.started, 1, 100, 10, 0.5, "answered"}};
  add(run);
  ASSERT_TRUE(m_store->add(Approval{"p1", "ann", "ssh", "s1", "2026-03-01", "2026-03-08"}));
  ASSERT_TRUE(m_store->claim_proposal({"shop", "2026-03-01", "p", "fix", ""}, "2026-03-01", 1));
  ASSERT_TRUE(m_store->add(IssueRecord{"shop", "a forge", "aaaa", 1, "", "open", "2026-03-01", "", ""}));
  ASSERT_TRUE(
      m_store->add_benchmarks({{"shop", "here", "sort", "2026-03-01", "", {1}, "no baseline", 0, true}}));
  ASSERT_TRUE(m_store->accept_benchmark({"shop", "here", "sort"}, "2026-03-01"));
  for (const auto& table : tables()) {
    std::size_t rows = 0;
    const auto done = m_store->each_row({"shop", "", "", 0}, table.name, [&](const Row& row) {
      EXPECT_EQ(row.size(), table.columns.size());
      ++rows;
    });
    ASSERT_TRUE(done) << table.name << ": " << base::to_string(done.error());
    EXPECT_GT(rows, 0U) << table.name;
  }
  EXPECT_FALSE(m_store->each_row({}, "sqlite_master", [](const Row&) {}));
}

TEST_F(StoreTest, exports_more_rows_than_fit_on_a_page) {
  auto run = run_of("test-heal", 1, {});
  for (int i = 0; i < 5001; ++i)
    run.events.push_back(failure("s" + std::to_string(i), "t"));
  add(run);
  int rows = 0;
  ASSERT_TRUE(m_store->each_row({}, "events", [&](const Row&) { ++rows; }));
  EXPECT_EQ(rows, 5001);
}

TEST_F(StoreTest, forgets_old_runs_with_all_that_belongs_to_them) {
  add(heal_of(1, {"aaaa"}, "search"));
  add(heal_of(5, {"bbbb"}, "search"));
  EXPECT_EQ(m_store->prune("other", "2026-03-03"), 0) << "another project's";
  const auto pruned = m_store->prune("shop", "2026-03-03");
  ASSERT_TRUE(pruned) << base::to_string(pruned.error());
  EXPECT_EQ(*pruned, 1);
  EXPECT_EQ(figures().runs, 1);
  EXPECT_EQ(figures().events, 1);
  for (const auto* table : {"clusters", "asks", "patches", "causes"}) {
    int rows = 0;
    ASSERT_TRUE(m_store->each_row({}, table, [&](const Row&) { ++rows; }));
    EXPECT_EQ(rows, 1) << table;
  }
}

TEST_F(StoreTest, knows_an_issue_by_its_signature_and_place_once) {
  const IssueRecord opened{
      "shop",   "forge a",  "aaaa", 7, "https://host/7", "open", "2026-03-01T10:00:00.000Z",
      "c0ffee", "not known"};
  auto closed = opened;
  closed.state = "closed";
  closed.at = "2026-03-02T10:00:00.000Z";
  auto elsewhere = opened;
  elsewhere.place = "forge b";
  for (const auto& issue : {opened, elsewhere, closed})
    ASSERT_TRUE(m_store->add(issue));
  const auto known = m_store->issues("shop", "forge a");
  ASSERT_TRUE(known) << base::to_string(known.error());
  ASSERT_THAT(*known, SizeIs(1));
  EXPECT_EQ(known->front().number, 7);
  EXPECT_EQ(known->front().state, "closed");
  EXPECT_THAT(*m_store->issues("other", "forge a"), IsEmpty());
  ASSERT_TRUE(m_store->prune("shop", "2026-03-03"));
  EXPECT_THAT(*m_store->issues("shop", "forge a"), IsEmpty()) << "closed long ago";
  EXPECT_THAT(*m_store->issues("shop", "forge b"), SizeIs(1)) << "open ones stay";
}

namespace {

const BenchmarkKey k_sort{"shop", "this machine", "sort"};

BenchmarkRecord measured(int day, double first, long long level = 0) {
  const auto at = "2026-03-0" + std::to_string(day) + "T10:00:00.000Z";
  return {"shop", "this machine", "sort", at, "c0ffee", {first, 0.1 + 0.2}, "same", level, true};
}

/// First samples of the baseline.
std::vector<double> level_of(Store& store) {
  std::vector<double> out;
  const auto states = store.benchmarks("shop", "this machine");
  EXPECT_TRUE(states) << (states ? "" : base::to_string(states.error()));
  for (const auto& state : *states)
    if (state.name == "sort")
      for (const auto& record : state.baseline)
        out.push_back(record.samples.at(0));
  return out;
}

} // namespace

TEST_F(StoreTest, keeps_benchmarks_apart_by_setup_and_what_is_slower_out_of_the_level) {
  auto slower = measured(3, 9);
  slower.finding = "slower";
  slower.in_baseline = false;
  auto elsewhere = measured(4, 5);
  elsewhere.setup = "another machine";
  auto other = measured(1, 7);
  other.name = "find";
  ASSERT_TRUE(m_store->add_benchmarks({measured(1, 1), measured(2, 2), slower, elsewhere, other}));
  const auto states = m_store->benchmarks("shop", "this machine");
  ASSERT_TRUE(states) << base::to_string(states.error());
  ASSERT_THAT(*states, SizeIs(2));
  const auto& sort = (*states)[1];
  EXPECT_EQ(sort.name, "sort");
  ASSERT_THAT(sort.baseline, SizeIs(2));
  EXPECT_THAT(sort.baseline[1].samples, ElementsAre(2, 0.1 + 0.2)) << "to the last bit";
  EXPECT_EQ(sort.newest.finding, "slower");
  EXPECT_EQ(sort.newest.commit, "c0ffee");
  EXPECT_EQ(sort.accepted_at, "");
  EXPECT_THAT(*m_store->benchmarks("other", "this machine"), IsEmpty());
}

TEST_F(StoreTest, accepts_the_newest_measurement_as_a_level_and_takes_that_back_without_a_trace) {
  auto slower = measured(2, 9);
  slower.in_baseline = false;
  ASSERT_TRUE(m_store->add_benchmarks({measured(1, 1), slower}));
  EXPECT_TRUE(*m_store->accept_benchmark(k_sort, "2026-03-02T11:00:00.000Z"));
  EXPECT_FALSE(*m_store->accept_benchmark(k_sort, "2026-03-02T12:00:00.000Z")) << "it is the level already";
  EXPECT_THAT(level_of(*m_store), ElementsAre(9));
  const auto level = m_store->benchmarks("shop", "this machine")->at(0);
  EXPECT_EQ(level.accepted_at, "2026-03-02T11:00:00.000Z");
  ASSERT_TRUE(m_store->add_benchmarks({measured(3, 9.5, level.level)}));
  EXPECT_THAT(level_of(*m_store), ElementsAre(9, 9.5));
  EXPECT_TRUE(*m_store->withdraw_benchmark(k_sort, "2026-03-03T11:00:00.000Z"));
  EXPECT_THAT(level_of(*m_store), ElementsAre(1)) << "nothing of the level that was taken back is left in it";
  EXPECT_FALSE(*m_store->withdraw_benchmark(k_sort, "2026-03-03T12:00:00.000Z"));
  const auto unknown =
      m_store->accept_benchmark({"shop", "this machine", "nothing"}, "2026-03-03T12:00:00.000Z");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, base::ErrorCode::not_found);
}

TEST_F(StoreTest, forgets_old_measurements_but_no_level) {
  auto slower = measured(2, 9);
  slower.in_baseline = false;
  auto accepted = measured(3, 8);
  accepted.in_baseline = false;
  ASSERT_TRUE(m_store->add_benchmarks({measured(1, 1), slower, accepted}));
  ASSERT_TRUE(m_store->accept_benchmark(k_sort, "2026-03-03T11:00:00.000Z"));
  ASSERT_TRUE(m_store->prune("shop", "2026-03-09"));
  EXPECT_THAT(level_of(*m_store), ElementsAre(8));
  int rows = 0;
  ASSERT_TRUE(m_store->each_row({}, "benchmarks", [&](const Row&) { ++rows; }));
  EXPECT_EQ(rows, 2);
  int levels = 0;
  ASSERT_TRUE(m_store->each_row({}, "benchmark_levels", [&](const Row&) { ++levels; }));
  EXPECT_EQ(levels, 1);
}

TEST_F(StoreTest, closes_a_slow_cause_only_by_a_run_that_measured) {
  auto red = run_of("test-heal", 1, {"aaaa"});
  red.events[0].category = model::Category::performance;
  add(red);
  add(run_of("heal", 2, {}));
  EXPECT_EQ(figures().open, 1) << "a heal measures nothing";
  auto green = run_of("test-heal", 3, {});
  green.measured = true;
  add(green);
  EXPECT_EQ(figures().open, 0);
}

TEST_F(StoreTest, is_whole) {
  add(heal_of(1, {"aaaa"}, "search"));
  EXPECT_TRUE(m_store->check());
}

} // namespace aurora::history
