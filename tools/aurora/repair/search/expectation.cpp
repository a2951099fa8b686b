#include "aurora/repair/search/expectation.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "aurora/base/hash.hpp"
#include "aurora/base/text.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::repair::search {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t k_largest_file = 1U << 20;
constexpr std::size_t k_compared = 200;

std::string without_blanks(std::string_view text) {
  std::string kept;
  for (const char c : text)
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\v' && c != '\f')
      kept += c;
  return kept;
}

void add(std::string_view text, Expectations& found) {
  found.emplace(blankless_hash(text), without_blanks(text));
}

void add_text(const TestSpec& test, const std::string& text, Expectations& found) {
  add(text, found);
  std::error_code problem;
  const fs::path path = sys::join_path(test.working_directory, text);
  if (text.empty() || !fs::is_regular_file(path, problem) || fs::file_size(path, problem) > k_largest_file)
    return;
  std::ifstream in(path, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(in), {}};
  add(content, found);
}

} // namespace

std::uint64_t blankless_hash(std::string_view text) {
  return base::fnv1a64(without_blanks(text));
}

Expectations possible_expectations(const TestSpec& test) {
  Expectations found;
  for (std::size_t i = 1; i < test.command.size(); ++i) {
    const auto& argument = test.command[i];
    add_text(test, argument, found);
    if (const auto equals = argument.find('='); equals != std::string::npos)
      add_text(test, argument.substr(equals + 1), found);
  }
  return found;
}

std::size_t distance(const Expectations& expectations, std::string_view output) {
  const auto text = without_blanks(output).substr(0, k_compared);
  std::size_t nearest = std::max(text.size(), k_compared);
  for (const auto& [hash, expected] : expectations)
    nearest = std::min(nearest, base::edit_distance(text, std::string_view(expected).substr(0, k_compared)));
  return nearest;
}

} // namespace aurora::repair::search
