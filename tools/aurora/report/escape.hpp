#pragma once

#include <string>
#include <string_view>

namespace aurora::report {

/// For XML and HTML, in text and in quoted attributes; what XML 1.0 cannot hold is replaced.
std::string escape_markup(std::string_view text);

/// For a line of Markdown: no construct (and no HTML) can start in it, line ends become blanks.
std::string escape_markdown(std::string_view text);

/// A fenced code block that the text cannot end (CommonMark 0.30, section 4.5).
std::string fenced(std::string_view text, std::string_view language);

/// One line of printable text of at most so many bytes (cut with "…").
std::string one_line(std::string_view text, std::size_t limit = 200);

} // namespace aurora::report
