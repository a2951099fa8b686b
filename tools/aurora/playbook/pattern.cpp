#include "aurora/playbook/pattern.hpp"

#include <algorithm>
#include <map>

#include "aurora/base/text.hpp"
#include "aurora/repair/cxx_tokens.hpp"
#include "aurora/repair/source_text.hpp"

namespace aurora::playbook {
namespace {

using repair::Token;
using repair::TokenKind;

constexpr std::size_t k_most_tokens = 60;
constexpr std::size_t k_least_fixed_tokens = 3;
/// How a hole looks to the scanner.
constexpr std::string_view k_hole_prefix = "aurora_hole_";

bool is_name(const Token& token) {
  return token.kind == TokenKind::identifier && !repair::is_keyword(token.text);
}

bool is_punctuation(const std::vector<Token>& tokens, std::size_t index, std::string_view text) {
  return index < tokens.size() && tokens[index].text == text;
}

/// Whether the name at an index may be another one elsewhere.
bool can_vary(const std::vector<Token>& tokens, std::size_t index) {
  if (!is_name(tokens[index]) || is_punctuation(tokens, index + 1, "(") ||
      is_punctuation(tokens, index + 1, "::"))
    return false;
  return index == 0 || tokens[index - 1].text != "::";
}

using Holes = std::map<std::string, int, std::less<>>;

/// The names of a text that can vary everywhere in it, numbered as they come.
Holes holes_of(const std::vector<Token>& tokens) {
  Holes holes;
  std::map<std::string, bool, std::less<>> fixed;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (is_name(tokens[i]) && !can_vary(tokens, i))
      fixed[std::string(tokens[i].text)] = true;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string name(tokens[i].text);
    if (can_vary(tokens, i) && !fixed.contains(name))
      holes.emplace(name, static_cast<int>(holes.size()) + 1);
  }
  return holes;
}

/// The text with names replaced by what `rename` gives for them.
template <class Rename>
std::string with_names(std::string_view text, Rename rename) {
  std::string out;
  std::size_t done = 0;
  for (const auto& token : repair::scan_tokens(text)) {
    const auto replacement = token.kind == TokenKind::identifier ? rename(token.text) : std::nullopt;
    if (!replacement)
      continue;
    out += std::string(text.substr(done, token.begin - done)) + *replacement;
    done = token.end;
  }
  return out + std::string(text.substr(done));
}

std::string with_holes(std::string_view text, const Holes& holes) {
  return with_names(text, [&](std::string_view name) -> std::optional<std::string> {
    const auto hole = holes.find(name);
    return hole == holes.end() ? std::nullopt : std::optional("${" + std::to_string(hole->second) + "}");
  });
}

/// "${1}" becomes an identifier, so that templates are scanned like any code.
std::string scannable(const std::string& pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const auto close = pattern.compare(i, 2, "${") == 0 ? pattern.find('}', i) : std::string::npos;
    if (close == std::string::npos) {
      out += pattern[i];
      continue;
    }
    out += std::string(k_hole_prefix) + pattern.substr(i + 2, close - i - 2) + "_";
    i = close;
  }
  return out;
}

std::string text_of(const std::vector<std::string>& lines) {
  return std::string(base::trim(base::join(lines, "\n")));
}

using Bindings = std::map<std::string, std::string_view, std::less<>>;

/// The names that the holes stand for when the pattern begins at an index, or nothing.
std::optional<Bindings> bind(const std::vector<Token>& pattern, const std::vector<Token>& tokens,
                             std::size_t first) {
  if (pattern.empty() || first + pattern.size() > tokens.size())
    return std::nullopt;
  Bindings bindings;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const auto& wanted = pattern[i];
    const auto& found = tokens[first + i];
    if (!wanted.text.starts_with(k_hole_prefix)) {
      if (wanted.text != found.text)
        return std::nullopt;
      continue;
    }
    if (!is_name(found))
      return std::nullopt;
    const auto [known, fresh] = bindings.emplace(wanted.text, found.text);
    if (!fresh && known->second != found.text)
      return std::nullopt;
  }
  return bindings;
}

std::string filled(const std::string& after, const Bindings& bindings) {
  return with_names(after, [&](std::string_view name) -> std::optional<std::string> {
    const auto bound = bindings.find(name);
    return bound == bindings.end() ? std::nullopt : std::optional(std::string(bound->second));
  });
}

} // namespace

std::optional<Pattern> generalize(const Edit& edit) {
  auto before = edit.before;
  auto after = edit.after;
  if (before.empty()) { // something was missing behind the line above
    before.insert(before.begin(), edit.above);
    after.insert(after.begin(), edit.above);
  }
  const auto old_text = text_of(before);
  const auto new_text = text_of(after);
  const auto tokens = repair::scan_tokens(old_text);
  const auto holes = holes_of(tokens);
  const auto varying = std::ranges::count_if(tokens, [&](const Token& token) {
    return token.kind == TokenKind::identifier && holes.contains(token.text);
  });
  const auto fixed = tokens.size() - static_cast<std::size_t>(varying);
  const bool says_little = fixed < k_least_fixed_tokens || tokens.size() > k_most_tokens;
  if (says_little || new_text.empty() || base::contains(old_text + new_text, "${"))
    return std::nullopt;
  return Pattern{with_holes(old_text, holes), with_holes(new_text, holes)};
}

std::vector<Fit> fits(const Pattern& pattern, std::string_view text, int line) {
  const auto before = scannable(pattern.before);
  const auto after = scannable(pattern.after);
  const auto wanted = repair::scan_tokens(before);
  const auto tokens = repair::scan_tokens(text);
  const repair::SourceText source{std::string(text)};
  std::vector<Fit> all;
  for (auto i = repair::token_at(tokens, source.line_begin(line));
       i < tokens.size() && tokens[i].begin < source.next_line(line); ++i)
    if (const auto bindings = bind(wanted, tokens, i))
      all.push_back({tokens[i].begin, tokens[i + wanted.size() - 1].end, filled(after, *bindings)});
  return all;
}

} // namespace aurora::playbook
