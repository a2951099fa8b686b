#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/repair/llm/answer_forms.hpp"

namespace aurora::repair::llm {
namespace {

using base::ErrorCode;
using Lines = std::vector<std::string_view>;

bool begins_file(const Lines& lines, std::size_t at) {
  return lines[at].starts_with("--- ") && at + 1 < lines.size() && lines[at + 1].starts_with("+++ ");
}

/// "--- a/src/x.cpp<tab>time" → "src/x.cpp"
std::string diff_name(std::string_view line) {
  auto name = base::trim(line.substr(4));
  name = name.substr(0, name.find('\t'));
  if (name.starts_with("a/") || name.starts_with("b/"))
    name.remove_prefix(2);
  return std::string(name);
}

class DiffReader {
public:
  explicit DiffReader(const Lines& lines) : m_lines(lines) {}

  base::Result<Proposal> read() {
    while (m_at < m_lines.size()) {
      if (!begins_file(m_lines, m_at)) {
        if (!is_fence(m_lines[m_at]) && !m_lines[m_at].starts_with("diff "))
          m_proposal.explanation += std::string(m_lines[m_at]) + "\n";
        ++m_at;
        continue;
      }
      if (auto file = read_file(); !file)
        return base::forward(file);
    }
    return std::move(m_proposal);
  }

private:
  base::Result<void> read_file() {
    const auto before = diff_name(m_lines[m_at]);
    const auto after = diff_name(m_lines[m_at + 1]);
    if (after == "/dev/null")
      return base::fail(ErrorCode::invalid_input, "removing a file is not a repair", before);
    m_at += 2;
    if (m_at >= m_lines.size() || !m_lines[m_at].starts_with("@@"))
      return base::fail(ErrorCode::invalid_input, "no hunk (\"@@ … @@\") follows the file's names", after);
    while (m_at < m_lines.size() && m_lines[m_at].starts_with("@@"))
      read_hunk(after);
    return {};
  }

  /// Empty lines at the end belong to the words after the diff, or are context of no use.
  void read_hunk(const std::string& file) {
    Edit edit{file, "", ""};
    std::size_t blank = 0;
    for (++m_at; m_at < m_lines.size() && is_hunk_line(); ++m_at) {
      const auto line = m_lines[m_at];
      if (line.empty()) {
        ++blank;
        continue;
      }
      for (; blank > 0; --blank)
        add(edit, ' ', "");
      add(edit, line.front(), line.substr(1));
    }
    m_proposal.edits.push_back(std::move(edit));
  }

  bool is_hunk_line() const {
    const auto line = m_lines[m_at];
    return !begins_file(m_lines, m_at) && (line.empty() || base::contains(" +-\\", line.substr(0, 1)));
  }

  static void add(Edit& edit, char kind, std::string_view text) {
    if (kind == ' ' || kind == '-')
      edit.search += std::string(text) + "\n";
    if (kind == ' ' || kind == '+')
      edit.replace += std::string(text) + "\n";
  }

  const Lines& m_lines;
  std::size_t m_at = 0;
  Proposal m_proposal;
};

} // namespace

bool has_diff(const Lines& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (begins_file(lines, i))
      return true;
  return false;
}

base::Result<Proposal> parse_diff(const Lines& lines) {
  return DiffReader(lines).read();
}

} // namespace aurora::repair::llm
