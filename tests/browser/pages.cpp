// Writes pages as healing runs would leave them: pages <folder>.
//   causes.html    300 failures of 12 causes, with patches, attempts, source and coverage
//   many.html      10,000 failures of 400 causes
//   hostile.html   texts that try to be markup, script and styles
//   ctrf.json, events.sarif, policy.sarif   for checks against their schemas
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <fmt/format.h>

#include "aurora/report/ctrf.hpp"
#include "aurora/report/flaky_run.hpp"
#include "aurora/report/html.hpp"
#include "aurora/report/sarif.hpp"
#include "aurora/triage/cluster.hpp"

namespace aurora {
namespace {

using model::Category;

struct CauseSample {
  Category category;
  const char* error_class;
  const char* message;
  const char* assertion;
  const char* function; ///< top frame of the project
  const char* file;
  int line;
  const char* suggestion;
  int failures;
};

constexpr std::array<CauseSample, 12> k_causes{{
    {Category::build, "BuildError", "'Ledger' has no member named 'ballance'; did you mean 'balance'?", "",
     "", "src/report/statement.cpp", 88, "write 'balance' instead of 'ballance'", 1},
    {Category::sanitizer, "Sanitizer:heap-use-after-free", "heap-use-after-free on address ADDR", "",
     "bank::Session::close", "src/session.cpp", 141, "keep the session alive until its last callback has run",
     41},
    {Category::crash, "Signal:SIGSEGV", "SIGSEGV: null pointer read", "", "bank::Account::owner",
     "src/account.cpp", 57, "check the pointer that find_customer() returns before it is used", 96},
    {Category::crash, "Signal:SIGFPE", "SIGFPE: integer division by zero", "", "bank::average_fee",
     "src/fees.cpp", 23, "return 0 for an empty list of fees", 12},
    {Category::timeout, "Timeout", "the test ran into its limit of 30 s", "", "bank::Queue::drain",
     "src/queue.cpp", 72,
     "the loop never ends when the queue is closed while it waits; test closed() in the condition", 3},
    {Category::database, "Exception:sqlite::error", "no such table: transfers", "", "bank::Store::load",
     "src/store.cpp", 31, "run the migration that creates transfers before the tests that read it", 28},
    {Category::assertion, "AssertionFailure",
     "Expected equality of these values: total(cart) Which is: 41 42", "EXPECT_EQ(total(cart), 42)", "",
     "tests/cart_test.cpp", 64, "look at the loop bound in total()", 74},
    {Category::assertion, "AssertionFailure", "Value of: parse(\"1,5\") Actual: false Expected: true",
     "EXPECT_TRUE(parse(text))", "", "tests/parse_test.cpp", 19, "the decimal comma is not accepted", 22},
    {Category::logic, "Exception:std::out_of_range",
     "vector::_M_range_check: __n (which is 7) >= this->size() (which is 7)", "", "bank::Calendar::day",
     "src/calendar.cpp", 104, "the index is one too large for the last day", 9},
    {Category::network, "Exception:boost::system::system_error", "connect: Connection refused", "",
     "bank::RatesClient::fetch", "src/rates_client.cpp", 45, "start the rates service before these tests",
     11},
    {Category::environment, "NotRun", "Unable to find executable: /build/bin/import_test", "", "",
     "tests/CMakeLists.txt", 33, "build the target import_test", 1},
    {Category::assertion, "AssertionFailure", "Expected: (elapsed) < (50ms), actual: 61 vs 50",
     "EXPECT_LT(elapsed, 50ms)", "", "tests/clock_test.cpp", 27, "", 2},
}};

model::Event event_of(const CauseSample& cause, int number) {
  model::Event event;
  event.ts = "2026-05-04T10:11:12Z";
  event.suite = cause.category == Category::build ? "build" : number % 3 == 0 ? "integration" : "unit";
  event.test_id = cause.category == Category::build
                      ? "build::statement.cpp"
                      : fmt::format("{}_test::Case{}.holds", cause.file, number);
  event.file = cause.file;
  event.line = cause.line;
  event.error_class = cause.error_class;
  event.category = cause.category;
  event.message = cause.message;
  event.assertion = cause.assertion;
  event.details = fmt::format("{}\n  in run {}\n  of the sample", cause.message, number);
  if (*cause.function != '\0')
    event.frames = {{"raise", "", 0, "libc.so.6", false},
                    {cause.function, cause.file, cause.line, "", true},
                    {fmt::format("Case{}_Test::TestBody", number), "tests/any_test.cpp", 10, "", true}};
  event.repro_cmd = fmt::format("ctest --test-dir build --output-on-failure -R '^{}$'", event.test_id);
  event.flaky = std::string_view(cause.assertion) == "EXPECT_LT(elapsed, 50ms)";
  event.outcome = event.flaky ? "flaky" : "failed";
  event.owner = {"@bank/core"};
  event.analysis = {fmt::format("{} at {}:{}", cause.message, cause.file, cause.line), cause.file, cause.line,
                    cause.suggestion, 0.7};
  return event;
}

std::vector<model::Event> three_hundred() {
  std::vector<model::Event> events;
  for (const auto& cause : k_causes)
    for (int i = 0; i < cause.failures; ++i)
      events.push_back(event_of(cause, i));
  return events;
}

std::vector<model::Event> ten_thousand() {
  std::vector<model::Event> events;
  for (int i = 0; i < 10'000; ++i) {
    auto event = event_of(k_causes[2], i);
    event.frames[1].function = fmt::format("bank::function_{}", i % 400);
    event.analysis.suspect_line = i % 400;
    events.push_back(std::move(event));
  }
  return events;
}

std::vector<model::Event> hostile() {
  auto event = event_of(k_causes[2], 1);
  const std::string bad =
      "</script><script>document.title='owned'</script><img src=x onerror=alert(1)>\"'><style>"
      "body{display:none}</style>";
  event.message = event.details = event.test_id = event.repro_cmd = event.frames[1].function = bad;
  event.analysis.suggestion = event.analysis.root_cause = event.owner[0] = bad;
  return {event};
}

report::KeptPatch kept_for(const model::Cluster& cluster) {
  report::KeptPatch kept;
  kept.signature = cluster.signature;
  kept.cluster_title = cluster.title;
  kept.patch.provider = "rules";
  kept.patch.rule = "null-guard";
  kept.patch.title = "check the customer before its name is read";
  kept.patch.explanation = "find_customer() returns nullptr for an unknown number; owner() read through it.";
  kept.patch.changes = {
      {"src/account.cpp",
       "std::string Account::owner() const {\n  const auto* customer = find_customer(m_number);\n"
       "  return customer->name; // never null\n}\n",
       "std::string Account::owner() const {\n  const auto* customer = find_customer(m_number);\n"
       "  return customer != nullptr ? customer->name : \"\"; // never null\n}\n"}};
  kept.verdict = {model::Stage::validated,
                  "all tests pass",
                  {"96 of 96 failing tests pass", "412 of 412 other tests pass", "3 reruns agree"},
                  41.5};
  kept.risk_reasons = {"one line of one source file"};
  kept.patch_file = "patches/001-" + cluster.signature + ".patch";
  return kept;
}

report::HealReport healing_of(const std::vector<model::Cluster>& clusters) {
  report::HealReport heal;
  heal.mode = "propose";
  heal.isolation = "overlay in a mount namespace, bubblewrap";
  heal.iterations = 2;
  heal.failures_before = heal.failures_after = 300;
  heal.seconds = 184;
  heal.verdict = "1 of 12 causes has a proposed patch";
  heal.kept = {kept_for(clusters[2])};
  for (int i = 0; i < 14; ++i)
    heal.attempts.push_back({1,
                             clusters[2].signature,
                             i < 2 ? "fixit" : "search",
                             "negate-condition",
                             fmt::format("candidate {} of the search", i),
                             {i % 3 == 0 ? model::Stage::does_not_compile : model::Stage::fails,
                              "96 tests of the cause still fail",
                              {},
                              1.5}});
  for (std::size_t i = 0; i < clusters.size(); ++i)
    if (i != 2)
      heal.unhealed.push_back({clusters[i].signature, clusters[i].title, 1, clusters[i].flaky,
                               "unsolved: none of 214 candidates passes", ""});
  return heal;
}

report::RunDocument run_of(std::size_t failures) {
  report::RunDocument run;
  run.timestamp = "2026-05-04T10:11:12Z";
  run.commit = "4f9d2a7c1b0e";
  run.branch = "main";
  run.counts = {412, static_cast<int>(failures) - 1, 6, 1, 2};
  run.seconds = 73.4;
  run.environment = {"GNU 12.2.0", "Ninja", "Debug", "Linux"};
  run.coverage = coverage::Summary{
      81.4, 3256, 4000, 800, 1200, 66.7, {{"src/account.cpp", 60, 120, 50}, {"src/fees.cpp", 90, 100, 90}}};
  run.coverage_delta = coverage::Delta{82.1, 81.4, -28, 0, {{"src/account.cpp", 73, 50, false, false}}};
  return run;
}

std::vector<report::SourceExcerpt> source_sample() {
  const std::string text =
      "#include \"account.hpp\"\n\nnamespace bank {\n\n/// The customer's name.\n"
      "std::string Account::owner() const {\n"
      "  const auto* customer = find_customer(m_number); // may be null\n"
      "  return customer->name;\n}\n\nint Account::fee() const {\n  return m_fee == 0 ? 1 : m_fee;\n}\n}\n";
  coverage::Coverage covered;
  covered.files["src/account.cpp"] = {{6, {96, {}}}, {7, {96, {}}}, {8, {96, {}}}, {12, {0, {}}}};
  return report::excerpts(
      {{"src/account.cpp", 8, 0.92, ""}, {"src/account.cpp", 7, 0.41, ""}, {"src/account.cpp", 12, 0.1, ""}},
      {{"src/account.cpp", text}}, covered);
}

bool write(const std::filesystem::path& path, std::vector<model::Event> events, bool healed) {
  const auto count = events.size();
  triage::TriageOptions options;
  options.changed_files = {"src/account.cpp"};
  options.now = "2026-05-04T10:11:12Z";
  const auto clusters = triage::cluster(std::move(events), options);
  const auto run = run_of(count);
  report::HealReport heal;
  if (healed)
    heal = healing_of(clusters);
  report::PageInput page{
      "bank", {&run, &clusters, healed ? &heal : nullptr}, {{"events.ndjson", "every failure"}}};
  page.heal_command = "cmake --build build --target heal";
  page.reruns = {
      {clusters.back().events.front().test_id, true,
       "proven flaky: passed 2 and failed 2 of 4 runs of the same binary, so it fails between 6 and 94 % "
       "of the time (95 % confidence)"}};
  for (const auto& cluster : clusters)
    if (cluster.title.find("account.cpp") != std::string::npos)
      page.sources.emplace(cluster.signature, source_sample());
  std::ofstream out(path);
  report::write_page(out, page);
  std::cout << path.filename().string() << ": " << count << " failures, " << clusters.size() << " causes\n";
  return static_cast<bool>(out.flush());
}

bool write_documents(const std::filesystem::path& folder) {
  const auto events = three_hundred();
  model::TestRun tests;
  for (const auto& event : events) {
    model::TestCase test;
    test.ctest_name = event.test_id;
    test.status = event.outcome == "not_run" ? model::TestStatus::not_run : model::TestStatus::failed;
    test.message = event.message;
    test.output = "\x1B[31m\xFF output";
    test.file = event.file;
    test.line = event.line;
    test.labels = {event.suite};
    tests.cases.push_back(std::move(test));
  }
  std::ofstream ctrf(folder / "ctrf.json");
  report::write_ctrf(ctrf, report::with_flakiness(tests, events), run_of(events.size()), "0.1.0");
  std::ofstream sarif(folder / "events.sarif");
  report::write_sarif(sarif, events, "0.1.0");
  std::ofstream policy(folder / "policy.sarif");
  report::write_sarif(
      policy,
      std::vector<model::Finding>{{"max-changed-lines", model::Severity::error, "41 lines", "a b.cpp", 3},
                                  {"secret", model::Severity::note, "", "", 0}},
      "0.1.0");
  return ctrf.flush() && sarif.flush() && policy.flush();
}

} // namespace
} // namespace aurora

int main(int argc, char** argv) {
  if (argc != 2)
    return 2;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  const bool written = aurora::write(folder / "causes.html", aurora::three_hundred(), true) &&
                       aurora::write(folder / "many.html", aurora::ten_thousand(), false) &&
                       aurora::write(folder / "hostile.html", aurora::hostile(), false) &&
                       aurora::write_documents(folder);
  return written ? 0 : 1;
}
