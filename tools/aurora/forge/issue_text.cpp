#include "aurora/forge/issue_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/forge/marker.hpp"
#include "aurora/report/escape.hpp"

namespace aurora::forge {
namespace {

constexpr std::size_t k_longest_issue_title = 120;
constexpr std::size_t k_longest_span = 400;
constexpr std::size_t k_most_tests = 20;

/// Words of ours with pieces of logs in them. A forge looks for mentions and references after it has taken
/// the backslashes away, so a blank of no width keeps it from finding one.
std::string plain_words_of(std::string_view text) {
  auto out = report::escape_markdown(text);
  for (const std::string_view sign : {"@", "#", "!", "~", "&"})
    out = base::replace_all(std::move(out), "\\" + std::string(sign),
                            (sign == "&" ? "&amp;" : std::string(sign)) + "\u200B");
  return without_markers(std::move(out));
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts)
    out += "- " + plain_words_of(text) + "\n";
  return out;
}

void add_section(std::string& out, std::string_view heading, const std::string& text) {
  if (!text.empty())
    out += fmt::format("\n### {}\n\n{}", heading, text);
}

std::string block(std::string_view text, std::string_view language) {
  return text.empty() ? std::string() : without_markers(report::fenced(text, language));
}

std::string failures_of(const Task& task) {
  std::string out;
  for (const auto& failure : task.failures) {
    out += "- " + code_span(failure.test_id);
    if (!failure.file.empty())
      out += " at " +
             code_span(failure.line > 0 ? fmt::format("{}:{}", failure.file, failure.line) : failure.file);
    if (!failure.message.empty())
      out += ": " + code_span(failure.message);
    out += "\n";
  }
  const auto shown = static_cast<int>(task.failures.size());
  return task.failure_count > shown ? fmt::format("{}- and {} more\n", out, task.failure_count - shown) : out;
}

std::string docs_of(const Task& task) {
  std::string out;
  for (const auto& path : task.related_docs)
    out += "- " + code_span(path) + "\n";
  return out;
}

} // namespace

std::string code_span(std::string_view text) {
  const auto line = without_markers(report::one_line(text, k_longest_span));
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : line) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return longest == 0 && !line.empty() ? fence + line + fence : fence + " " + line + " " + fence;
}

std::string issue_title(const Task& task) {
  const auto* const kind = task.nature != Nature::broken ? "Flaky test: " : "Failure: ";
  auto line = report::one_line(task.title, k_longest_issue_title);
  return kind + (line.empty() ? "cause " + task.signature : line);
}

std::string issue_status(const Task& task) {
  auto out = fmt::format("{} failure{}, {}, in {} test{}:\n\n", task.failure_count,
                         task.failure_count == 1 ? "" : "s", to_string(task.nature), task.tests.size(),
                         task.tests.size() == 1 ? "" : "s");
  for (std::size_t i = 0; i < task.tests.size() && i < k_most_tests; ++i)
    out += "- " + code_span(task.tests[i]) + "\n";
  if (task.tests.size() > k_most_tests)
    out += fmt::format("- and {} more\n", task.tests.size() - k_most_tests);
  return out;
}

std::string issue_attempts(const Task& task) {
  if (task.ending.empty())
    return {};
  auto out = "- `aurora heal`: " + plain_words_of(task.ending) + "\n";
  if (!task.patch.empty())
    out += "- a patch was left: " + code_span(task.patch) + "\n";
  return out;
}

std::string issue_body(const Task& task, const RunFacts& run) {
  auto out = fmt::format("{}, priority {}, category {}.\n", run_in_words(run), to_string(task.priority),
                         plain_words_of(task.category));
  add_section(out, "What fails", failures_of(task));
  add_section(out, "What the first of them says", block(task.excerpt, "text"));
  add_section(out, "To see it fail", block(task.repro, "sh"));
  add_section(out, "Done when", list_of(task.acceptance));
  add_section(out, "Where to begin", list_of(task.approach));
  add_section(out, "Tried so far", issue_attempts(task) + list_of(task.tried));
  add_section(out, "Why this priority", list_of(task.reasons));
  add_section(out, "Related documents", docs_of(task));
  return out;
}

std::string run_in_words(const RunFacts& run) {
  auto out = code_span(run.command);
  if (run.id > 0)
    out += fmt::format(" (run {} of the history)", run.id);
  if (!run.commit.empty())
    out += " of commit " + plain_words_of(run.commit);
  if (!run.branch.empty())
    out += " on " + code_span(run.branch);
  return out + ", " + plain_words_of(run.started);
}

} // namespace aurora::forge
