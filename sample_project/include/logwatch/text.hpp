#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace logwatch::text {

std::string_view trim(std::string_view text);

/// The parts between separators, empty ones included.
std::vector<std::string_view> split(std::string_view text, char separator);

/// A whole non-negative number, or nothing.
std::optional<int> to_number(std::string_view text);

/// At least width characters, filled with blanks on the right.
std::string padded(std::string_view text, std::size_t width);

} // namespace logwatch::text
