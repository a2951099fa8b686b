#include "aurora/triage/signature.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "aurora/base/hash.hpp"
#include "aurora/base/text.hpp"

namespace aurora::triage {
namespace {

using std::string_view;

constexpr std::size_t k_longest_message = 4096;
constexpr int k_frames = 3;
constexpr std::ptrdiff_t k_telling_words = 4; ///< of a message; fewer say no more than that something failed

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_hex(char c) {
  return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

/// Whether text begins with the shape: 'h' a hex digit, 'd' a decimal digit, anything else itself.
bool has_shape(string_view text, string_view shape) {
  if (text.size() < shape.size())
    return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool fits = shape[i] == 'h'   ? is_hex(text[i])
                      : shape[i] == 'd' ? is_digit(text[i])
                                        : text[i] == shape[i];
    if (!fits)
      return false;
  }
  return true;
}

template <class P>
std::size_t span_of(string_view text, std::size_t from, P&& belongs) {
  while (from < text.size() && belongs(text[from]))
    ++from;
  return from;
}

struct Masked {
  std::size_t length = 0; ///< 0: nothing to mask here
  string_view word;
};

Masked mask_time(string_view text) {
  const bool date = has_shape(text, "dddd-dd-dd");
  if (!date && !has_shape(text, "dd:dd:dd"))
    return {};
  const auto end = span_of(text, date ? 10 : 8, [&](char c) {
    return is_digit(c) || c == ':' || c == '.' || c == 'T' || c == 'Z' || c == '+';
  });
  if (date && end < text.size() && text[end] == ' ' && has_shape(text.substr(end + 1), "dd:dd:dd"))
    return {span_of(text, end + 9, [](char c) { return is_digit(c) || c == '.' || c == 'Z'; }), "TIME"};
  return {end, "TIME"};
}

Masked mask_number(string_view text) {
  if (has_shape(text, "0xh"))
    return {span_of(text, 2, is_hex), "ADDR"};
  auto end = span_of(text, 0, is_digit);
  if (end < text.size() && text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1]))
    end = span_of(text, end + 1, is_digit);
  if (end + 1 < text.size() && text[end] == 'e') {
    const auto sign = text[end + 1] == '-' || text[end + 1] == '+' ? end + 2 : end + 1;
    if (sign < text.size() && is_digit(text[sign]))
      end = span_of(text, sign, is_digit);
  }
  return {end, "N"};
}

Masked mask_path(string_view text) {
  if (text.size() < 2 || !(base::is_identifier_char(text[1]) || text[1] == '.'))
    return {};
  const auto end = span_of(text, 0, [](char c) {
    return base::is_identifier_char(c) || string_view("/.-+@%~").find(c) != string_view::npos;
  });
  return {end, "PATH"};
}

Masked mask_at(string_view text, char before) {
  if (base::is_identifier_char(before))
    return {};
  if (is_hex(text[0]) && has_shape(text, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh"))
    return {36, "UUID"};
  if (is_digit(text[0])) {
    const auto time = mask_time(text);
    return time.length > 0 ? time : mask_number(text);
  }
  const bool starts_path = text[0] == '/' && before != '/' && before != '.' && before != ')';
  return starts_path ? mask_path(text) : Masked{};
}

bool ends_operator_name(string_view text) {
  return text.ends_with("operator") || text.ends_with("operator<") || text.ends_with("operator-") ||
         text.ends_with("operator>");
}

/// Removes what stands between balanced open and close characters; "operator<", "operator->" and "operator()"
/// stay.
std::string without_brackets(string_view text, char open, char close) {
  if (text.find(open) == string_view::npos)
    return std::string(text);
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == open && (depth > 0 || !ends_operator_name(out)))
      ++depth;
    else if (c == close && depth > 0)
      --depth;
    else if (depth == 0)
      out += c;
  }
  return out;
}

