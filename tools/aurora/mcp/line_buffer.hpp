#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::mcp {

/// Cuts what comes in over a pipe into lines, which are messages. Never holds more than the limit: the rest
/// of a longer line is dropped up to its end.
class LineBuffer {
public:
  struct Line {
    std::string text;      ///< without the newline
    bool too_long = false; ///< the text is not there then
  };

  explicit LineBuffer(std::size_t limit) : m_limit(limit) {}
  /// The lines that this chunk completes; blank ones are left out.
  std::vector<Line> feed(std::string_view chunk);

private:
  void add(std::string_view part);
  void end_line(std::vector<Line>& lines);

  std::size_t m_limit;
  std::string m_text;
  bool m_too_long = false;
};

} // namespace aurora::mcp
