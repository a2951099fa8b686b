#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::base {

/// Lines without their terminators ("\n" or "\r\n"); a final newline does not make an empty last line.
std::vector<std::string_view> split_lines(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string_view trim(std::string_view text);
std::string replace_all(std::string text, std::string_view from, std::string_view to);
std::string to_lower(std::string_view text);
bool contains(std::string_view text, std::string_view part);

/// A whole decimal number, or nothing: no sign but '-', no blanks, no trailing characters.
std::optional<long long> parse_integer(std::string_view text);

/// Whether c can stand in a C identifier.
bool is_identifier_char(char c);

/// Damerau-Levenshtein distance (optimal string alignment), in edits.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to word within max_distance edits (a third of its length when 0), or nothing.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates,
                                   std::size_t max_distance = 0);

/// Invalid UTF-8 replaced by U+FFFD and control characters other than tab and newline by '?', so that the
/// result can stand in JSON, XML and a terminal.
std::string to_printable(std::string_view text);

/// As one word for a POSIX shell: left alone when harmless, else in single quotes.
std::string shell_quote(std::string_view word);

} // namespace aurora::base
