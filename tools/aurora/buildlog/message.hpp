#pragma once

#include <string>
#include <string_view>

namespace aurora::buildlog {

/// A compiler's message in its parts.
struct Message {
  std::string text;       ///< without the trailing "[-W…]"
  std::string option;     ///< "-Wreturn-type"; "-Werror=return-type" is the same option
  std::string symbol;     ///< the name it is about, qualified when the message names the namespace
  std::string suggestion; ///< of "did you mean …?", "expected ';'"
};

Message read_message(std::string_view text);

/// Whether the message is about types that do not fit (conversions, overloads, operands).
bool is_type_message(std::string_view message);

} // namespace aurora::buildlog
