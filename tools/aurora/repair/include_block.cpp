#include "aurora/repair/include_block.hpp"

#include <algorithm>

#include "aurora/base/text.hpp"

namespace aurora::repair {

namespace {

std::string_view directive_of(std::string_view line) {
  line = base::trim(line);
  if (!line.starts_with('#'))
    return {};
  return base::trim(line.substr(1));
}

std::optional<Include> parse_include(std::string_view line, int number) {
  auto rest = directive_of(line);
  if (!rest.starts_with("include"))
    return std::nullopt;
  rest = base::trim(rest.substr(7));
  if (rest.empty() || (rest[0] != '<' && rest[0] != '"'))
    return std::nullopt;
  const auto end = rest.find(rest[0] == '<' ? '>' : '"', 1);
  if (end == std::string_view::npos)
    return std::nullopt;
  return Include{number, std::string(rest.substr(1, end - 1)), rest[0] == '<', 0};
}

/// What a directive adds to the depth of nested conditions.
int nesting_of(std::string_view directive) {
  return directive.starts_with("endif") ? -1 : directive.starts_with("if") ? 1 : 0;
}

/// Those that are read whenever the file is.
void keep_unconditional(std::vector<Include>& includes) {
  const auto least = std::ranges::min(includes, {}, &Include::depth).depth;
  std::erase_if(includes, [&](const Include& each) { return each.depth > least; });
}

/// The last line of what must stay on top of a file without includes: comment, #pragma once, include guard.
int last_line_of_head(const SourceText& source) {
  int last = 0;
  bool in_comment = false;
  for (int number = 1; number <= source.line_count(); ++number) {
    const auto line = base::trim(source.line(number));
    const auto directive = directive_of(line);
    const bool guard = directive.starts_with("pragma once") || directive.starts_with("ifndef") ||
                       (directive.starts_with("define") && last == number - 1);
    if (in_comment || line.starts_with("//") || line.starts_with("/*") || guard)
      last = number;
    else if (!line.empty())
      break;
    if (line.starts_with("/*"))
      in_comment = true;
    if (in_comment && base::contains(line, "*/"))
      in_comment = false;
  }
  return last;
}

Replacement insert_without_block(const SourceText& source, std::string_view directive) {
  const auto newline = std::string(source.newline());
  const int head = last_line_of_head(source);
  const auto at = head == 0 ? std::size_t{0} : source.next_line(head);
  const bool blank_follows = base::trim(source.line(head + 1)).empty() && head + 1 <= source.line_count();
  std::string text(directive);
  text += newline;
  if (head > 0)
    text.insert(0, newline);
  if (!blank_follows)
    text += newline;
  return {at, at, text};
}

/// The includes of one kind that stand on adjacent lines, the last such run.
std::vector<Include> last_group(const std::vector<Include>& includes, bool angled) {
  std::vector<Include> group;
  for (const auto& each : includes) {
    if (each.angled != angled)
      continue;
    if (!group.empty() && each.line != group.back().line + 1)
      group.clear();
    group.push_back(each);
  }
  return group;
}

bool by_path(const Include& a, const Include& b) {
  return a.path < b.path;
}

int line_after_which(const std::vector<Include>& group, const std::string& path) {
  if (!std::is_sorted(group.begin(), group.end(), by_path))
    return group.back().line;
  const auto next =
      std::find_if(group.begin(), group.end(), [&](const auto& each) { return each.path > path; });
  return next == group.end() ? group.back().line : next->line - 1;
}

} // namespace

std::vector<Include> read_includes(const SourceText& source) {
  std::vector<Include> includes;
  bool in_comment = false;
  int depth = 0;
  for (int number = 1; number <= source.line_count(); ++number) {
    const auto line = source.line(number);
    if (!in_comment) {
      depth = std::max(0, depth + nesting_of(directive_of(line)));
      if (auto include = parse_include(line, number)) {
        include->depth = depth;
        includes.push_back(std::move(*include));
      }
    }
    const auto open = line.rfind("/*");
    const auto close = line.rfind("*/");
    if (close != std::string_view::npos && (open == std::string_view::npos || open < close))
      in_comment = false;
    else if (open != std::string_view::npos && line.substr(0, open).find("//") == std::string_view::npos)
      in_comment = true;
  }
  return includes;
}

std::optional<Replacement> insert_include(const SourceText& source, std::string_view spelled) {
  const auto directive = "#include " + std::string(spelled);
  const auto wanted = parse_include(directive, 0);
  if (!wanted)
    return std::nullopt;
  auto includes = read_includes(source);
  for (const auto& each : includes)
    if (each.path == wanted->path)
      return std::nullopt;
  if (includes.empty())
    return insert_without_block(source, directive);
  keep_unconditional(includes);
  const auto group = last_group(includes, wanted->angled);
  const int after = group.empty() ? includes.back().line : line_after_which(group, wanted->path);
  const auto at = source.next_line(after);
  std::string text = directive + std::string(source.newline());
  if (after > 0 && at == source.line_end(after)) // the file ends right behind the directive
    text = std::string(source.newline()) + directive;
  return Replacement{at, at, text};
}

} // namespace aurora::repair
