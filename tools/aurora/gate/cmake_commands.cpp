#include "aurora/gate/cmake_commands.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"

namespace aurora::gate {
namespace {

class CMakeScanner {
public:
  explicit CMakeScanner(std::string_view text) : m_text(text) {}

  std::vector<CMakeCommand> run() {
    while (skip_blank())
      statement();
    return std::move(m_out);
  }

private:
  bool done() const { return m_at >= m_text.size(); }
  char peek() const { return m_text[m_at]; }

  void advance(std::size_t to) {
    to = std::min(to, m_text.size());
    m_line += static_cast<int>(
        std::count(m_text.begin() + static_cast<long>(m_at), m_text.begin() + static_cast<long>(to), '\n'));
    m_at = to;
  }

  /// Passes over blanks and comments; false at the end.
  bool skip_blank() {
    while (!done()) {
      if (peek() == '#')
        comment();
      else if (std::string_view(" \t\r\n").find(peek()) != std::string_view::npos)
        advance(m_at + 1);
      else
        return true;
    }
    return false;
  }

  void comment() {
    advance(m_at + 1);
    std::string ignored;
    if (!bracket(ignored))
      advance(m_text.find('\n', m_at));
  }

  /// "[==[ … ]==]" at the current place.
  bool bracket(std::string& content) {
    if (done() || peek() != '[')
      return false;
    const auto open = m_text.find_first_not_of('=', m_at + 1);
    if (open == std::string_view::npos || m_text[open] != '[')
      return false;
    const auto close = "]" + std::string(open - m_at - 1, '=') + "]";
    const auto end = m_text.find(close, open);
    const auto stop = end == std::string_view::npos ? m_text.size() : end;
    content = m_text.substr(open + 1, stop - open - 1);
    advance(stop + close.size());
    return true;
  }

  void statement() {
    const auto line = m_line;
    auto end = m_at;
    while (end < m_text.size() && base::is_identifier_char(m_text[end]))
      ++end;
    const auto name = base::to_lower(m_text.substr(m_at, end - m_at));
    if (name.empty()) {
      advance(m_at + 1);
      return;
    }
    advance(end);
    if (!skip_blank() || peek() != '(')
      return;
    advance(m_at + 1);
    CMakeCommand command{name, {}, {}, line};
    arguments(command);
    m_out.push_back(std::move(command));
  }

  void arguments(CMakeCommand& command) {
    for (int depth = 1; skip_blank();) {
      if (peek() == '(' || peek() == ')') {
        depth += peek() == '(' ? 1 : -1;
        advance(m_at + 1);
        if (depth == 0)
          return;
        continue;
      }
      command.argument_lines.push_back(m_line);
      command.arguments.push_back(argument());
    }
  }

  std::string argument() {
    std::string text;
    if (bracket(text))
      return text;
    return peek() == '"' ? quoted() : unquoted();
  }

  std::string quoted() {
    auto end = m_at + 1;
    while (end < m_text.size() && m_text[end] != '"')
      end += m_text[end] == '\\' ? 2 : 1;
    end = std::min(end, m_text.size());
    std::string text(m_text.substr(m_at + 1, end - m_at - 1));
    advance(end + 1);
    return text;
  }

  std::string unquoted() {
    auto end = m_at;
    while (end < m_text.size() && std::string_view(" \t\r\n()#").find(m_text[end]) == std::string_view::npos)
      end += m_text[end] == '\\' ? 2 : 1;
    end = std::min(end, m_text.size());
    std::string text(m_text.substr(m_at, end - m_at));
    advance(std::max(end, m_at + 1));
    return text;
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  int m_line = 1;
  std::vector<CMakeCommand> m_out;
};

} // namespace

std::vector<CMakeCommand> read_cmake(std::string_view text) {
  return CMakeScanner(text).run();
}

} // namespace aurora::gate
