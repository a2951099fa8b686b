#include "aurora/repair/search/expectation.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "aurora/base/hash.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::repair::search {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t k_largest_file = 1U << 20;

void add_text(const TestSpec& test, const std::string& text, std::set<std::uint64_t>& hashes) {
  hashes.insert(blankless_hash(text));
  std::error_code problem;
  const fs::path path = sys::join_path(test.working_directory, text);
  if (text.empty() || !fs::is_regular_file(path, problem) || fs::file_size(path, problem) > k_largest_file)
    return;
  std::ifstream in(path, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(in), {}};
  hashes.insert(blankless_hash(content));
}

} // namespace

std::uint64_t blankless_hash(std::string_view text) {
  std::string kept;
  for (const char c : text)
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\v' && c != '\f')
      kept += c;
  return base::fnv1a64(kept);
}

std::set<std::uint64_t> possible_expectations(const TestSpec& test) {
  std::set<std::uint64_t> hashes;
  for (std::size_t i = 1; i < test.command.size(); ++i) {
    const auto& argument = test.command[i];
    add_text(test, argument, hashes);
    if (const auto equals = argument.find('='); equals != std::string::npos)
      add_text(test, argument.substr(equals + 1), hashes);
  }
  return hashes;
}

} // namespace aurora::repair::search
