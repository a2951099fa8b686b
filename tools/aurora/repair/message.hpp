#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/model/event.hpp"

namespace aurora::repair {

/// The typographic quotes of GCC (‘ ’), and ` of ld, as ''.
std::string plain_quotes(std::string_view text);

/// Message and details of an event, in plain quotes; at most 256 KiB.
std::string full_text(const model::Event& event);

/// What stands between the first pair of '' at or after a phrase; empty when there is none.
std::string quoted_after(std::string_view text, std::string_view phrase);
/// All that stands between '' on the first line of a text.
std::vector<std::string> quoted(std::string_view text);

/// A place that a text names as path:line[:column].
struct Place {
  std::string path;
  int line = 0;
  int column = 0;
  std::string rest; ///< of that line
};
/// Those of a text, in order, at most 200.
std::vector<Place> places(std::string_view text);

/// "area" of "geo::Shape::area(double) const"; template arguments dropped.
std::string last_component(std::string_view name);
/// "geo::Shape::area" of "double geo::Shape<int>::area(double) const".
std::string bare_name(std::string_view declaration);

} // namespace aurora::repair
