#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aurora::repair::llm {

/// One server-sent event (HTML Living Standard, 9.2.6).
struct SseEvent {
  std::string type; ///< of its "event:" line
  std::string data; ///< its "data:" lines, joined by newlines
  bool operator==(const SseEvent&) const = default;
};

/// Takes a stream in pieces that may be split anywhere, even within a line ending or a character.
class SseParser {
public:
  void feed(std::string_view piece);
  /// The events that are complete by now; those before the last call are not told again.
  std::vector<SseEvent> take();

private:
  void take_line(std::string_view line);

  std::string m_line;
  bool m_after_return = false;
  bool m_has_data = false;
  SseEvent m_event;
  std::vector<SseEvent> m_done;
};

} // namespace aurora::repair::llm
