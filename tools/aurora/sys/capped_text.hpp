#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aurora::sys {

/// Keeps the first and the last half of what is appended, within a limit; memory stays below twice the limit.
class CappedText {
public:
  explicit CappedText(std::size_t limit) : m_half(limit / 2) {}

  void append(std::string_view text);
  bool truncated() const { return m_dropped > 0 || m_tail.size() > m_half; }
  /// The text, with a line that tells how much is missing where the middle was dropped.
  std::string take();

private:
  std::size_t m_half;
  std::string m_head;
  std::string m_tail; ///< at most twice m_half
  std::size_t m_dropped = 0;
};

} // namespace aurora::sys
