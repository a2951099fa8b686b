#include "logwatch/record.hpp"

#include <array>

#include "logwatch/text.hpp"

namespace logwatch {
namespace {

constexpr std::array<std::string_view, 4> k_level_names{"DEBUG", "INFO", "WARN", "ERROR"};

} // namespace

std::string_view to_string(Level level) {
  return k_level_names.at(static_cast<std::size_t>(level));
}

std::optional<Level> parse_level(std::string_view text) {
  for (std::size_t i = 0; i < k_level_names.size(); ++i)
    if (k_level_names[i] == text)
      return static_cast<Level>(i);
  return std::nullopt;
}

std::optional<int> number_field(const Record& record, const std::string& name) {
  const auto found = record.fields.find(name);
  if (found == record.fields.end())
    return std::nullopt;
  return text::to_number(found->second);
}

} // namespace logwatch
