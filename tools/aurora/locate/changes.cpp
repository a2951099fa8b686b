#include "aurora/locate/changes.hpp"

#include <charconv>
#include <optional>

#include "aurora/base/text.hpp"

namespace aurora::locate {
namespace {

struct Range {
  int start = 0;
  int count = 1;
};

/// "12,3" or "12" off the front.
std::optional<Range> take_range(std::string_view& text) {
  Range range;
  const auto* const end = text.data() + text.size();
  auto parsed = std::from_chars(text.data(), end, range.start);
  if (parsed.ec != std::errc{} || range.start < 0)
    return std::nullopt;
  if (parsed.ptr != end && *parsed.ptr == ',')
    parsed = std::from_chars(parsed.ptr + 1, end, range.count);
  if (parsed.ec != std::errc{} || range.count < 0 || range.count > 100'000'000)
    return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
  return range;
}

/// Lines of the body that follow a hunk's head, so that a removed line "-- x" is not taken for a file head.
struct Hunk {
  int old_left = 0;
  int new_left = 0;
  bool open() const { return old_left > 0 || new_left > 0; }
  void take(char mark) {
    if (mark != '+')
      --old_left;
    if (mark != '-')
      --new_left;
  }
};

std::string path_of(std::string_view text) {
  text = text.substr(0, text.find('\t'));
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    text = text.substr(1, text.size() - 2);
  if (text == "/dev/null")
    return {};
  return std::string(text.starts_with("b/") ? text.substr(2) : text);
}

} // namespace

std::vector<ChangedLines> parse_changed_lines(std::string_view diff) {
  std::vector<ChangedLines> changes;
  std::string file;
  Hunk hunk;
  for (auto line : base::split_lines(diff)) {
    if (hunk.open() && !line.empty() && (line[0] == '+' || line[0] == '-' || line[0] == ' ')) {
      hunk.take(line[0]);
    } else if (line.starts_with("+++ ")) {
      file = path_of(line.substr(4));
    } else if (line.starts_with("@@ -")) {
      line.remove_prefix(4);
      const auto before = take_range(line);
      if (!before || !line.starts_with(" +"))
        continue;
      line.remove_prefix(2);
      const auto after = take_range(line);
      if (!after)
        continue;
      hunk = {before->count, after->count};
      // Where lines were only taken away, the ones before and after the gap are what changed.
      const int last = after->start + (after->count == 0 ? 1 : after->count - 1);
      if (!file.empty())
        changes.push_back({file, std::max(after->start, 1), std::max(last, 1)});
    }
  }
  return changes;
}

} // namespace aurora::locate
