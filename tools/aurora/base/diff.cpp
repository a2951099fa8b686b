#include "aurora/base/diff.hpp"

#include <vector>

#include <dtl/dtl.hpp>
#include <fmt/format.h>

namespace aurora::base {
namespace {

struct ScriptLine {
  char mark; ///< ' ', '+' or '-'
  std::string text;
};

/// Lines with their terminators, so that a missing final newline is a difference.
std::vector<std::string> lines_with_ends(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto length = end == std::string_view::npos ? text.size() : end + 1;
    lines.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

/// The common head and tail are cut off first: patches are small and files are not.
std::vector<ScriptLine> edit_script(std::string_view before, std::string_view after) {
  auto a = lines_with_ends(before);
  auto b = lines_with_ends(after);
  std::size_t head = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head])
    ++head;
  std::size_t tail = 0;
  while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
    ++tail;
  std::vector<ScriptLine> script;
  for (std::size_t i = 0; i < head; ++i)
    script.push_back({' ', a[i]});
  const auto middle = [&](const std::vector<std::string>& all) {
    return std::vector<std::string>(all.begin() + static_cast<long>(head),
                                    all.end() - static_cast<long>(tail));
  };
  dtl::Diff<std::string> diff(middle(a), middle(b));
  diff.compose();
  for (const auto& [text, info] : diff.getSes().getSequence())
    script.push_back({info.type == dtl::SES_ADD ? '+' : info.type == dtl::SES_DELETE ? '-' : ' ', text});
  for (std::size_t i = a.size() - tail; i < a.size(); ++i)
    script.push_back({' ', a[i]});
  return script;
}

struct Hunk {
  std::size_t begin = 0; ///< first script line
  std::size_t end = 0;   ///< behind the last one
};

std::vector<Hunk> hunks_of(const std::vector<ScriptLine>& script) {
  constexpr std::size_t k_context = 3;
  std::vector<Hunk> hunks;
  for (std::size_t i = 0; i < script.size(); ++i) {
    if (script[i].mark == ' ')
      continue;
    const auto begin = i > k_context ? i - k_context : 0;
    const auto end = std::min(script.size(), i + 1 + k_context);
    if (!hunks.empty() && begin <= hunks.back().end)
      hunks.back().end = end;
    else
      hunks.push_back({begin, end});
  }
  return hunks;
}

std::string range(std::size_t start, std::size_t count) {
  return count == 1 ? fmt::format("{}", start) : fmt::format("{},{}", count == 0 ? start - 1 : start, count);
}

std::string body_line(const ScriptLine& line) {
  if (line.text.ends_with('\n'))
    return line.mark + line.text;
  return line.mark + line.text + "\n\\ No newline at end of file\n";
}

} // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after,
                         DiffKind kind) {
  const auto script = edit_script(before, after);
  std::string out;
  std::size_t a = 1;
  std::size_t b = 1;
  std::size_t next = 0;
  for (const auto& hunk : hunks_of(script)) {
    for (; next < hunk.begin; ++next, ++a, ++b) {
    }
    std::string body;
    std::size_t removed = 0;
    std::size_t added = 0;
    for (; next < hunk.end; ++next) {
      body += body_line(script[next]);
      removed += script[next].mark != '+' ? 1 : 0;
      added += script[next].mark != '-' ? 1 : 0;
    }
    out += fmt::format("@@ -{} +{} @@\n{}", range(a, removed), range(b, added), body);
    a += removed;
    b += added;
  }
  if (out.empty())
    return out;
  const auto from = kind == DiffKind::create ? std::string("/dev/null") : fmt::format("a/{}", path);
  const auto to = kind == DiffKind::remove ? std::string("/dev/null") : fmt::format("b/{}", path);
  return fmt::format("--- {}\n+++ {}\n{}", from, to, out);
}

DiffCounts count_changes(std::string_view before, std::string_view after) {
  DiffCounts counts;
  for (const auto& line : edit_script(before, after)) {
    counts.added += line.mark == '+' ? 1 : 0;
    counts.removed += line.mark == '-' ? 1 : 0;
  }
  return counts;
}

} // namespace aurora::base
