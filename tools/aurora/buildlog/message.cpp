#include "aurora/buildlog/message.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "aurora/base/text.hpp"

namespace aurora::buildlog {
namespace {

using std::string_view;

/// GCC's typographic quotes (UTF-8 locales) as plain ones.
std::string plain_quotes(string_view text) {
  auto out = base::replace_all(std::string(text), "\xE2\x80\x98", "'");
  return base::replace_all(std::move(out), "\xE2\x80\x99", "'");
}

std::vector<string_view> quoted_parts(string_view text) {
  std::vector<string_view> parts;
  while (parts.size() < 8) {
    const auto open = text.find('\'');
    const auto close = open == string_view::npos ? open : text.find('\'', open + 1);
    if (close == string_view::npos)
      break;
    parts.push_back(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
  return parts;
}

void take_option(Message& message) {
  auto& text = message.text;
  const auto open = text.rfind(" [-");
  if (open == std::string::npos || text.back() != ']')
    return;
  auto option = text.substr(open + 2, text.size() - open - 3);
  if (option.starts_with("-Werror,"))
    option.erase(0, 8);
  if (option.starts_with("-Werror="))
    option.replace(0, 8, "-W");
  message.option = option;
  text.resize(open);
}

std::string take_suggestion(string_view text) {
  for (const string_view lead : {"did you mean '", "did you forget to '", "maybe you meant '"}) {
    const auto at = text.find(lead);
    if (at == string_view::npos)
      continue;
    const auto rest = text.substr(at + lead.size());
    return std::string(rest.substr(0, rest.find('\'')));
  }
  if (text.starts_with("expected ';'"))
    return ";";
  return {};
}

/// Whether the message says that a name is missing from the namespace it names second.
bool names_a_namespace(string_view text) {
  return base::contains(text, "' in namespace '") || base::contains(text, "is not a member of '");
}

std::string strip_keyword(string_view name) {
  for (const string_view keyword : {"class ", "struct ", "enum ", "union ", "const struct ", "const class "})
    if (name.starts_with(keyword))
      return std::string(name.substr(keyword.size()));
  return std::string(name);
}

/// "fatal error: x.hpp: No such file or directory", which GCC does not quote.
std::string missing_file(string_view text) {
  const auto end = text.find(": No such file or directory");
  return end == string_view::npos ? std::string{} : std::string(text.substr(0, end));
}

std::string symbol_of(string_view text) {
  if (auto file = missing_file(text); !file.empty())
    return file;
  const auto parts = quoted_parts(text);
  if (parts.empty())
    return {};
  const auto member = text.find("has no member named '");
  if (member != string_view::npos && parts.size() >= 2)
    return std::string(parts[1]);
  if (names_a_namespace(text) && parts.size() >= 2 && !base::contains(parts[0], "::"))
    return std::string(parts[1]) + "::" + std::string(parts[0]);
  const bool is_name = std::ranges::any_of(parts[0], base::is_identifier_char);
  return is_name ? strip_keyword(parts[0]) : std::string{};
}

} // namespace

Message read_message(string_view text) {
  Message message;
  message.text = plain_quotes(base::trim(text));
  if (message.text.empty())
    return message;
  take_option(message);
  message.symbol = symbol_of(message.text);
  message.suggestion = take_suggestion(message.text);
  return message;
}

bool is_type_message(string_view message) {
  static constexpr std::array<string_view, 12> k_shapes = {
      "cannot convert",       "invalid conversion",      "no matching function", "no match for",
      "no viable conversion", "cannot initialize",       "invalid operands",     "incompatible",
      "cannot bind",          "no matching constructor", "conversion from",      "no viable overloaded"};
  return std::ranges::any_of(k_shapes, [&](string_view shape) { return base::contains(message, shape); });
}

} // namespace aurora::buildlog
