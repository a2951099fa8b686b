#include "aurora/locate/trace.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "aurora/base/text.hpp"

namespace aurora::locate {
namespace {

using std::string_view;

constexpr string_view k_unnamed = "(anonymous namespace)";
constexpr string_view k_operator = "operator";
constexpr string_view k_decltype = "decltype";

/// One pass over a demangled symbol, up to the parameter list of its outermost function.
class SymbolReader {
public:
  explicit SymbolReader(string_view text) : m_text(text) {}

  SymbolName read() {
    while (m_at < m_text.size() && !m_done)
      step();
    return std::move(m_found);
  }

private:
  bool starts(string_view what) const { return m_text.substr(m_at).starts_with(what); }

  void step() {
    const char c = m_text[m_at];
    if (starts(k_unnamed)) {
      m_at += k_unnamed.size();
    } else if (starts("::")) {
      m_at += 2;
      m_found.scope = std::exchange(m_found.name, {});
    } else if (base::is_identifier_char(c) || c == '~') {
      word();
    } else if (c == '<' || c == '{') {
      skip_group(c, c == '<' ? '>' : '}');
    } else if (c == '(' && m_found.name == k_decltype) {
      skip_group('(', ')'); // of a return type
    } else if (c == '(' || c == '[' || c == '.') {
      m_done = true; // parameters, or the tag of a copy ("[clone .cold]", "[abi:cxx11]", ".part.0")
    } else {
      ++m_at;
      if (c == ' ' && !starts("[") && !starts("("))
        m_found = {}; // that was the return type
    }
  }

  void word() {
    const auto begin = m_at;
    while (m_at < m_text.size() && (base::is_identifier_char(m_text[m_at]) || m_text[m_at] == '~'))
      ++m_at;
    m_found.name = std::string(m_text.substr(begin, m_at - begin));
    m_done = m_found.name == k_operator;
  }

  /// Template arguments, "{lambda(int)#1}", or what decltype stands for.
  void skip_group(char open, char close) {
    int depth = 0;
    for (; m_at < m_text.size(); ++m_at) {
      const bool arrow = m_text[m_at] == '>' && m_text[m_at - 1] == '-';
      depth += m_text[m_at] == open ? 1 : m_text[m_at] == close && !arrow ? -1 : 0;
      if (depth == 0)
        break;
    }
    ++m_at;
  }

  string_view m_text;
  std::size_t m_at = 0;
  SymbolName m_found;
  bool m_done = false;
};

/// "LINE PATH" or "0 FUNCTION".
std::optional<CallSite> read_call_site(string_view text) {
  const auto space = text.find(' ');
  const auto line = base::parse_integer(text.substr(0, space));
  if (!line || *line < 0 || *line > std::numeric_limits<int>::max() || space == string_view::npos)
    return std::nullopt;
  const std::string name(text.substr(space + 1));
  return *line > 0 ? CallSite{name, static_cast<int>(*line), {}} : CallSite{{}, 0, name};
}

} // namespace

Trace read_trace(string_view text) {
  Trace trace;
  for (const auto line : base::split_lines(text)) {
    const auto space = line.find(' ');
    if (space == string_view::npos)
      continue;
    const auto first = line.substr(0, space);
    std::string rest(line.substr(space + 1));
    if (first == "+")
      trace.reached.push_back(std::move(rest));
    else if (first == "-")
      trace.missed.push_back(std::move(rest));
    else if (first == "!")
      trace.started.push_back(std::move(rest));
    else if (first == "@") {
      if (auto site = read_call_site(rest))
        trace.crash.push_back(std::move(*site));
    } else if (const auto number = base::parse_integer(first))
      trace.lines.emplace_back(std::move(rest), static_cast<int>(*number));
  }
  return trace;
}

SymbolName symbol_name(string_view demangled) {
  return SymbolReader(demangled).read();
}

std::vector<FunctionPlace> places_of(const FunctionIndex& index, const std::vector<std::string>& symbols) {
  std::map<std::pair<std::string, int>, FunctionPlace> places;
  for (const auto& symbol : symbols) {
    const auto [scope, name] = symbol_name(symbol);
    for (const auto& place : index.find(name))
      if (place.scope.empty() || scope.empty() || place.scope == scope)
        places.try_emplace({place.file, place.line}, place);
  }
  std::vector<FunctionPlace> result;
  for (auto& [key, place] : places)
    result.push_back(std::move(place));
  return result;
}

std::string names_to_trace(const FunctionIndex& index) {
  auto names = index.names();
  names.insert("main");
  std::string text;
  for (const auto& name : names)
    text += name + "\n";
  return text;
}

bool holds_code(string_view line) {
  const auto text = base::trim(line);
  return std::ranges::any_of(text, base::is_identifier_char) && !text.starts_with("//") &&
         !text.starts_with("/*") && !text.starts_with("* ");
}

} // namespace aurora::locate
