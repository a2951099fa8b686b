#include "aurora/sys/capped_text.hpp"

#include <algorithm>

namespace aurora::sys {

void CappedText::append(std::string_view text) {
  const auto room = std::min(text.size(), m_half - m_head.size());
  m_head += text.substr(0, room);
  text.remove_prefix(room);
  if (text.size() > m_half) {
    m_dropped += m_tail.size() + text.size() - m_half;
    m_tail = text.substr(text.size() - m_half);
    return;
  }
  m_tail += text;
  if (m_tail.size() > 2 * m_half) {
    m_dropped += m_tail.size() - m_half;
    m_tail.erase(0, m_tail.size() - m_half);
  }
}

std::string CappedText::take() {
  if (m_tail.size() > m_half) {
    m_dropped += m_tail.size() - m_half;
    m_tail.erase(0, m_tail.size() - m_half);
  }
  if (m_dropped > 0)
    m_head += "\n[... " + std::to_string(m_dropped) + " bytes left out ...]\n";
  m_head += m_tail;
  m_tail.clear();
  return std::move(m_head);
}

} // namespace aurora::sys
