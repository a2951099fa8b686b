#include "aurora/repair/source_text.hpp"

#include <algorithm>
#include <utility>

#include "aurora/base/sort.hpp"
#include "aurora/base/text.hpp"

namespace aurora::repair {

namespace {

std::string_view dominant_newline(std::string_view text) {
  const auto all = std::count(text.begin(), text.end(), '\n');
  std::ptrdiff_t crlf = 0;
  for (std::size_t at = text.find("\r\n"); at != std::string_view::npos; at = text.find("\r\n", at + 2))
    ++crlf;
  return crlf * 2 > all ? "\r\n" : "\n";
}

std::string_view leading_blanks(std::string_view line) {
  return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

} // namespace

SourceText::SourceText(std::string text) : m_text(std::move(text)), m_newline(dominant_newline(m_text)) {
  m_starts.push_back(0);
  for (std::size_t at = 0; at < m_text.size(); ++at)
    if (m_text[at] == '\n' && at + 1 < m_text.size())
      m_starts.push_back(at + 1);
}

std::string_view SourceText::line(int number) const {
  if (number < 1 || number > line_count())
    return {};
  return std::string_view(m_text).substr(line_begin(number), line_end(number) - line_begin(number));
}

std::size_t SourceText::line_begin(int number) const {
  if (number < 1)
    return 0;
  return number > line_count() ? m_text.size() : m_starts[static_cast<std::size_t>(number - 1)];
}

std::size_t SourceText::line_end(int number) const {
  auto end = next_line(number);
  const auto begin = line_begin(number);
  if (end > begin && m_text[end - 1] == '\n')
    --end;
  if (end > begin && m_text[end - 1] == '\r')
    --end;
  return end;
}

std::size_t SourceText::next_line(int number) const {
  return number >= line_count() ? m_text.size() : line_begin(number + 1);
}

std::optional<std::size_t> SourceText::offset(Position position) const {
  if (position.line < 1 || position.line > line_count() || position.column < 1)
    return std::nullopt;
  const auto at = line_begin(position.line) + static_cast<std::size_t>(position.column - 1);
  if (at > line_end(position.line))
    return std::nullopt;
  return at;
}

Position SourceText::position(std::size_t offset) const {
  const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), offset);
  const auto line = static_cast<int>(next - m_starts.begin());
  return {line, static_cast<int>(offset - m_starts[static_cast<std::size_t>(line - 1)]) + 1};
}

std::string_view SourceText::indentation(int number) const {
  return leading_blanks(line(number));
}

std::string SourceText::indent_unit() const {
  std::string best;
  for (int number = 1; number <= line_count(); ++number) {
    const auto blanks = indentation(number);
    if (blanks.empty() || blanks.size() == line(number).size() || line(number)[blanks.size()] == '*')
      continue;
    if (blanks[0] == '\t')
      return "\t";
    if (blanks.size() > 1 && (best.empty() || blanks.size() < best.size()))
      best = blanks;
  }
  return best.empty() || best.size() > 8 ? "  " : best;
}

std::string SourceText::lines_like(int number, std::string_view content) const {
  std::string out;
  for (const auto part : base::split_lines(content)) {
    if (!part.empty())
      out += std::string(indentation(number)) + std::string(part);
    out += m_newline;
  }
  return out;
}

Replacement SourceText::insert_before(int number, std::string_view content) const {
  return {line_begin(number), line_begin(number), lines_like(number, content)};
}

Replacement SourceText::insert_after(int number, std::string_view content) const {
  const auto at = next_line(number);
  auto lines = lines_like(number, content);
  if (at == line_end(number)) { // the last line has no terminator
    lines.insert(0, m_newline);
    lines.resize(lines.size() - m_newline.size());
  }
  return {at, at, std::move(lines)};
}

std::optional<std::string> apply_replacements(std::string_view text, std::vector<Replacement> replacements) {
  base::stable_sort(replacements, [](const auto& a, const auto& b) { return a.begin < b.begin; });
  std::string out;
  std::size_t done = 0;
  for (const auto& each : replacements) {
    if (each.begin < done || each.end < each.begin || each.end > text.size())
      return std::nullopt;
    out.append(text.substr(done, each.begin - done)).append(each.text);
    done = each.end;
  }
  return out.append(text.substr(done));
}

} // namespace aurora::repair
