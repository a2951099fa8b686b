#include "aurora/locate/function_index.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "aurora/base/text.hpp"

namespace aurora::locate {
namespace {

using std::string_view;

bool is_keyword(string_view word) {
  static constexpr std::array<string_view, 28> k_words = {"if",
                                                          "for",
                                                          "while",
                                                          "switch",
                                                          "catch",
                                                          "return",
                                                          "sizeof",
                                                          "alignof",
                                                          "decltype",
                                                          "noexcept",
                                                          "static_assert",
                                                          "new",
                                                          "delete",
                                                          "throw",
                                                          "typeid",
                                                          "co_await",
                                                          "co_return",
                                                          "co_yield",
                                                          "requires",
                                                          "alignas",
                                                          "static_cast",
                                                          "explicit",
                                                          "const_cast",
                                                          "dynamic_cast",
                                                          "reinterpret_cast",
                                                          "defined",
                                                          "__attribute__",
                                                          "__declspec"};
  return std::ranges::find(k_words, word) != k_words.end();
}

/// One pass over C++ text that tells code from comments and literals, and knows the line.
class Cursor {
public:
  explicit Cursor(string_view text) : m_text(text) {}

  bool done() const { return m_at >= m_text.size(); }
  char peek(std::size_t ahead = 0) const {
    return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
  }
  int line() const { return m_line; }

  char take() {
    const char c = m_text[m_at++];
    if (c == '\n')
      ++m_line;
    return c;
  }

  /// Skips a comment, literal or preprocessor line that starts here.
  bool skip_other() {
    if (peek() == '/' && peek(1) == '/')
      return skip_line();
    if (peek() == '/' && peek(1) == '*')
      return skip_comment();
    if (peek() == '"')
      return m_at > 0 && m_text[m_at - 1] == 'R' ? skip_raw() : skip_quoted('"');
    if (peek() == '\'' && (m_at == 0 || !base::is_identifier_char(m_text[m_at - 1])))
      return skip_quoted('\'');
    return peek() == '#' && at_line_start() ? skip_line() : false;
  }

  string_view take_word() {
    const auto begin = m_at;
    while (!done() && (base::is_identifier_char(peek()) || peek() == '~'))
      ++m_at;
    return m_text.substr(begin, m_at - begin);
  }

private:
  bool at_line_start() const {
    const auto before = m_text.substr(0, m_at).find_last_not_of(" \t");
    return before == string_view::npos || m_text[before] == '\n';
  }
  bool skip_line() {
    while (!done() && peek() != '\n') {
      if (peek() == '\\' && peek(1) == '\n')
        take();
      take();
    }
    return true;
  }
  bool skip_comment() {
    const auto end = m_text.find("*/", m_at + 2);
    return skip_to(end == string_view::npos ? m_text.size() : end + 2);
  }
  bool skip_to(std::size_t end) {
    while (m_at < end)
      take();
    return true;
  }
  bool skip_quoted(char quote) {
    take();
    while (!done() && peek() != quote && peek() != '\n') {
      if (peek() == '\\' && peek(1) != '\0')
        take();
      take();
    }
    if (!done())
      take();
    return true;
  }
  bool skip_raw() {
    const auto open = m_text.find('(', m_at);
    if (open == string_view::npos || open - m_at > 17)
      return skip_quoted('"');
    const auto close = ")" + std::string(m_text.substr(m_at + 1, open - m_at - 1)) + "\"";
    const auto end = m_text.find(close, open);
    return skip_to(end == string_view::npos ? m_text.size() : end + close.size());
  }

  string_view m_text;
  std::size_t m_at = 0;
  int m_line = 1;
};

/// Follows braces and parentheses, and reports each definition at namespace or class level.
class DefinitionScanner {
public:
  DefinitionScanner(string_view text, const std::string& file) : m_cursor(text), m_file(file) {}

  std::vector<std::pair<std::string, FunctionPlace>> scan() {
    while (!m_cursor.done()) {
      if (m_cursor.skip_other())
        continue;
      const char c = m_cursor.peek();
      if (base::is_identifier_char(c) || c == '~')
        word();
      else
        punctuation(m_cursor.take());
    }
    return std::move(m_found);
  }

private:
  void word() {
    const int line = m_cursor.line();
    const auto text = m_cursor.take_word();
    if (m_body > 0 || m_parens > 0)
      return;
    m_last_is_word = true;
    m_scope = m_colons == 2 ? m_word : std::string{};
    m_word = std::string(text);
    m_word_line = line;
    m_colons = 0;
  }

  void punctuation(char c) {
    if (m_body > 0)
      return in_body(c);
    const bool after_word = m_last_is_word;
    if (std::isspace(static_cast<unsigned char>(c)) == 0)
      m_last_is_word = false;
    switch (c) {
    case '(':
      open_list();
      break;
    case ')':
      m_parens = std::max(0, m_parens - 1);
      break;
    case '{':
      open_brace(after_word);
      break;
    case '}':
    case ';':
      forget();
      break;
    case ':':
      colon();
      break;
    case '=':
      if (m_parens == 0)
        m_after_list = false; // a variable, or "= default"
      break;
    default:
      break;
    }
  }

