#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurora::buildlog {

/// "file:line[:column]: rest", the shape of nearly every message.
struct LocatedLine {
  std::string_view file;
  int line = 0;
  int column = 0;
  std::string_view rest; ///< after the last colon of the place, left blanks kept
};

std::optional<LocatedLine> read_located_line(std::string_view line);

/// Takes a decimal number off the front; false, and text unchanged, when there is none that fits an int.
bool take_number(std::string_view& text, int& value);

/// Without terminal escapes (ECMA-48 control sequences and OSC links).
std::string strip_escapes(std::string_view text);

/// The source of an object file as CMake names objects: "sub/CMakeFiles/t.dir/src/a.cpp.o" is
/// "sub/src/a.cpp"; empty for any other name.
std::string source_of_object(std::string_view object);

} // namespace aurora::buildlog
