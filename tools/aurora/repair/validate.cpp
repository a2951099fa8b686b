#include "aurora/repair/validate.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <set>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/repair/cxx_tokens.hpp"
#include "aurora/repair/include_block.hpp"
#include "aurora/repair/sources.hpp"
#include "aurora/repair/std_names.hpp"

namespace aurora::repair {

namespace {

using Findings = std::vector<model::Finding>;

struct NewLine {
  int number;
  std::string_view text;
};

/// Lines of after that before does not have, as a multiset: enough to ask what came in.
std::vector<NewLine> added_lines(std::string_view before, std::string_view after) {
  std::multiset<std::string_view> old;
  for (const auto line : base::split_lines(before))
    old.insert(line);
  std::vector<NewLine> added;
  int number = 0;
  for (const auto line : base::split_lines(after)) {
    ++number;
    if (const auto found = old.find(line); found != old.end())
      old.erase(found);
    else
      added.push_back({number, line});
  }
  return added;
}

void check_path(const model::FileChange& change, Findings& out) {
  const auto path = sys::normalize_path(change.path);
  if (path.empty() || path.starts_with('/') || path == ".." || path.starts_with("../"))
    out.push_back({"path-outside", model::Severity::error,
                   "the patch changes '" + change.path + "', which is not below the source folder",
                   change.path, 0});
}

void check_size(const model::FileChange& change, const ValidateOptions& options, Findings& out) {
  if (!change.before || !change.after || change.before->size() < options.small_file_bytes)
    return;
  const auto before = static_cast<double>(change.before->size());
  const double share = std::abs(static_cast<double>(change.after->size()) - before) / before;
  if (share > options.max_size_change)
    out.push_back({"max-size-change", model::Severity::error,
                   fmt::format("the file's size changes by {:.0f} %, more than {:.0f} %", share * 100,
                               options.max_size_change * 100),
                   change.path, 0});
}

void check_bytes(const model::FileChange& change, Findings& out) {
  const auto is_binary = [](char c) {
    return static_cast<unsigned char>(c) < 32 && !std::strchr("\t\n\r\f\v", c);
  };
  const auto count = [&](const std::optional<std::string>& text) {
    return text ? std::count_if(text->begin(), text->end(), [&](char c) { return c == '\0' || is_binary(c); })
                : 0;
  };
  if (count(change.after) > count(change.before))
    out.push_back(
        {"binary-bytes", model::Severity::error, "the patch adds control characters", change.path, 0});
}

void check_brackets(const model::FileChange& change, Findings& out) {
  const auto sum = [](const std::optional<std::string>& text) {
    const auto all = text ? balance(scan_tokens(*text)) : Balance{};
    return std::abs(all.braces) + std::abs(all.parentheses) + std::abs(all.brackets);
  };
  if (sum(change.after) > sum(change.before))
    out.push_back({"brackets", model::Severity::error, "brackets that balanced before the patch no longer do",
                   change.path, 0});
}

bool include_exists(const Include& include, const std::string& file, Sources& sources) {
  if (sources.exists(sys::normalize_path(sys::join_path(sys::parent_path(file), include.path))))
    return true;
  for (const auto& folder : sources.include_folders(file))
    if (sources.exists(sys::normalize_path(sys::join_path(folder, include.path))))
      return true;
  if (is_standard_header(include.path))
    return true;
  for (const auto& other : sources.files()) // a library's header that the project uses elsewhere
    if (const auto* text = sources.text(other); text != nullptr && base::contains(text->text(), include.path))
      for (const auto& each : read_includes(*text))
        if (each.path == include.path)
          return true;
  return std::any_of(sources.files().begin(), sources.files().end(), [&](const auto& path) {
    return path.ends_with("/" + include.path) || path == include.path;
  });
}

void check_includes(const model::FileChange& change, Sources& sources, Findings& out) {
  std::set<std::string> old;
  for (const auto& include : read_includes(SourceText(change.before.value_or(""))))
    old.insert(include.path);
  for (const auto& include : read_includes(SourceText(*change.after)))
    if (!old.contains(include.path) && !include_exists(include, change.path, sources))
      out.push_back({"include-missing", model::Severity::error,
                     "no file '" + include.path + "' is found for the added #include", change.path,
                     include.line});
}

void check_indentation(const model::FileChange& change, Findings& out) {
  const auto count = [&](char c) {
    const auto lines = base::split_lines(*change.before);
    return std::count_if(lines.begin(), lines.end(), [c](auto line) { return line.starts_with(c); });
  };
  const auto tabs = count('\t');
  const auto spaces = count(' ');
  for (const auto& line : added_lines(*change.before, *change.after)) {
    const auto blanks = line.text.substr(0, std::min(line.text.find_first_not_of(" \t"), line.text.size()));
    const bool tab = base::contains(blanks, "\t");
    if ((tab && tabs == 0 && spaces > 0) || (!tab && blanks.size() > 1 && spaces == 0 && tabs > 0))
      return out.push_back({"indentation", model::Severity::error,
                            tab ? "a line is indented with tabs in a file of spaces"
                                : "a line is indented with spaces in a file of tabs",
                            change.path, line.number});
  }
}

void check_change(const model::FileChange& change, Sources& sources, const ValidateOptions& options,
                  Findings& out) {
  check_path(change, out);
  check_size(change, options, out);
  check_bytes(change, out);
  if (!change.after)
    return;
  if (change.before)
    check_indentation(change, out);
  if (!is_header(change.path) && !is_source(change.path))
    return;
  check_brackets(change, out);
  check_includes(change, sources, out);
}

/// Refuses every command: validation runs nothing.
class NoProcesses final : public sys::ProcessRunner {
public:
  base::Result<sys::ProcessResult> run(const sys::ProcessSpec&) override {
    return base::fail(base::ErrorCode::unsupported, "validation starts no processes");
  }
};

} // namespace

Findings validate(const model::Patch& patch, const model::Project& project, sys::FileSystem& files,
                  const ValidateOptions& options) {
  Findings out;
  if (const int lines = model::changed_lines(patch); lines > options.max_changed_lines)
    out.push_back({"max-changed-lines", model::Severity::error,
                   fmt::format("{} changed lines, more than {}", lines, options.max_changed_lines), "", 0});
  if (patch.changes.empty())
    out.push_back({"empty-patch", model::Severity::error, "the patch changes nothing", "", 0});
  const model::Cluster cluster;
  const std::vector<model::Suspect> suspects;
  NoProcesses processes;
  const Context context{cluster, project, suspects, files, processes, false};
  Sources sources(context);
  for (const auto& change : patch.changes)
    check_change(change, sources, options, out);
  return out;
}

} // namespace aurora::repair
