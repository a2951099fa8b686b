#include "aurora/mcp/line_buffer.hpp"

#include "aurora/base/text.hpp"

namespace aurora::mcp {

std::vector<LineBuffer::Line> LineBuffer::feed(std::string_view chunk) {
  std::vector<Line> lines;
  while (!chunk.empty()) {
    const auto newline = chunk.find('\n');
    add(chunk.substr(0, newline));
    if (newline == std::string_view::npos)
      break;
    end_line(lines);
    chunk.remove_prefix(newline + 1);
  }
  return lines;
}

void LineBuffer::add(std::string_view part) {
  if (m_too_long || m_text.size() + part.size() > m_limit) {
    m_too_long = true;
    m_text = std::string();
    return;
  }
  m_text += part;
}

void LineBuffer::end_line(std::vector<Line>& lines) {
  if (m_too_long || !base::trim(m_text).empty())
    lines.push_back({std::move(m_text), m_too_long});
  m_text = std::string();
  m_too_long = false;
}

} // namespace aurora::mcp
