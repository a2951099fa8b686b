#include "aurora/repair/search/output_pattern.hpp"

#include <algorithm>

#include <regex.h>

namespace aurora::repair::search {

namespace {

constexpr std::string_view k_special = "^$.[]*+?|()\\";
constexpr std::string_view k_repeats = "*+?";
constexpr std::string_view k_only_posix = "{}"; ///< special there, but not in CMake

/// The one text that a pattern matches; nothing when there are others.
std::optional<std::string> only_match(std::string_view pattern) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool escaped = pattern[i] == '\\' && i + 1 < pattern.size();
    if (!escaped && k_special.find(pattern[i]) != std::string_view::npos)
      return std::nullopt;
    text += pattern[escaped ? ++i : i];
  }
  return text;
}

/// Writes a pattern of CMake as an extended one of POSIX.
class Translation {
public:
  explicit Translation(std::string_view pattern) : m_pattern(pattern) {}

  std::optional<std::string> run() {
    while (m_at < m_pattern.size())
      if (!take())
        return std::nullopt;
    return m_result;
  }

private:
  bool take() {
    const char c = m_pattern[m_at];
    if (c == '\\')
      return take_escaped();
    if (c == '[')
      return take_set();
    if (k_repeats.find(c) != std::string_view::npos && !m_repeatable)
      return false; // follows nothing, or another
    if ((c == '^' && !m_begins) || (c == '$' && !is_at_end(m_at + 1)))
      return false; // matches nothing
    m_begins = c == '(' || c == '|';
    m_open += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (m_open < 0)
      return false;
    m_repeatable = k_special.find(c) == std::string_view::npos || c == '.' || c == ')' || c == ']';
    if (k_only_posix.find(c) != std::string_view::npos)
      m_result += '\\';
    m_result += c;
    ++m_at;
    return c != '\0';
  }

  /// Of the pattern, or of one of its alternatives.
  bool is_at_end(std::size_t place) const {
    return place == m_pattern.size() || m_pattern[place] == ')' || m_pattern[place] == '|';
  }

  /// A letter after a backslash is that letter, not a class of characters as in some libraries.
  bool take_escaped() {
    if (++m_at == m_pattern.size() || m_pattern[m_at] == '\0')
      return false;
    const char c = m_pattern[m_at++];
    if (k_special.find(c) != std::string_view::npos || k_only_posix.find(c) != std::string_view::npos)
      m_result += '\\';
    m_result += c;
    m_begins = false;
    m_repeatable = true;
    return true;
  }

  /// "[…]": a bracket that comes first, or right after '^', is one of the set.
  bool take_set() {
    auto end = m_at + 1;
    if (end < m_pattern.size() && m_pattern[end] == '^')
      ++end;
    end = m_pattern.find(']', end + 1);
    if (end == std::string_view::npos)
      return false;
    const auto set = m_pattern.substr(m_at, end + 1 - m_at);
    for (const std::string_view in_posix_only : {"[:", "[.", "[="})
      if (set.find(in_posix_only, 1) != std::string_view::npos)
        return false;
    m_result += set;
    m_at = end + 1;
    m_begins = false;
    m_repeatable = true;
    return true;
  }

  std::string_view m_pattern;
  std::size_t m_at = 0;
  std::string m_result;
  int m_open = 0;       ///< parentheses
  bool m_begins = true; ///< an alternative
  bool m_repeatable = false;
};

} // namespace

struct OutputPattern::Compiled {
  explicit Compiled(const std::string& pattern)
      : is_valid(::regcomp(&expression, pattern.c_str(), REG_EXTENDED | REG_NOSUB) == 0) {}
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;
  ~Compiled() {
    if (is_valid)
      ::regfree(&expression);
  }

  regex_t expression{};
  bool is_valid;
};

std::optional<OutputPattern> OutputPattern::from_cmake(std::string_view pattern) {
  OutputPattern made;
  made.m_source = pattern;
  if (auto text = only_match(pattern)) {
    made.m_text = std::move(*text);
    return made;
  }
  const auto translated = Translation(pattern).run();
  if (!translated)
    return std::nullopt;
  made.m_compiled = std::make_shared<const Compiled>(*translated);
  return made.m_compiled->is_valid ? std::optional(std::move(made)) : std::nullopt;
}

bool OutputPattern::is_in(const std::string& text) const {
  if (m_compiled)
    return ::regexec(&m_compiled->expression, text.c_str(), 0, nullptr, 0) == 0;
  return std::string_view(text.c_str()).find(m_text) != std::string_view::npos;
}

bool is_printed(const std::vector<OutputPattern>& patterns, const std::string& out, const std::string& err) {
  if (out.empty() || err.empty())
    return std::ranges::any_of(patterns,
                               [&](const OutputPattern& pattern) { return pattern.is_in(out + err); });
  return std::ranges::any_of(patterns, [&](const OutputPattern& pattern) {
    return pattern.is_in(out + err) || pattern.is_in(err + out);
  });
}

} // namespace aurora::repair::search
