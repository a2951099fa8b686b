#include <algorithm>
#include <cstdlib>
#include <optional>

#include "aurora/base/hash.hpp"
#include "aurora/base/text.hpp"
#include "aurora/playbook/book.hpp"
#include "aurora/playbook/pattern.hpp"
#include "aurora/repair/sources.hpp"

namespace aurora::playbook {
namespace {

constexpr std::size_t k_most_lines = 40;

using Lines = std::vector<std::string>;

/// A carriage return stays with its line.
Lines split_text(const std::string& text) {
  Lines lines;
  for (const auto line : base::split(text, '\n'))
    lines.emplace_back(line);
  return lines;
}

Lines slice(const Lines& lines, std::size_t begin, std::size_t end) {
  return {lines.begin() + static_cast<std::ptrdiff_t>(begin),
          lines.begin() + static_cast<std::ptrdiff_t>(end)};
}

/// Everything from the first to the last line that differs.
std::optional<Edit> edit_of(const model::FileChange& change) {
  if (!change.before || !change.after || *change.before == *change.after)
    return std::nullopt;
  const auto before = split_text(*change.before);
  const auto after = split_text(*change.after);
  const auto shorter = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < shorter && before[head] == after[head])
    ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
    ++tail;
  Edit edit;
  edit.file = change.path;
  edit.line = static_cast<int>(head) + 1;
  edit.above = head > 0 ? before[head - 1] : "";
  edit.below = tail > 0 ? before[before.size() - tail] : "";
  edit.before = slice(before, head, before.size() - tail);
  edit.after = slice(after, head, after.size() - tail);
  if (edit.before.size() + edit.after.size() > k_most_lines)
    return std::nullopt;
  return edit;
}

bool stands_at(const Lines& lines, const Lines& wanted, std::size_t at) {
  return at + wanted.size() <= lines.size() &&
         std::equal(wanted.begin(), wanted.end(), lines.begin() + static_cast<std::ptrdiff_t>(at));
}

/// With the lines around it as they were.
bool fits_at(const Lines& lines, const Edit& edit, const Lines& wanted, std::size_t at) {
  const auto end = at + wanted.size();
  const bool above = at == 0 ? edit.above.empty() : lines[at - 1] == edit.above;
  const bool below = end >= lines.size() ? edit.below.empty() : lines[end] == edit.below;
  return stands_at(lines, wanted, at) && above && below;
}

/// The place nearest to the recorded one.
std::optional<std::size_t> place_of_lines(const Lines& lines, const Edit& edit, const Lines& wanted) {
  std::optional<std::size_t> best;
  const auto distance = [&](std::size_t at) { return std::abs(static_cast<long>(at) + 1 - edit.line); };
  for (std::size_t at = 0; at + wanted.size() <= lines.size(); ++at)
    if (fits_at(lines, edit, wanted, at) && (!best || distance(at) < distance(*best)))
      best = at;
  return best;
}

/// A pattern of the edit only where it is the only one and in C or C++.
void add_pattern(std::vector<Edit>& edits) {
  if (edits.size() != 1 || !repair::is_source(edits[0].file))
    return;
  if (auto pattern = generalize(edits[0]))
    edits[0].pattern = std::move(*pattern);
}

std::string id_of(const Entry& entry) {
  std::string text;
  for (const auto& edit : entry.edits)
    text += edit.file + "\n" + base::join(edit.before, "\n") + "\n=\n" + base::join(edit.after, "\n") + "\n";
  return entry.signature + "-" + base::sha256_hex(text).substr(0, 8);
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

Lines first_lines(const Lines& texts) {
  Lines out;
  for (const auto& text : texts)
    out.push_back(first_line(text));
  return out;
}

} // namespace

std::vector<Entry> entries_of(const Healed& healed) {
  Entry entry;
  entry.signature = healed.cluster.signature;
  entry.category = model::to_string(healed.cluster.category);
  entry.failure = first_line(healed.cluster.title);
  entry.title = first_line(healed.patch.title);
  entry.explanation = healed.patch.explanation;
  entry.provider = healed.patch.provider;
  entry.rule = first_line(healed.patch.rule);
  entry.landed = healed.at;
  entry.evidence = first_lines(healed.evidence);
  for (const auto& change : healed.patch.changes) {
    auto edit = edit_of(change);
    if (!edit)
      return {};
    entry.edits.push_back(std::move(*edit));
  }
  if (entry.edits.empty())
    return {};
  add_pattern(entry.edits);
  entry.id = id_of(entry);
  return {entry};
}

base::Result<std::string> apply_edit(const Edit& edit, const std::string& text) {
  auto lines = split_text(text);
  const auto at = place_of_lines(lines, edit, edit.before);
  if (!at)
    return base::fail(base::ErrorCode::not_found, "the lines that the entry changes are not there",
                      edit.file);
  const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(*at);
  const auto rest = lines.erase(begin, begin + static_cast<std::ptrdiff_t>(edit.before.size()));
  lines.insert(rest, edit.after.begin(), edit.after.end());
  return base::join(lines, "\n");
}

bool is_in_place(const Edit& edit, const std::string& text) {
  return place_of_lines(split_text(text), edit, edit.after).has_value();
}

} // namespace aurora::playbook
