#include "aurora/repair/search/literals.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"
#include "aurora/repair/cxx_tokens.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::repair::search {

namespace {

constexpr std::size_t k_longest = 60;
constexpr std::size_t k_longest_number = 10;
constexpr std::size_t k_most_data_lines = 40;
constexpr std::uintmax_t k_largest_data = 1U << 16;

/// The value of a plain literal with its quotes; empty for one with a prefix, or an escape other than the
/// common.
std::string unquoted(std::string_view literal) {
  if (literal.size() < 2 || (literal.front() != '"' && literal.front() != '\''))
    return {};
  std::string value;
  for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
    if (literal[i] != '\\') {
      value += literal[i];
      continue;
    }
    constexpr std::string_view k_escapes = "nt\\\"'";
    constexpr std::string_view k_meant = "\n\t\\\"'";
    const auto which = k_escapes.find(literal[++i]);
    if (which == std::string_view::npos)
      return {};
    value += k_meant[which];
  }
  return value;
}

std::string value_of(const Token& token) {
  return token.kind == TokenKind::number ? std::string(token.text) : unquoted(token.text);
}

bool is_number(std::string_view word) {
  return word.size() <= k_longest_number && base::parse_integer(word).has_value();
}

} // namespace

void Literals::add(std::string text) {
  if (text.ends_with('\n'))
    text.pop_back();
  if (text.empty() || text.size() > k_longest || m_texts.size() >= k_most ||
      std::ranges::find(m_texts, text) != m_texts.end())
    return;
  m_texts.push_back(std::move(text));
}

void Literals::add_source(std::string_view text, int line) {
  std::vector<std::pair<int, std::string>> found;
  int at_line = 1;
  std::size_t counted = 0;
  for (const auto& token : scan_tokens(text)) {
    at_line += static_cast<int>(std::ranges::count(text.substr(counted, token.begin - counted), '\n'));
    counted = token.begin;
    if (token.kind == TokenKind::string || token.kind == TokenKind::character ||
        token.kind == TokenKind::number)
      found.emplace_back(line == 0 ? at_line : std::abs(at_line - line), value_of(token));
  }
  base::stable_sort_by(found, &std::pair<int, std::string>::first);
  for (auto& [distance, value] : found)
    add(std::move(value));
}

void Literals::add_data(std::string_view text) {
  std::size_t lines = 0;
  for (const auto line : base::split_lines(text)) {
    if (++lines > k_most_data_lines)
      return;
    const auto trimmed = base::trim(line);
    if (std::ranges::any_of(trimmed, [](unsigned char c) { return std::isalpha(c) != 0; }))
      add(std::string(trimmed));
    for (const auto word : base::split(trimmed, ' '))
      if (is_number(word) || word.size() == 1)
        add(std::string(word));
  }
}

void Literals::add_command(const TestSpec& test) {
  for (std::size_t i = 1; i < test.command.size(); ++i) {
    const auto path = sys::join_path(test.working_directory, test.command[i]);
    std::error_code problem;
    if (!std::filesystem::is_regular_file(path, problem)) {
      if (!base::contains(test.command[i], "/"))
        add_data(test.command[i]);
    } else if (std::filesystem::file_size(path, problem) <= k_largest_data) {
      std::ifstream in(path, std::ios::binary);
      const std::string content{std::istreambuf_iterator<char>(in), {}};
      if (!base::contains(content, std::string_view("\0", 1)))
        add_data(content);
    }
  }
}

} // namespace aurora::repair::search
