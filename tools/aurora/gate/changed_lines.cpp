#include "aurora/gate/changed_lines.hpp"

#include <cstdlib>

#include "aurora/base/diff.hpp"
#include "aurora/base/text.hpp"

namespace aurora::gate {
namespace {

/// The number behind `mark` in "@@ -12,3 +14,2 @@".
int start_of(std::string_view header, char mark) {
  const auto at = header.find(mark);
  return std::atoi(std::string(header.substr(at + 1)).c_str());
}

/// A hunk body tells itself from headers by its counts; the headers of our own diff come once, at the top.
void read_hunks(const std::vector<std::string_view>& lines, ChangedLines& out) {
  int before = 0;
  int after = 0;
  for (std::size_t i = 2; i < lines.size(); ++i) {
    const auto line = lines[i];
    if (line.starts_with("@@ -")) {
      before = start_of(line, '-');
      after = start_of(line, '+');
    } else if (line.starts_with("+")) {
      out.added.push_back({after++, std::string(line.substr(1))});
    } else if (line.starts_with("-")) {
      out.removed.push_back({before++, std::string(line.substr(1))});
    } else if (!line.starts_with("\\")) {
      ++before;
      ++after;
    }
  }
}

} // namespace

ChangedLines changed_lines(const model::FileChange& change) {
  const auto diff = base::unified_diff(change.path, change.before.value_or(""), change.after.value_or(""));
  ChangedLines out;
  read_hunks(base::split_lines(diff), out);
  for (const auto& line : out.added)
    out.added_numbers.insert(line.number);
  for (const auto& line : out.removed)
    out.removed_numbers.insert(line.number);
  return out;
}

} // namespace aurora::gate
