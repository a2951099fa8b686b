#include "aurora/repair/llm/apply_edits.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/repair/source_text.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::repair::llm {
namespace {

using base::ErrorCode;
using Lines = std::vector<std::string_view>;

enum class Likeness { exact, blanks_at_end, indentation };

std::string_view trim_end(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r");
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

std::string_view key_of(std::string_view line, Likeness likeness) {
  return likeness == Likeness::exact           ? line
         : likeness == Likeness::blanks_at_end ? trim_end(line)
                                               : base::trim(line);
}

/// 1-based numbers of the lines where the wanted ones begin.
std::vector<int> places_of(const SourceText& text, const Lines& wanted, Likeness likeness) {
  std::vector<int> places;
  const int count = static_cast<int>(wanted.size());
  for (int first = 1; first + count - 1 <= text.line_count(); ++first) {
    int i = 0;
    while (i < count &&
           key_of(text.line(first + i), likeness) == key_of(wanted[static_cast<std::size_t>(i)], likeness))
      ++i;
    if (i == count)
      places.push_back(first);
  }
  return places;
}

std::string_view blanks_of(std::string_view line) {
  return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

/// How far the model's lines are indented in another way than the file's.
struct Shift {
  std::string_view from;
  std::string_view to;
};

Shift shift_between(const SourceText& text, int first, const Lines& wanted) {
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (!base::trim(wanted[i]).empty())
      return {blanks_of(wanted[i]), blanks_of(text.line(first + static_cast<int>(i)))};
  return {};
}

std::string shifted(std::string_view line, const Shift& shift) {
  if (base::trim(line).empty() || !line.starts_with(shift.from))
    return std::string(line);
  return std::string(shift.to) + std::string(line.substr(shift.from.size()));
}

std::string replace_lines(const SourceText& text, int first, const Lines& wanted,
                          const std::vector<std::string>& with) {
  const int last = first + static_cast<int>(wanted.size()) - 1;
  std::string out = text.text().substr(0, text.line_begin(first));
  for (const auto& line : with)
    out += line + std::string(text.newline());
  const auto rest = text.text().substr(text.next_line(last));
  const bool open_end = rest.empty() && !text.text().ends_with('\n');
  if (open_end && !with.empty())
    out.resize(out.size() - text.newline().size());
  return out + rest;
}

base::Result<std::string> edited(const std::string& before, const Edit& edit) {
  const SourceText text(before);
  const auto wanted = base::split_lines(edit.search);
  for (const auto likeness : {Likeness::exact, Likeness::blanks_at_end, Likeness::indentation}) {
    const auto places = places_of(text, wanted, likeness);
    if (places.size() > 1)
      return base::fail(
          ErrorCode::invalid_input,
          fmt::format("the lines to be replaced are found at {} places; give more lines around them",
                      places.size()),
          edit.file);
    if (places.empty())
      continue;
    const auto shift =
        likeness == Likeness::indentation ? shift_between(text, places.front(), wanted) : Shift{};
    std::vector<std::string> with;
    for (const auto line : base::split_lines(edit.replace))
      with.push_back(shifted(line, shift));
    return replace_lines(text, places.front(), wanted, with);
  }
  return base::fail(ErrorCode::invalid_input,
                    "the lines to be replaced are not in the file; copy them exactly as they are shown",
                    edit.file);
}

bool is_plain_path(const std::string& path) {
  return !path.empty() && !path.starts_with('/') && sys::normalize_path(path) == path && path != "." &&
         path != ".." && !path.starts_with("../") && path.find('\0') == std::string::npos;
}

model::FileChange& change_of(std::vector<model::FileChange>& changes, const std::string& path,
                             const ReadText& read) {
  const auto found = std::ranges::find(changes, path, &model::FileChange::path);
  if (found != changes.end())
    return *found;
  const auto text = read(path);
  changes.push_back({path, text, text});
  return changes.back();
}

base::Result<void> apply_one(const Edit& edit, const ReadText& read,
                             std::vector<model::FileChange>& changes) {
  auto path = edit.file.starts_with("./") ? edit.file.substr(2) : edit.file;
  if (!is_plain_path(path))
    return base::fail(ErrorCode::invalid_input,
                      "is not a path below the source folder; nothing outside it may change",
                      base::to_printable(path));
  auto& change = change_of(changes, path, read);
  const bool is_new = base::trim(edit.search).empty();
  if (is_new && change.after)
    return base::fail(ErrorCode::invalid_input, "exists already: an edit needs the lines that it replaces",
                      path);
  if (is_new) {
    change.after = edit.replace;
    return {};
  }
  if (!change.after)
    return base::fail(ErrorCode::invalid_input, "no such file in the project", path);
  auto text = edited(*change.after, edit);
  if (!text)
    return base::forward(text);
  change.after = std::move(*text);
  return {};
}

} // namespace

base::Result<std::vector<model::FileChange>> apply_edits(const std::vector<Edit>& edits,
                                                         const ReadText& read) {
  std::vector<model::FileChange> changes;
  for (const auto& edit : edits)
    if (auto applied = apply_one(edit, read, changes); !applied)
      return base::forward(applied);
  std::erase_if(changes, [](const auto& change) { return change.before == change.after; });
  if (changes.empty())
    return base::fail(ErrorCode::invalid_input, "the edits change nothing");
  return changes;
}

} // namespace aurora::repair::llm
