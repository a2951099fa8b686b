#include "aurora/repair/llm/sse.hpp"

#include <utility>

namespace aurora::repair::llm {

void SseParser::feed(std::string_view piece) {
  for (const char c : piece) {
    const bool second_of_pair = m_after_return && c == '\n';
    m_after_return = c == '\r';
    if (second_of_pair)
      continue;
    if (c == '\n' || c == '\r') {
      take_line(m_line);
      m_line.clear();
    } else {
      m_line += c;
    }
  }
}

void SseParser::take_line(std::string_view line) {
  if (line.empty()) {
    if (m_has_data)
      m_done.push_back(std::move(m_event));
    m_event = {};
    m_has_data = false;
    return;
  }
  const auto colon = line.find(':');
  const auto field = line.substr(0, colon);
  auto value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
  if (value.starts_with(' '))
    value.remove_prefix(1);
  if (field == "event") {
    m_event.type = value;
  } else if (field == "data") {
    m_event.data += m_has_data ? "\n" : "";
    m_event.data += value;
    m_has_data = true;
  }
}

std::vector<SseEvent> SseParser::take() {
  return std::exchange(m_done, {});
}

} // namespace aurora::repair::llm
