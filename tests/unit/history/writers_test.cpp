#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "unit/history/back_end.hpp"

namespace aurora::history {
namespace {

constexpr int k_processes = 4;
constexpr int k_transactions = 500; ///< of each

/// Exit code: how many of the runs could not be written, at most 100.
int write_runs(const DatabaseOptions& options, int process) {
  const auto store = store_at(options);
  if (!store)
    return 100;
  int failed = 0;
  for (int i = 0; i < k_transactions; ++i) {
    auto run = run_of("test-heal", 1 + i % 28, {"common", "of process " + std::to_string(process)});
    run.commit = std::to_string(process) + "/" + std::to_string(i);
    failed += store->add(run) ? 0 : 1;
  }
  return failed < 100 ? failed : 100;
}

template <class Work>
std::vector<int> exit_codes_of_processes(Work work) {
  std::vector<pid_t> children;
  for (int i = 0; i < k_processes; ++i) {
    const auto child = ::fork();
    if (child == 0)
      ::_exit(work(i));
    children.push_back(child);
  }
  std::vector<int> codes;
  for (const auto child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    codes.push_back(WIFEXITED(status) ? WEXITSTATUS(status) : 200);
  }
  return codes;
}

} // namespace

TEST(Writers, of_four_processes_lose_nothing) {
  const auto back_end = make_back_end();
  const auto options = back_end->empty();
  // The first of them to come makes the schema: they race for that as well.
  const auto codes = exit_codes_of_processes([&](int process) { return write_runs(options, process); });
  EXPECT_EQ(codes, std::vector<int>(k_processes, 0));
  auto store = store_at(options);
  const auto figures = store->figures({});
  ASSERT_TRUE(figures) << base::to_string(figures.error());
  EXPECT_EQ(figures->runs, k_processes * k_transactions);
  EXPECT_EQ(figures->events, 2 * k_processes * k_transactions);
  int rows = 0;
  const auto database = connected(options);
  const auto open = database->query(
      "SELECT COUNT(*) FROM causes WHERE signature = 'common' AND closed_at IS NULL", {}, {Column::integer});
  ASSERT_TRUE(open);
  EXPECT_EQ(integer_at(open->front(), 0), 1) << "one cause is never opened twice";
  ASSERT_TRUE(store->each_row({}, "runs", [&](const Row&) { ++rows; }));
  EXPECT_EQ(rows, k_processes * k_transactions);
}

TEST(Writers, that_ask_for_a_place_at_once_never_get_more_than_there_are) {
  const auto back_end = make_back_end();
  const auto options = back_end->empty();
  ASSERT_TRUE(store_at(options));
  const auto codes = exit_codes_of_processes([&](int) {
    const auto store = store_at(options);
    int claimed = 0;
    for (int i = 0; i < 5; ++i)
      claimed += store->claim_proposal({"shop", "2026-03-01T10:00:00.000Z", "p", "b", ""}, "2026-03-01", 5)
                         .value_or(true)
                     ? 1
                     : 0;
    return claimed;
  });
  int sum = 0;
  for (const int code : codes)
    sum += code;
  EXPECT_EQ(sum, 5);
}

} // namespace aurora::history
