#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/repair/llm/answer_forms.hpp"

namespace aurora::repair::llm {
namespace {

using base::ErrorCode;
using Lines = std::vector<std::string_view>;

/// Five to nine of a character, then a word: "<<<<<<< SEARCH".
bool is_mark(std::string_view line, char c, std::string_view word) {
  const auto text = base::trim(line);
  const auto run = std::min(text.find_first_not_of(c), text.size());
  return run >= 5 && run <= 9 && base::trim(text.substr(run)) == word;
}

bool opens(std::string_view line) {
  return is_mark(line, '<', "SEARCH");
}
bool divides(std::string_view line) {
  return is_mark(line, '=', "");
}
bool closes(std::string_view line) {
  return is_mark(line, '>', "REPLACE");
}

/// "FILE: a.cpp", "**a.cpp**", "`a.cpp`", "### a.cpp": the name, or empty when the line is no file name.
std::string file_named_by(std::string_view line) {
  auto text = base::trim(line);
  for (const std::string_view word : {"FILE:", "File:", "file:"})
    if (text.starts_with(word))
      text = text.substr(word.size());
  while (!text.empty() && base::contains("*`#: \t", text.substr(0, 1)))
    text.remove_prefix(1);
  while (!text.empty() && base::contains("*`: \t", text.substr(text.size() - 1)))
    text.remove_suffix(1);
  const bool is_name =
      !text.empty() && text.find_first_of(" \t<>()") == text.npos && base::contains(text, ".");
  return is_name || line.starts_with("FILE:") ? std::string(text) : std::string();
}

/// Lines up to the one that `ends`, which is left at `at`; nothing when there is none or another mark comes
/// first.
template <class Ends>
bool take_until(const Lines& lines, std::size_t& at, Ends ends, std::string& text) {
  for (; at < lines.size() && !ends(lines[at]); ++at) {
    if (opens(lines[at]) || closes(lines[at]))
      return false;
    text += std::string(lines[at]) + "\n";
  }
  return at < lines.size();
}

class BlockReader {
public:
  explicit BlockReader(const Lines& lines) : m_lines(lines) {}

  base::Result<Proposal> read() {
    for (; m_at < m_lines.size(); ++m_at) {
      const auto line = m_lines[m_at];
      if (closes(line))
        return malformed("has no SEARCH before its REPLACE");
      if (opens(line)) {
        if (auto block = read_block(); !block)
          return base::forward(block);
      } else if (!is_fence(line)) {
        take_words(line);
      }
    }
    return std::move(m_proposal);
  }

private:
  tl::unexpected<base::Error> malformed(std::string_view why) const {
    return base::fail(ErrorCode::invalid_input, fmt::format("block {} {}", m_proposal.edits.size() + 1, why));
  }

  void take_words(std::string_view line) {
    if (const auto name = file_named_by(line); !name.empty())
      m_file = name;
    else
      m_proposal.explanation += std::string(line) + "\n";
  }

  base::Result<void> read_block() {
    Edit edit;
    ++m_at;
    if (!take_until(m_lines, m_at, divides, edit.search))
      return malformed("has no line of \"=======\" after its SEARCH");
    ++m_at;
    if (!take_until(m_lines, m_at, closes, edit.replace))
      return malformed("is not ended by \">>>>>>> REPLACE\"");
    if (m_file.empty())
      return malformed("does not tell its file; put a line \"FILE: path\" before it");
    edit.file = m_file;
    m_proposal.edits.push_back(std::move(edit));
    return {};
  }

  const Lines& m_lines;
  std::size_t m_at = 0;
  std::string m_file;
  Proposal m_proposal;
};

} // namespace

bool has_blocks(const Lines& lines) {
  return std::ranges::any_of(lines, [](auto line) { return opens(line) || closes(line); });
}

base::Result<Proposal> parse_blocks(const Lines& lines) {
  return BlockReader(lines).read();
}

} // namespace aurora::repair::llm
