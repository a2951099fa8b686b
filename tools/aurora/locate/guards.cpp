#include "aurora/locate/guards.hpp"

#include <algorithm>
#include <array>

#include "aurora/base/text.hpp"

namespace aurora::locate {
namespace {

constexpr int k_farthest = 200; ///< lines
constexpr std::size_t k_tab = 8;

struct Layout {
  std::size_t indent = 0;
  std::string_view text; ///< without white space and closing braces in front
};

Layout layout_of(std::string_view line) {
  Layout layout;
  std::size_t at = 0;
  for (; at < line.size() && (line[at] == ' ' || line[at] == '\t'); ++at)
    layout.indent += line[at] == '\t' ? k_tab - layout.indent % k_tab : 1;
  while (at < line.size() && (line[at] == '}' || line[at] == ' '))
    ++at;
  layout.text = line.substr(at);
  return layout;
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) &&
         (text.size() == word.size() || !(base::is_identifier_char(text[word.size()])));
}

bool decides(std::string_view text) {
  constexpr std::array<std::string_view, 5> words{"if", "for", "while", "switch", "case"};
  if (starts_with_word(text, "else"))
    text = base::trim(text.substr(4));
  return std::ranges::any_of(words, [&](std::string_view word) { return starts_with_word(text, word); });
}

bool is_code(const Layout& layout) {
  return !layout.text.empty() && layout.text.front() != '#' && !layout.text.starts_with("//") &&
         layout.text != "{";
}

} // namespace

int guard_of(const std::vector<std::string_view>& lines, int line) {
  if (line <= 1 || static_cast<std::size_t>(line) > lines.size())
    return 0;
  auto inner = layout_of(lines[static_cast<std::size_t>(line - 1)]).indent;
  bool after_else = false; // the `if` at the same depth is sought
  for (int above = line - 1; above >= std::max(1, line - k_farthest) && inner > 0; --above) {
    const auto layout = layout_of(lines[static_cast<std::size_t>(above - 1)]);
    if (!is_code(layout) || layout.indent > inner || (layout.indent == inner && !after_else))
      continue;
    if (decides(layout.text))
      return above;
    after_else = starts_with_word(layout.text, "else");
    inner = layout.indent;
  }
  return 0;
}

} // namespace aurora::locate
