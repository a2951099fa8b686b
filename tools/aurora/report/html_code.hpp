#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "aurora/report/excerpt.hpp"

namespace aurora::report {

// Only for this library's own sources.

/// A line of C or C++ as markup: words of the language, literals and comments marked.
std::string highlighted(std::string_view line);

/// Lines with their numbers, how often they ran, and how suspicious they are, shaded by it.
void write_excerpt(std::ostream& out, const SourceExcerpt& excerpt);

/// A unified diff; where one line replaces another, what differs in them is marked.
void write_diff(std::ostream& out, std::string_view diff);

} // namespace aurora::report
