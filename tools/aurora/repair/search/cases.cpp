#include "aurora/repair/search/cases.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "aurora/base/text.hpp"

namespace aurora::repair::search {

namespace {

constexpr std::string_view k_google_filter = "--gtest_filter=";
constexpr std::string_view k_doctest_filter = "--test-case=";

/// With what an argument that selects cases begins.
std::string_view filter_of(Framework framework) {
  return framework == Framework::google_test ? k_google_filter
         : framework == Framework::doctest   ? k_doctest_filter
                                             : std::string_view{};
}

std::string escaped(std::string_view name, std::string_view special) {
  std::string result;
  for (const char c : name) {
    if (special.find(c) != std::string_view::npos)
      result += '\\';
    result += c;
  }
  return result;
}

/// "Suite.  # TypeParam = int" → "Suite."
std::string_view without_comment(std::string_view line) {
  return base::trim(line.substr(0, line.find("  # ")));
}

/// A suite's name ends with a dot and stands at the margin, its cases are indented.
std::vector<std::string> read_google_test(std::string_view output) {
  std::vector<std::string> cases;
  std::string suite;
  for (const auto line : base::split_lines(output)) {
    const auto name = without_comment(line);
    if (name.empty())
      continue;
    if (!line.starts_with(' '))
      suite = name.ends_with('.') ? std::string(name) : std::string{};
    else if (!suite.empty() && !base::contains(suite, "DISABLED_") && !name.starts_with("DISABLED_"))
      cases.push_back(suite + std::string(name));
  }
  return cases;
}

std::vector<std::string> read_lines(std::string_view output) {
  std::vector<std::string> cases;
  for (const auto line : base::split_lines(output))
    if (!base::trim(line).empty())
      cases.emplace_back(base::trim(line));
  return cases;
}

/// Between two lines of '='.
std::vector<std::string> read_doctest(std::string_view output) {
  std::vector<std::string> cases;
  int rules = 0;
  for (const auto line : base::split_lines(output)) {
    if (line.starts_with("====="))
      ++rules;
    else if (rules == 1 && !base::trim(line).empty())
      cases.emplace_back(base::trim(line));
  }
  return cases;
}

} // namespace

std::optional<Framework> framework_in(std::string_view program) {
  if (base::contains(program, "gtest_list_tests") || base::contains(program, "libgtest.so"))
    return Framework::google_test;
  if (base::contains(program, "list-test-names-only"))
    return Framework::catch2_v2;
  if (base::contains(program, "Catch2") && base::contains(program, "list-tests"))
    return Framework::catch2_v3;
  if (base::contains(program, "list-test-cases") && base::contains(program, "doctest"))
    return Framework::doctest;
  return std::nullopt;
}

std::optional<Framework> framework_of(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return framework_in(bytes.str());
}

std::vector<std::string> listing_arguments(Framework framework) {
  switch (framework) {
  case Framework::google_test:
    return {"--gtest_list_tests"};
  case Framework::catch2_v2:
    return {"--list-test-names-only"};
  case Framework::catch2_v3:
    return {"--list-tests", "--verbosity", "quiet"};
  case Framework::doctest:
    break;
  }
  return {"--list-test-cases", "--no-colors=true"};
}

std::vector<std::string> read_cases(Framework framework, std::string_view output) {
  if (framework == Framework::google_test)
    return read_google_test(output);
  return framework == Framework::doctest ? read_doctest(output) : read_lines(output);
}

std::string selecting_argument(Framework framework, const std::string& name) {
  if (framework == Framework::google_test)
    return std::string(k_google_filter) + name;
  return framework == Framework::doctest ? std::string(k_doctest_filter) + escaped(name, "\\,")
                                         : escaped(name, "\\,[]");
}

std::optional<std::size_t> selector_in(Framework framework, const std::vector<std::string>& command) {
  const auto prefix = filter_of(framework);
  std::optional<std::size_t> found;
  for (std::size_t i = 1; i < command.size(); ++i) {
    const std::string_view argument = command[i];
    const bool selects = prefix.empty() ? !argument.starts_with('-') : argument.starts_with(prefix);
    if (!selects && !selects_cases({"", command[i]}))
      continue;
    // What leaves cases out says something else beside others.
    const std::string_view without = framework == Framework::google_test ? "-" : "~";
    if (!selects || found || argument == prefix || base::contains(argument.substr(prefix.size()), without))
      return std::nullopt;
    found = i;
  }
  return found;
}

std::string joined_selectors(Framework framework, std::span<const std::string> selectors) {
  const auto prefix = filter_of(framework);
  std::string joined(prefix);
  for (std::size_t i = 0; i < selectors.size(); ++i) {
    joined += i == 0 ? "" : framework == Framework::google_test ? ":" : ",";
    joined += selectors[i].substr(prefix.size());
  }
  return joined;
}

bool selects_cases(const std::vector<std::string>& command) {
  return std::ranges::any_of(command.begin() + (command.empty() ? 0 : 1), command.end(),
                             [](const std::string& argument) {
                               return argument.starts_with("--gtest_filter") || !argument.starts_with('-') ||
                                      argument.starts_with("--test-case") || argument.starts_with("-tc");
                             });
}

} // namespace aurora::repair::search