  void in_body(char c) {
    if (c == '{')
      ++m_body;
    if (c == '}' && --m_body == 0) {
      m_found.back().second.end_line = m_cursor.line();
      forget();
    }
  }

  void open_list() {
    if (m_parens++ > 0 || m_initializers || m_word.empty() || is_keyword(m_word))
      return;
    m_after_list = true;
    m_name = m_word;
    m_name_scope = m_scope;
    m_name_line = m_word_line;
  }

  void colon() {
    ++m_colons;
    if (m_after_list && m_parens == 0 && m_cursor.peek() != ':' && m_colons == 1)
      m_initializers = true;
  }

  /// In ": a{1}, b(2) {" a brace that follows a name initializes that member; any other opens the body.
  void open_brace(bool after_word) {
    if (m_parens > 0)
      return;
    if (!m_after_list)
      return forget();
    if (m_initializers && after_word)
      return skip_initializer();
    m_found.push_back({m_name, {m_file, m_name_line, m_name_line, m_name_scope, m_name}});
    m_body = 1;
  }

  void skip_initializer() {
    int depth = 1;
    while (!m_cursor.done() && depth > 0) {
      if (m_cursor.skip_other())
        continue;
      const char c = m_cursor.take();
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    }
  }

  void forget() {
    m_after_list = m_initializers = m_last_is_word = false;
    m_word.clear();
    m_scope.clear();
    m_colons = 0;
  }

  Cursor m_cursor;
  const std::string& m_file;
  std::vector<std::pair<std::string, FunctionPlace>> m_found;
  std::string m_word;
  std::string m_scope;
  std::string m_name;
  std::string m_name_scope;
  int m_word_line = 0;
  int m_name_line = 0;
  int m_parens = 0;
  int m_body = 0;
  int m_colons = 0;
  bool m_after_list = false;
  bool m_initializers = false;
  bool m_last_is_word = false;
};

bool is_macro(string_view name) {
  return name.size() > 1 && std::ranges::none_of(name, [](unsigned char c) { return std::islower(c) != 0; });
}

} // namespace

FunctionIndex::FunctionIndex(const std::map<std::string, std::string>& sources) {
  for (const auto& [file, text] : sources)
    add_file(file, text);
}

void FunctionIndex::add_file(const std::string& file, string_view text) {
  for (auto& [name, place] : DefinitionScanner(text, file).scan()) {
    m_by_name[name].push_back(place);
    m_by_file[file].push_back(std::move(place));
  }
}

const std::vector<FunctionPlace>& FunctionIndex::find(const std::string& name) const {
  static const std::vector<FunctionPlace> k_none;
  const auto found = m_by_name.find(name);
  return found == m_by_name.end() ? k_none : found->second;
}

std::set<std::string> FunctionIndex::names() const {
  std::set<std::string> names;
  for (const auto& [name, places] : m_by_name)
    names.insert(name);
  return names;
}

const FunctionPlace* FunctionIndex::enclosing(const std::string& file, int line) const {
  const auto found = m_by_file.find(file);
  if (found == m_by_file.end())
    return nullptr;
  const auto& places = found->second;
  const auto after = std::ranges::upper_bound(places, line, {}, &FunctionPlace::line);
  if (after == places.begin())
    return nullptr;
  const auto& place = *std::prev(after);
  return line <= place.end_line ? &place : nullptr;
}

std::vector<int> lines_that_call(string_view name, string_view text) {
  std::vector<int> lines;
  int line = 1;
  std::size_t counted = 0;
  for (auto at = text.find(name); at != string_view::npos && !name.empty(); at = text.find(name, at + 1)) {
    line += static_cast<int>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                                        text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    counted = at;
    const bool begins = at == 0 || !base::is_identifier_char(text[at - 1]);
    const auto next = text.find_first_not_of(' ', at + name.size());
    if (begins && next != string_view::npos && text[next] == '(' && (lines.empty() || lines.back() != line))
      lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> called_functions(string_view expression) {
  constexpr std::size_t k_most_names = 64;
  std::vector<std::string> names;
  Cursor cursor(expression.substr(0, 64 * 1024));
  std::string word;
  while (!cursor.done() && names.size() < k_most_names) {
    if (cursor.skip_other())
      continue;
    if (base::is_identifier_char(cursor.peek())) {
      word = std::string(cursor.take_word());
      continue;
    }
    const char c = cursor.take();
    const bool call = c == '(' && !word.empty() && !is_keyword(word) && !is_macro(word) &&
                      std::isdigit(static_cast<unsigned char>(word[0])) == 0;
    if (call && std::ranges::find(names, word) == names.end())
      names.push_back(word);
    if (c != ' ')
      word.clear();
  }
  return names;
}

} // namespace aurora::locate
