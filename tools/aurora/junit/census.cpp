#include "aurora/junit/census.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "aurora/base/text.hpp"
#include "aurora/junit/text_readers.hpp"
#include "aurora/junit/xml_text.hpp"

namespace aurora::junit {
namespace {

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// The number right before the word, as in "3 passed"; 0 when there is none.
int number_before(std::string_view line, std::string_view word) {
  const auto at = line.find(word);
  if (at == std::string_view::npos)
    return 0;
  auto text = base::trim(line.substr(0, at));
  std::size_t digits = 0;
  while (digits < text.size() && digits < 9 && is_digit(text[text.size() - 1 - digits]))
    ++digits;
  return static_cast<int>(base::parse_integer(text.substr(text.size() - digits)).value_or(0));
}

/// The number that follows the words, as in "skipped=3"; 0 when there is none.
int number_after(std::string_view line, std::string_view words) {
  const auto at = line.find(words);
  if (at == std::string_view::npos)
    return 0;
  const auto rest = base::trim(line.substr(at + words.size()));
  std::size_t digits = 0;
  while (digits < rest.size() && digits < 9 && is_digit(rest[digits]))
    ++digits;
  return static_cast<int>(base::parse_integer(rest.substr(0, digits)).value_or(0));
}

int passed_and_failed(std::string_view line) {
  return number_before(line, " passed") + number_before(line, " failed");
}

/// "[       OK ] Suite.Case (0 ms)", "[  FAILED  ] Suite.Case, where GetParam() = 3 (0 ms)"
void add_gtest_name(std::string_view line, model::CaseCensus& census) {
  for (const std::string_view mark : {"[       OK ] ", "[  FAILED  ] "})
    if (line.starts_with(mark) && line.ends_with(" ms)")) {
      const auto rest = line.substr(mark.size());
      census.names.emplace_back(rest.substr(0, std::min(rest.find(", where "), rest.find(" ("))));
    }
}

int count_gtest(std::string_view line, model::CaseCensus& census) {
  add_gtest_name(line, census);
  if (line.starts_with("[  SKIPPED ] ") && line.ends_with(" ms)"))
    return -1;
  return line.starts_with("[==========] Running ") ? number_before(line, " test") : 0;
}

int count_catch2(std::string_view line, model::CaseCensus&) {
  if (line.starts_with("All tests passed ("))
    return number_before(line, " test case");
  return line.starts_with("test cases:") ? passed_and_failed(line) : 0;
}

int count_doctest(std::string_view line, model::CaseCensus&) {
  return line.starts_with("[doctest] test cases:") ? passed_and_failed(line) : 0;
}

int count_boost(std::string_view line, model::CaseCensus&) {
  return line.starts_with("Running ") && line.ends_with("...") ? number_before(line, " test case") : 0;
}

int count_pytest(std::string_view line, model::CaseCensus&) {
  const bool summary = line.starts_with("==") && line.ends_with("==") && base::contains(line, " in ");
  return summary ? passed_and_failed(line) + number_before(line, " error") : 0;
}

int count_unittest(std::string_view line, model::CaseCensus&) {
  if (line.starts_with("Ran ") && base::contains(line, " in "))
    return number_before(line, " test");
  return line.starts_with("OK (") || line.starts_with("FAILED (") ? -number_after(line, "skipped=") : 0;
}

int count_javascript(std::string_view line, model::CaseCensus&) {
  return base::trim(line).starts_with("Tests") ? passed_and_failed(line) : 0;
}

/// A counter and a text without which it has nothing to count.
struct Counter {
  std::string_view mark;
  int (*count)(std::string_view line, model::CaseCensus& census);
};

constexpr std::array<Counter, 8> k_counters{{{"[==========]", count_gtest},
                                             {"test case", count_catch2},
                                             {"[doctest]", count_doctest},
                                             {" test case", count_boost},
                                             {" in ", count_pytest},
                                             {"Ran ", count_unittest},
                                             {"Tests:", count_javascript},
                                             {"Tests  ", count_javascript}}};

} // namespace

std::optional<model::CaseCensus> read_census(std::string_view test_output) {
  std::vector<Counter> counters;
  for (const auto& counter : k_counters)
    if (base::contains(test_output, counter.mark))
      counters.push_back(counter);
  if (counters.empty())
    return std::nullopt;
  model::CaseCensus census;
  const auto text = clean(std::string(test_output));
  for (const auto line : base::split_lines(text))
    for (const auto& counter : counters)
      census.ran += std::max(counter.count(line, census), -census.ran);
  if (census.ran == 0)
    return std::nullopt;
  if (census.names.size() != static_cast<std::size_t>(census.ran))
    census.names.clear(); // some were cut off or never ended: the others would look like all
  return census;
}

model::CaseCensus census_of(const model::TestRun& report) {
  model::CaseCensus census;
  for (const auto& test : report.cases) {
    if (test.status == model::TestStatus::skipped || test.status == model::TestStatus::not_run)
      continue;
    ++census.ran;
    census.names.push_back(test.suite.empty() ? test.name : test.suite + "." + test.name);
  }
  return census;
}

} // namespace aurora::junit