std::string frames_key(const model::Event& event) {
  std::string key;
  int count = 0;
  for (const auto& frame : event.frames) {
    if (!frame.in_project)
      continue;
    key += plain_function(frame.function) + "@" + frame.file + "\n";
    if (++count == k_frames)
      break;
  }
  return key;
}

bool calls_something(string_view assertion) {
  const auto open = assertion.find('(');
  return open != string_view::npos && assertion.find('(', open + 1) != string_view::npos;
}

/// What must join the key because nothing else tells causes apart.
std::string distinction(const model::Event& event, const std::string& frames) {
  if (!frames.empty())
    return {};
  switch (event.category) {
  case model::Category::assertion:
    if (calls_something(event.assertion))
      return {};
    return gives_reason(event) ? event.file : event.file + "\n" + event.test_id;
  case model::Category::environment:
    return event.message; // the missing executable or file is the cause: unmasked
  default:
    return event.test_id;
  }
}

std::ptrdiff_t words_in(string_view text) {
  std::ptrdiff_t words = 0;
  for (bool inside = false; const char c : text.substr(0, k_longest_message)) {
    const bool of_word = base::is_identifier_char(c) && !is_digit(c);
    words += of_word && !inside ? 1 : 0;
    inside = base::is_identifier_char(c) && (inside || of_word);
  }
  return words;
}

bool from_build(const model::Event& event) {
  return event.suite == "build";
}

/// A fault in a template is told once for each set of arguments: those are no part of the cause. A lone "<",
/// as in "expected '<'", opens no arguments.
std::string without_arguments(string_view message) {
  message = message.substr(0, k_longest_message);
  if (std::ranges::count(message, '<') == std::ranges::count(message, '>'))
    return without_brackets(without_brackets(message, '<', '>'), '[', ']');
  return std::string(message);
}

std::string build_key(const model::Event& event) {
  return event.file + "\n" + event.symbol + "\n" + mask(without_arguments(event.message));
}

std::string test_key(const model::Event& event) {
  const auto frames = frames_key(event);
  return event.assertion + "\n" + frames + distinction(event, frames) + "\n" + mask(event.message);
}

} // namespace

std::string mask(string_view text) {
  text = text.substr(0, k_longest_message);
  std::string out;
  char before = ' ';
  while (!text.empty()) {
    const auto masked = mask_at(text, before);
    if (masked.length > 0)
      out += masked.word;
    else
      out += text[0];
    const auto taken = masked.length > 0 ? masked.length : 1;
    before = text[taken - 1];
    text.remove_prefix(taken);
  }
  return out;
}

std::string plain_function(string_view function) {
  auto name = std::string(function.substr(0, k_longest_message));
  name = base::replace_all(std::move(name), "(anonymous namespace)", "{anonymous}");
  name = without_brackets(name, '<', '>');
  name = without_brackets(name, '[', ']');
  name = without_brackets(name, '(', ')');
  for (const string_view tail : {" const", " volatile", " &", " &&", " noexcept"})
    if (name.ends_with(tail))
      name.erase(name.size() - tail.size());
  std::string out; // "{lambda#2}" and "$_1" lose their numbers
  for (std::size_t i = 0; i < name.size(); ++i) {
    if ((name[i] == '#' || (name[i] == '_' && i > 0 && name[i - 1] == '$')) && i + 1 < name.size() &&
        is_digit(name[i + 1]))
      i = span_of(name, i + 1, is_digit) - 1;
    else
      out += name[i];
  }
  return out;
}

bool gives_reason(const model::Event& event) {
  if (event.assertion.find('(') != std::string::npos)
    return true;
  return event.error_class != "TestFailure" && words_in(event.message) >= k_telling_words;
}

std::string signature(const model::Event& event) {
  std::string key(model::to_string(event.category));
  key += "\n" + event.error_class + "\n";
  key += from_build(event) ? build_key(event) : test_key(event);
  return base::hex16(base::fnv1a64(key));
}

} // namespace aurora::triage
