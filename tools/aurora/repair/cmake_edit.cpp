#include "aurora/repair/cmake_edit.hpp"

#include <algorithm>
#include <cctype>

#include "aurora/base/text.hpp"

namespace aurora::repair {

namespace {

class CMakeReader {
public:
  explicit CMakeReader(std::string_view text) : m_text(text) {}

  std::vector<CMakeCall> run() {
    while (m_at < m_text.size())
      step();
    return std::move(m_calls);
  }

private:
  char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

  void step() {
    if (peek() == '#')
      return skip_comment();
    if (!base::is_identifier_char(peek())) {
      m_line += peek() == '\n';
      ++m_at;
      return;
    }
    CMakeCall call;
    call.begin = m_at;
    call.line = m_line;
    while (base::is_identifier_char(peek()))
      ++m_at;
    call.name = base::to_lower(m_text.substr(call.begin, m_at - call.begin));
    while (peek() == ' ' || peek() == '\t')
      ++m_at;
    if (peek() == '(' && read_arguments(call))
      m_calls.push_back(std::move(call));
  }

  bool read_arguments(CMakeCall& call) {
    ++m_at;
    for (int depth = 1; m_at < m_text.size();) {
      const char c = peek();
      if (c == '#') {
        skip_comment();
      } else if (c == '(' || c == ')') {
        depth += c == '(' ? 1 : -1;
        call.close = m_at++;
        if (depth == 0)
          return true;
      } else if (std::isspace(static_cast<unsigned char>(c)) != 0) {
        m_line += c == '\n';
        ++m_at;
      } else {
        call.arguments.push_back(read_argument());
      }
    }
    return false;
  }

  CMakeArgument read_argument() {
    const auto begin = m_at;
    if (peek() == '"')
      return read_quoted(begin);
    if (const auto close = bracket_close(); !close.empty())
      return read_until(begin, close);
    while (m_at < m_text.size() && std::isspace(static_cast<unsigned char>(peek())) == 0 && peek() != '(' &&
           peek() != ')' && peek() != '#')
      m_at += peek() == '\\' ? 2 : 1;
    m_at = std::min(m_at, m_text.size());
    return {std::string(m_text.substr(begin, m_at - begin)), begin, m_at};
  }

  CMakeArgument read_quoted(std::size_t begin) {
    ++m_at;
    while (m_at < m_text.size() && peek() != '"') {
      m_line += peek() == '\n';
      m_at += peek() == '\\' ? 2 : 1;
    }
    m_at = std::min(m_at + 1, m_text.size());
    return {std::string(m_text.substr(begin + 1, m_at - begin - 2)), begin, m_at};
  }

  CMakeArgument read_until(std::size_t begin, const std::string& close) {
    const auto end = m_text.find(close, begin);
    m_at = end == std::string_view::npos ? m_text.size() : end + close.size();
    const auto text = m_text.substr(begin, m_at - begin);
    m_line += static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    return {std::string(text), begin, m_at};
  }

  /// "]==]" when a bracket argument begins here.
  std::string bracket_close() const {
    if (peek() != '[')
      return {};
    auto at = m_at + 1;
    while (at < m_text.size() && m_text[at] == '=')
      ++at;
    if (at >= m_text.size() || m_text[at] != '[')
      return {};
    return "]" + std::string(at - m_at - 1, '=') + "]";
  }

  void skip_comment() {
    ++m_at;
    if (const auto close = bracket_close(); !close.empty())
      return void(read_until(m_at, close));
    while (m_at < m_text.size() && peek() != '\n')
      ++m_at;
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  int m_line = 1;
  std::vector<CMakeCall> m_calls;
};

bool defines_target(const CMakeCall& call) {
  return (call.name == "add_executable" || call.name == "add_library") && !call.arguments.empty();
}

bool is_link_keyword(std::string_view word) {
  return word == "PRIVATE" || word == "PUBLIC" || word == "INTERFACE";
}

bool links(const CMakeCall& call, std::string_view library) {
  return std::any_of(call.arguments.begin() + 1, call.arguments.end(),
                     [&](const auto& argument) { return argument.text == library; });
}

Replacement new_link_call(const SourceText& source, const CMakeCall& definition, std::string_view library) {
  const int line = source.position(definition.close).line;
  const bool interface = std::any_of(definition.arguments.begin(), definition.arguments.end(),
                                     [](const auto& argument) { return argument.text == "INTERFACE"; });
  const bool plain = definition.name == "add_library";
  const auto* keyword = interface ? "INTERFACE " : plain ? "PUBLIC " : "PRIVATE ";
  auto edit = source.insert_after(line, "target_link_libraries(" + definition.arguments[0].text + " " +
                                            keyword + std::string(library) + ")");
  return edit;
}

} // namespace

std::vector<CMakeCall> read_cmake(std::string_view text) {
  return CMakeReader(text).run();
}

const CMakeCall* definition_of(const std::vector<CMakeCall>& calls, const model::Target& target) {
  for (const auto& call : calls)
    if (defines_target(call) && call.arguments[0].text == target.name)
      return &call;
  for (const auto& call : calls)
    if (defines_target(call) && call.line == target.definition_line)
      return &call;
  return nullptr;
}

const CMakeCall* call_for(const std::vector<CMakeCall>& calls, std::string_view command,
                          std::string_view target) {
  for (const auto& call : calls)
    if (call.name == command && !call.arguments.empty() && call.arguments[0].text == target)
      return &call;
  return nullptr;
}

Replacement append_argument(const SourceText& source, const CMakeCall& call, std::string_view argument) {
  if (call.arguments.empty())
    return {call.close, call.close, std::string(argument)};
  const auto& last = call.arguments.back();
  const int line = source.position(last.begin).line;
  const auto blanks = source.indentation(line);
  const bool own_line = source.line_begin(line) + blanks.size() == last.begin && line != call.line;
  auto text = own_line ? std::string(source.newline()) + std::string(blanks) : " ";
  return {last.end, last.end, text.append(argument)};
}

std::optional<Replacement> link_library(const SourceText& source, const model::Target& target,
                                        std::string_view library) {
  const auto calls = read_cmake(source.text());
  const auto* definition = definition_of(calls, target);
  if (definition == nullptr)
    return std::nullopt;
  const CMakeCall* last = nullptr;
  for (const auto& call : calls) {
    if (call.name != "target_link_libraries" || call.arguments.empty() ||
        call.arguments[0].text != definition->arguments[0].text)
      continue;
    if (links(call, library))
      return std::nullopt;
    last = &call;
  }
  if (last == nullptr)
    return new_link_call(source, *definition, library);
  if (last->arguments.size() > 1 && !is_link_keyword(last->arguments.back().text))
    return append_argument(source, *last, library);
  return append_argument(source, *last,
                         std::string(last->arguments.size() == 1 ? "PRIVATE " : "") + std::string(library));
}

} // namespace aurora::repair
