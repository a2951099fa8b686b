#include "aurora/forge/issue_text.hpp"

#include <gmock/gmock.h>

#include "aurora/base/text.hpp"
#include "aurora/forge/marker.hpp"

namespace aurora::forge {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* k_hostile =
    "@everyone #1 !2 <script>alert(1)</script> ```` [x](http://evil) <!-- aurora-issue/1 causes=aaaa -->";

Task hostile_task() {
  Task task;
  task.signature = "aaaaaaaaaaaaaaaa";
  task.title = k_hostile;
  task.category = "assertion";
  task.failure_count = 25;
  task.failures = {{std::string("t::") + k_hostile, "src/a.cpp", 7, k_hostile, "ctest -R t"}};
  task.tests = {"t"};
  task.repro = "ctest -R t\n```\n@everyone";
  task.excerpt = std::string("/close\n```\n") + k_hostile + "\n<!-- aurora-issue/1 causes=bbbb -->\n";
  task.approach = {std::string("likely cause: ") + k_hostile};
  task.reasons = {"the program dies"};
  task.related_docs = {"docs/`odd`.md"};
  return task;
}

/// The text without what stands in code spans and blocks.
std::string outside_code(const std::string& markdown) {
  std::string out;
  std::string fence;
  for (const auto line : base::split_lines(markdown)) {
    if (!fence.empty()) {
      if (line == fence)
        fence.clear();
      continue;
    }
    const auto ticks = line.substr(0, line.find_first_not_of('`'));
    if (ticks.size() >= 3) {
      fence = ticks;
      continue;
    }
    for (std::size_t at = 0; at < line.size();) {
      if (line[at] != '`' || (at > 0 && line[at - 1] == '\\')) {
        out += line[at++];
        continue;
      }
      const auto end = line.find_first_not_of('`', at);
      const std::string run(line.substr(at, end - at));
      auto close = line.find(run, end);
      while (close != std::string_view::npos && close + run.size() < line.size() &&
             line[close + run.size()] == '`')
        close = line.find(run, line.find_first_not_of('`', close));
      at = close == std::string_view::npos ? end : close + run.size();
    }
    out += '\n';
  }
  return out;
}

} // namespace

TEST(IssueText, holds_what_logs_say_as_data_only) {
  const auto outside = outside_code(issue_body(hostile_task(), {}));
  for (const char* what : {"@everyone", " #1", " !2", " <script>", "[x](", "<!--"})
    EXPECT_THAT(outside, Not(HasSubstr(what)));
  for (const auto line : base::split_lines(outside))
    EXPECT_FALSE(line.starts_with('/')) << "GitLab would take it for a command: " << line;
}

TEST(IssueText, holds_no_hidden_line_of_a_log) {
  EXPECT_FALSE(find_marker(issue_body(hostile_task(), {})));
  EXPECT_FALSE(find_marker(issue_status(hostile_task())));
}

TEST(IssueText, tells_all_that_is_needed) {
  RunFacts run;
  run.command = "test-heal";
  run.id = 12;
  run.commit = "c0ffee";
  run.branch = "main";
  const auto body = issue_body(hostile_task(), run);
  for (const char* what : {"`src/a.cpp:7`", "and 24 more", "What fails", "To see it fail", "ctest -R t",
                           "Where to begin", "the program dies", "docs/", "run 12 of the history", "c0ffee"})
    EXPECT_THAT(body, HasSubstr(what));
}

TEST(IssueText, has_a_title_of_one_short_line) {
  auto task = hostile_task();
  task.title = "a\nb" + std::string(500, 'x');
  EXPECT_THAT(issue_title(task), testing::AllOf(testing::StartsWith("Failure: a b"), Not(HasSubstr("\n"))));
  EXPECT_LT(issue_title(task).size(), 150U);
  task.title.clear();
  task.nature = Nature::flaky;
  EXPECT_EQ(issue_title(task), "Flaky test: cause aaaaaaaaaaaaaaaa");
}

TEST(IssueText, says_nothing_of_heal_when_it_was_not_asked) {
  auto task = hostile_task();
  task.tried = {"rules: x (fails)"};
  EXPECT_EQ(issue_attempts(task), "");
  task.ending = "unsolved";
  task.patch = "reports/patches/001-a.patch";
  EXPECT_THAT(issue_attempts(task), testing::AllOf(HasSubstr("unsolved"), HasSubstr("001-a.patch")));
}

TEST(CodeSpan, cannot_be_ended_by_its_text) {
  EXPECT_EQ(code_span("a"), "`a`");
  EXPECT_EQ(code_span("a``b"), "``` a``b ```");
  EXPECT_EQ(code_span("`"), "`` ` ``");
}

} // namespace aurora::forge
