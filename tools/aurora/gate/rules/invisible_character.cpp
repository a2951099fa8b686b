#include "aurora/gate/rules/rules.hpp"

#include <cstdint>

#include <fmt/format.h>

namespace aurora::gate::rules {
namespace {

/// The code point at the start of text, 0 when it is not well-formed; length in bytes in `length`.
std::uint32_t decode_point(std::string_view text, std::size_t& length) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
  };
  length = byte(0) >= 0xF0 ? 4 : byte(0) >= 0xE0 ? 3 : byte(0) >= 0xC0 ? 2 : 1;
  if (length == 1 || text.size() < length) {
    length = 1;
    return 0;
  }
  auto point = byte(0) & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i)
    point = (point << 6U) | (byte(i) & 0x3FU);
  return point;
}

/// Directional controls, zero-width and filler characters, tags (Boucher and Anderson 2021, "Trojan Source").
bool is_invisible(std::uint32_t point) {
  const auto within = [&](std::uint32_t low, std::uint32_t high) { return low <= point && point <= high; };
  return within(0x202A, 0x202E) || within(0x2060, 0x2069) || within(0x200B, 0x200F) || point == 0x061C ||
         point == 0xFEFF || point == 0x00AD || point == 0x115F || point == 0x1160 || point == 0x3164 ||
         point == 0xFFA0 || within(0xE0000, 0xE007F);
}

} // namespace

void invisible_character(const FileView& file, Findings& findings) {
  for (const auto& line : file.lines.added) {
    std::string_view rest = line.text;
    if (line.number == 1 && rest.starts_with("\xEF\xBB\xBF"))
      rest.remove_prefix(3);
    std::size_t length = 1;
    for (; !rest.empty(); rest.remove_prefix(length)) {
      const auto point = decode_point(rest, length);
      if (!is_invisible(point))
        continue;
      findings.add(
          model::Severity::error, line.number,
          fmt::format(
              "invisible or direction-changing character U+{:04X}: what is read is not what is compiled",
              point));
      break;
    }
  }
}

} // namespace aurora::gate::rules
