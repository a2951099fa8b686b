#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::repair {

/// 1-based line and column; the column counts bytes, as compilers do.
struct Position {
  int line = 0;
  int column = 0;
  bool operator==(const Position&) const = default;
};

/// Bytes [begin, end) become text; begin == end inserts.
struct Replacement {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
  bool operator==(const Replacement&) const = default;
};

/// A source file's text with its lines. Keeps a copy; never changes it: edits are Replacements.
class SourceText {
public:
  explicit SourceText(std::string text);

  const std::string& text() const { return m_text; }
  int line_count() const { return static_cast<int>(m_starts.size()); }
  /// Without its terminator; empty when there is no such line.
  std::string_view line(int number) const;
  std::size_t line_begin(int number) const;
  /// Just before the terminator.
  std::size_t line_end(int number) const;
  /// Just after the terminator: where the next line starts, or the end of the text.
  std::size_t next_line(int number) const;
  /// Nothing when line does not exist or column lies beyond its terminator.
  std::optional<std::size_t> offset(Position position) const;
  Position position(std::size_t offset) const;
  /// "\r\n" when most lines end so, else "\n".
  std::string_view newline() const { return m_newline; }
  /// Leading blanks of a line.
  std::string_view indentation(int number) const;
  /// One level of indentation as this file uses it; two spaces when it has none.
  std::string indent_unit() const;
  /// New lines before (after) a line, indented like it. content may have several lines, "\n" separated.
  Replacement insert_before(int number, std::string_view content) const;
  Replacement insert_after(int number, std::string_view content) const;

private:
  std::string lines_like(int number, std::string_view content) const;

  std::string m_text;
  std::vector<std::size_t> m_starts;
  std::string_view m_newline = "\n";
};

/// The text with all replacements made; nothing when they overlap or lie outside.
std::optional<std::string> apply_replacements(std::string_view text, std::vector<Replacement> replacements);

} // namespace aurora::repair
