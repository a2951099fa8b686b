#include "logwatch/parser.hpp"

#include <string>

#include "logwatch/text.hpp"

namespace logwatch {
namespace {

/// Cuts the next word off the front.
std::string_view take_word(std::string_view& rest) {
  rest = text::trim(rest);
  const auto end = rest.find(' ');
  const auto word = rest.substr(0, end);
  rest.remove_prefix(word.size());
  return word;
}

/// Cuts a value in quotes off the front; rest begins behind the opening quote.
std::string take_quoted(std::string_view& rest) {
  std::string value;
  while (!rest.empty() && rest.front() != '"') {
    if (rest.front() == '\\' && rest.size() > 1)
      rest.remove_prefix(1);
    value += rest.front();
    rest.remove_prefix(1);
  }
  if (!rest.empty())
    rest.remove_prefix(1);
  return value;
}

/// Everything from the first word with "=" on.
void read_fields(std::string_view rest, Record& record) {
  while (true) {
    rest = text::trim(rest);
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos)
      return;
    const std::string key(rest.substr(0, equals));
    rest.remove_prefix(equals + 1);
    if (!rest.empty() && rest.front() == '"') {
      rest.remove_prefix(1);
      record.fields[key] = take_quoted(rest);
    } else {
      record.fields[key] = std::string(take_word(rest));
    }
  }
}

/// Where the fields begin: the start of the first word that has a "=".
std::size_t begin_of_fields(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos)
    return text.size();
  const auto blank = text.rfind(' ', equals);
  return blank == std::string_view::npos ? 0 : blank + 1;
}

} // namespace

std::optional<Record> parse_line(std::string_view line) {
  auto rest = text::trim(line);
  const auto time = parse_timestamp(take_word(rest));
  const auto level = parse_level(take_word(rest));
  const auto service = take_word(rest);
  if (!time || !level || service.size() < 2 || service.back() != ':')
    return std::nullopt;
  Record record;
  record.time = *time;
  record.level = *level;
  record.service = std::string(service.substr(0, service.size() - 1));
  const auto fields = begin_of_fields(rest);
  record.message = std::string(text::trim(rest.substr(0, fields)));
  read_fields(rest.substr(fields), record);
  return record;
}

} // namespace logwatch
