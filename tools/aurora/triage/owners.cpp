#include "aurora/triage/owners.hpp"

#include "aurora/base/glob.hpp"
#include "aurora/base/text.hpp"

namespace aurora::triage {
namespace {

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i <= line.size(); ++i) {
    const char c = i < line.size() ? line[i] : ' ';
    if (c == '\\' && i + 1 < line.size()) {
      word += line[++i];
    } else if (c != ' ' && c != '\t') {
      word += c;
    } else if (!word.empty()) {
      if (word.front() == '#')
        break;
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

bool matches(std::string_view pattern, bool anchored, std::string_view path) {
  if (pattern == "*" || pattern == "**")
    return true;
  if (base::glob_match(pattern, path)) {
    const bool component = !base::contains(pattern.substr(0, pattern.size() - 1), "/");
    return !anchored || !component || pattern.ends_with('/') ? true : !base::contains(path, "/");
  }
  // A folder owns what is below it, also without the slash at its end.
  return !pattern.ends_with('/') && !pattern.ends_with('*') && path.size() > pattern.size() &&
         path.starts_with(pattern) && path[pattern.size()] == '/';
}

} // namespace

Owners Owners::parse(std::string_view text) {
  Owners owners;
  for (const auto line : base::split_lines(text)) {
    const auto trimmed = base::trim(line);
    if (trimmed.empty() || trimmed.front() == '#' || trimmed.front() == '[' || trimmed.front() == '^')
      continue;
    auto words = words_of(trimmed);
    if (words.empty())
      continue;
    Rule rule{words.front(), words.front().starts_with('/'), {words.begin() + 1, words.end()}};
    if (rule.anchored)
      rule.pattern.erase(0, 1);
    if (!rule.pattern.empty())
      owners.m_rules.push_back(std::move(rule));
  }
  return owners;
}

std::vector<std::string> Owners::of(std::string_view path) const {
  for (auto rule = m_rules.rbegin(); rule != m_rules.rend(); ++rule)
    if (matches(rule->pattern, rule->anchored, path))
      return rule->owners;
  return {};
}

} // namespace aurora::triage
