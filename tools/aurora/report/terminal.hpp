#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "aurora/sys/environment.hpp"

namespace aurora::report {

enum class Colour { off, on };
enum class Links { off, on };

/// on for a terminal, unless NO_COLOR is set (to anything but nothing) or TERM is "dumb".
Colour choose_colour(const sys::Environment& environment, int fd);

/// on for a terminal whose TERM is not "dumb".
Links choose_links(const sys::Environment& environment, int fd);

/// How lines for people look where they go.
struct LineStyle {
  Colour colour = Colour::off;
  Links links = Links::off;
  std::string source_dir;                         ///< absolute; paths in the lines are relative to it
  std::string current_dir;                        ///< absolute; paths that are shown are relative to it
  std::function<bool(const std::string&)> exists; ///< an absolute path
};

/// A line as it is shown: its first word in the colour of what it says, and each "path:line" of an existing
/// file relative to the current folder (when that is near), so that a terminal or an editor finds it; with
/// links on, the same as an OSC 8 hyperlink. What stands behind "run: " is a command and stays as it is.
std::string styled_line(std::string_view line, const LineStyle& style);

/// What a line that CMake's build tools or CTest print says of how far they are: "12/40 built", "55 % built",
/// "3/17 tests"; nothing for any other line.
std::optional<std::string> progress_in(std::string_view line);

/// On one line of at most so many columns, each character counted as one.
std::string fit_columns(std::string_view text, std::size_t columns);

} // namespace aurora::report
