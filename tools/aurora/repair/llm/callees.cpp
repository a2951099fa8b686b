#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/repair/llm/excerpts.hpp"

namespace aurora::repair::llm {
namespace {

constexpr std::size_t k_most_signatures = 25;
constexpr std::size_t k_most_files = 500;
constexpr std::size_t k_longest = 200;

/// Names that are followed by "(".
std::set<std::string, std::less<>> called_names(const std::vector<Excerpt>& excerpts) {
  std::set<std::string, std::less<>> names;
  for (const auto& excerpt : excerpts) {
    const auto tokens = scan_tokens(excerpt.text);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
      if (tokens[i].kind == TokenKind::identifier && tokens[i + 1].text == "(" && !is_keyword(tokens[i].text))
        names.emplace(tokens[i].text);
  }
  return names;
}

/// On one line, without its body.
std::string declaration_of(const SourceText& text, const Outline& outline, const Item& item) {
  const auto begin = outline.tokens[item.first].begin;
  const auto end =
      item.body == k_no_token ? outline.tokens[item.last].begin : outline.tokens[item.body].begin;
  std::string out;
  for (const auto line : base::split_lines(std::string_view(text.text()).substr(begin, end - begin)))
    out += (out.empty() ? "" : " ") + std::string(base::trim(line));
  return std::string(base::trim(std::string_view(out).substr(0, k_longest)));
}

bool is_shown(const std::vector<Excerpt>& excerpts, const std::string& file, int line) {
  return std::ranges::any_of(excerpts, [&](const auto& excerpt) {
    return excerpt.file == file && excerpt.first <= line && line <= excerpt.last;
  });
}

/// Headers first: a declaration tells more than its definition.
std::vector<std::string> files_to_look_in(Sources& sources) {
  auto files = sources.files();
  std::ranges::stable_partition(files, [](const auto& path) { return is_header(path); });
  if (files.size() > k_most_files)
    files.resize(k_most_files);
  return files;
}

} // namespace

std::vector<std::string> callee_signatures(Sources& sources, const std::vector<Excerpt>& excerpts) {
  const auto names = called_names(excerpts);
  std::vector<std::string> out;
  std::set<std::string> told;
  for (const auto& file : files_to_look_in(sources)) {
    const auto* text = sources.text(file);
    const bool mentioned = text != nullptr && std::ranges::any_of(names, [&](const auto& name) {
                             return base::contains(text->text(), name);
                           });
    const auto* outline = mentioned ? sources.outline(file) : nullptr;
    if (outline == nullptr)
      continue;
    for (const auto& item : outline->items) {
      if (item.kind != ItemKind::function || !names.contains(item.name) || out.size() >= k_most_signatures)
        continue;
      const int line = text->position(outline->tokens[item.first].begin).line;
      const auto declaration = declaration_of(*text, *outline, item);
      if (!is_shown(excerpts, file, line) && told.insert(declaration).second)
        out.push_back(fmt::format("{}:{}: {}", file, line, declaration));
    }
  }
  return out;
}

} // namespace aurora::repair::llm
