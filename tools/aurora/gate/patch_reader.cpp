#include "aurora/gate/patch_reader.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "aurora/base/text.hpp"

namespace aurora::gate {
namespace {

constexpr std::size_t k_max_bytes = 64UL << 20;
constexpr std::size_t k_max_files = 10'000;

struct PatchProblem {
  base::ErrorCode code = base::ErrorCode::invalid_input;
  std::string message;
  int line = 0;
};

struct HunkLine {
  char mark;        ///< ' ', '+' or '-'
  std::string text; ///< with its "\n", unless the file ends without one
};

struct DiffHunk {
  std::size_t before = 0; ///< 1-based first line; 0 when the side is empty
  std::size_t after = 0;
  std::vector<HunkLine> lines;
  int diff_line = 0;
};

/// One file's part of the diff. Empty paths stand for /dev/null.
struct FileDiff {
  std::string from;
  std::string to;
  bool renamed = false;
  bool copied = false;
  bool created = false;
  bool removed = false;
  std::vector<DiffHunk> hunks;
  int diff_line = 0;
};

/// Relative, "/"-separated, no "..", nothing in ".git".
std::string safe_path(std::string path, int line) {
  const auto refuse = [&](std::string_view why) {
    throw PatchProblem{base::ErrorCode::invalid_input,
                       fmt::format("path \"{}\" {}", base::to_printable(path), why), line};
  };
  if (path.empty() || path.find('\0') != std::string::npos)
    refuse("is empty or not text");
  if (path.front() == '/' || path.find('\\') != std::string::npos || (path.size() > 1 && path[1] == ':'))
    refuse("is absolute or not \"/\"-separated");
  for (const auto part : base::split(path, '/')) {
    if (part.empty() || part == "." || part == "..")
      refuse("leaves the source root or is not in its plain form");
    if (base::to_lower(part) == ".git")
      refuse("lies in the repository's own data");
  }
  return path;
}

/// "\"a\\303\\244.txt\"" as git quotes it (C escapes, octal bytes).
std::string unquote(std::string_view text, int line) {
  std::string out;
  constexpr std::string_view names = "abtnvfr\"\\";
  constexpr std::string_view values = "\a\b\t\n\v\f\r\"\\";
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    ++i;
    if (const auto known = names.find(text[i]); known != std::string_view::npos) {
      out += values[known];
      continue;
    }
    const auto octal = text.substr(i, 3);
    if (octal.size() < 3 || octal.find_first_not_of("01234567") != std::string_view::npos || octal[0] > '3')
      throw PatchProblem{base::ErrorCode::invalid_input, "a quoted path has an unknown escape", line};
    out += static_cast<char>((octal[0] - '0') * 64 + (octal[1] - '0') * 8 + (octal[2] - '0'));
    i += 2;
  }
  return out;
}

/// The path behind "--- " or "+++ ": tab and timestamp cut, quotes resolved, "a/" or "b/" taken off.
std::string header_path(std::string_view text, std::string_view prefix, int line) {
  std::string path;
  if (text.starts_with("\"")) {
    const auto end = text.rfind('"');
    if (end == 0)
      throw PatchProblem{base::ErrorCode::invalid_input, "a quoted path does not end", line};
    path = unquote(text.substr(0, end + 1), line);
  } else {
    path = text.substr(0, text.find('\t'));
  }
  if (path == "/dev/null")
    return {};
  if (path.starts_with(prefix))
    path.erase(0, prefix.size());
  return safe_path(std::move(path), line);
}

class DiffReader {
public:
  explicit DiffReader(std::string_view text) : m_text(text) { load(); }

  std::vector<FileDiff> run() {
    while (!m_end)
      element();
    finish();
    return std::move(m_files);
  }

private:
  [[noreturn]] void problem(std::string message,
                            base::ErrorCode code = base::ErrorCode::invalid_input) const {
    throw PatchProblem{code, std::move(message), m_number};
  }

  /// m_line: the current line without "\n" (a "\r" before it belongs to the content).
  void load() {
    m_end = m_text.empty();
    const auto end = m_text.find('\n');
    m_line = m_text.substr(0, end);
    m_rest = end == std::string_view::npos ? std::string_view() : m_text.substr(end + 1);
    ++m_number;
  }
  void next() {
    m_text = m_rest;
    load();
  }

  std::string_view header() const {
    auto line = m_line;
    if (line.ends_with('\r'))
      line.remove_suffix(1);
    return line;
  }

  FileDiff& open() {
    if (!m_open)
      problem("a file's header is missing");
    return m_file;
  }

  void start() {
    finish();
    m_file = FileDiff{};
    m_file.diff_line = m_number;
    m_open = true;
  }

  void finish() {
    if (!m_open)
      return;
    m_open = false;
    if (m_file.from.empty() && m_file.to.empty())
      problem("a file has no name");
    if (m_files.size() == k_max_files)
      problem("the patch changes too many files", base::ErrorCode::limit);
    m_files.push_back(std::move(m_file));
  }

  void element() {
    const auto line = header();
    if (line.starts_with("diff --git "))
      git_header();
    else if (line.starts_with("--- ") && next_starts_with("+++ "))
      names();
    else if (line.starts_with("@@ "))
      hunk();
    else if (m_open && m_file.hunks.empty())
      extended_header(line);
    else if (m_open && !line.empty() &&
             (line[0] == '+' || line[0] == '-' || line[0] == ' ' || line[0] == '\\'))
      problem_or_signature(line);
    else
      next();
  }

  /// `git format-patch` ends with "-- " and its version.
  void problem_or_signature(std::string_view line) {
    if (line != "-- ")
      problem("a line stands outside of any hunk: the hunk's header counts too few");
    finish();
    next();
  }

  bool next_starts_with(std::string_view prefix) const { return m_rest.starts_with(prefix); }

  /// Both names are the same here unless renamed, and renames tell them again, so that blanks are no problem.
  void git_header() {
    start();
    const auto names = header().substr(11);
    if (names.starts_with("\"")) {
      const auto end = names.find("\" \"");
      if (end != std::string_view::npos) {
        m_file.from = header_path(names.substr(0, end + 1), "a/", m_number);
        m_file.to = header_path(names.substr(end + 2), "b/", m_number);
      }
    } else if (names.size() % 2 == 1 && names.size() >= 5) {
      const auto half = names.size() / 2;
      if (names.substr(0, 2) == "a/" && names.substr(half + 1, 2) == "b/" &&
          names.substr(2, half - 2) == names.substr(half + 3)) {
        m_file.from = safe_path(std::string(names.substr(2, half - 2)), m_number);
        m_file.to = m_file.from;
      }
    }
    m_from_git = true;
    next();
  }

  void extended_header(std::string_view line) {
    const auto rest = [&](std::string_view prefix) {
      return header_path(line.substr(prefix.size()), "", m_number);
    };
    if (line.starts_with("rename from ")) {
      m_file.from = rest("rename from ");
      m_file.renamed = true;
    } else if (line.starts_with("rename to "))
      m_file.to = rest("rename to ");
    else if (line.starts_with("copy from ")) {
      m_file.from = rest("copy from ");
      m_file.copied = true;
    } else if (line.starts_with("copy to "))
      m_file.to = rest("copy to ");
    else
      file_mode(line);
    next();
  }

  void file_mode(std::string_view line) {
    m_file.created = m_file.created || line.starts_with("new file mode ");
    m_file.removed = m_file.removed || line.starts_with("deleted file mode ");
    if (line.starts_with("GIT binary patch") || line.starts_with("Binary files "))
      problem("binary patches cannot be read", base::ErrorCode::unsupported);
    if (line.ends_with("mode 120000") || line.ends_with("mode 160000"))
      problem("symbolic links and submodules cannot be patched", base::ErrorCode::unsupported);
  }

  void names() {
    if (!m_open || !m_file.hunks.empty() || !m_from_git)
      start();
    m_from_git = false;
    const auto from = header_path(header().substr(4), "a/", m_number);
    next();
    const auto to = header_path(header().substr(4), "b/", m_number);
    if (!m_file.from.empty() && !from.empty() && from != m_file.from)
      problem("the file's name differs between its headers");
    if (!m_file.to.empty() && !to.empty() && to != m_file.to)
      problem("the file's name differs between its headers");
    m_file.from = from;
    m_file.to = to;
    m_file.created = from.empty();
    m_file.removed = to.empty();
    next();
  }

  std::size_t number(std::string_view& text) const {
    std::size_t digits = 0;
    while (digits < text.size() && digits < 9 && text[digits] >= '0' && text[digits] <= '9')
      ++digits;
    const auto value = base::parse_integer(text.substr(0, digits));
    if (!value)
      problem("the hunk's header is malformed");
    text.remove_prefix(digits);
    return static_cast<std::size_t>(*value);
  }

  std::size_t optional_count(std::string_view& text) const {
    if (!text.starts_with(","))
      return 1;
    text.remove_prefix(1);
    return number(text);
  }

  void hunk() {
    auto& file = open();
    auto text = header();
    DiffHunk hunk;
    hunk.diff_line = m_number;
    if (!text.starts_with("@@ -"))
      problem("the hunk's header is malformed");
    text.remove_prefix(4);
    hunk.before = number(text);
    auto removed = optional_count(text);
    if (!text.starts_with(" +"))
      problem("the hunk's header is malformed");
    text.remove_prefix(2);
    hunk.after = number(text);
    auto added = optional_count(text);
    if (!text.starts_with(" @@"))
      problem("the hunk's header is malformed");
    next();
    while (removed > 0 || added > 0)
      body_line(hunk, removed, added);
    no_newline(hunk);
    file.hunks.push_back(std::move(hunk));
  }

  void body_line(DiffHunk& hunk, std::size_t& removed, std::size_t& added) {
    if (m_end)
      problem("the patch ends within a hunk");
    if (m_line.starts_with("\\")) {
      no_newline(hunk);
      return;
    }
    const char mark = m_line.empty() || m_line == "\r" ? ' ' : m_line[0];
    if ((mark != ' ' && mark != '+' && mark != '-') || (mark != '+' && removed == 0) ||
        (mark != '-' && added == 0))
      problem("a line does not fit the hunk's header");
    const auto content = m_line.empty() || m_line == "\r" ? m_line : m_line.substr(1);
    hunk.lines.push_back({mark, std::string(content) + "\n"});
    removed -= mark != '+' ? 1 : 0;
    added -= mark != '-' ? 1 : 0;
    next();
  }

  /// "\ No newline at end of file" speaks of the line before it.
  void no_newline(DiffHunk& hunk) {
    if (m_end || !m_line.starts_with("\\"))
      return;
    if (hunk.lines.empty() || !hunk.lines.back().text.ends_with('\n'))
      problem("a line does not fit the hunk's header");
    hunk.lines.back().text.pop_back();
    next();
  }

  std::string_view m_text;
  std::string_view m_line;
  std::string_view m_rest;
  int m_number = 0;
  bool m_end = false;
  bool m_open = false;
  bool m_from_git = false;
  FileDiff m_file;
  std::vector<FileDiff> m_files;
};

std::vector<std::string_view> with_ends(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto length = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

/// The other side of a file: forward when the text is the one before, backward when it is the one after.
std::string transform(const FileDiff& file, std::string_view text, ReaderGives gives) {
  const char gone = gives == ReaderGives::before ? '-' : '+';
  const auto lines = with_ends(text);
  std::string out;
  std::size_t at = 0;
  for (const auto& hunk : file.hunks) {
    const auto start = gives == ReaderGives::before ? hunk.before : hunk.after;
    const bool takes =
        std::ranges::any_of(hunk.lines, [&](const auto& l) { return l.mark == ' ' || l.mark == gone; });
    const auto first = takes ? start - 1 : start;
    const auto misfit = [&](std::string message) {
      throw PatchProblem{base::ErrorCode::invalid_input, std::move(message), hunk.diff_line};
    };
    if ((takes && start == 0) || first < at || first > lines.size())
      misfit(fmt::format("a hunk lies outside of \"{}\" or overlaps another",
                         file.to.empty() ? file.from : file.to));
    for (; at < first; ++at)
      out += lines[at];
    for (const auto& line : hunk.lines) {
      if (line.mark == ' ' || line.mark == gone) {
        if (at >= lines.size() || lines[at] != line.text)
          misfit(fmt::format("the patch does not fit line {} of \"{}\"", at + 1,
                             file.to.empty() ? file.from : file.to));
        ++at;
      }
      if (line.mark != gone)
        out += line.text;
    }
  }
  for (; at < lines.size(); ++at)
    out += lines[at];
  return out;
}

class PatchBuilder {
public:
  PatchBuilder(const TextReader& current, ReaderGives gives) : m_current(current), m_gives(gives) {}

  void add(const FileDiff& file) {
    const bool forward = m_gives == ReaderGives::before;
    const auto& known_path = forward ? file.from : file.to;
    const bool known_empty = forward ? file.created : file.removed;
    const bool other_empty = forward ? file.removed : file.created;
    const auto text = known_empty ? std::optional<std::string>() : read(known_path, file);
    if (known_empty && forward && !file.to.empty())
      refuse_existing(file);
    const auto other = transform(file, text.value_or(""), m_gives);
    if (other_empty && !other.empty())
      misfit(file, "a removed file keeps some text");
    const auto result = other_empty ? std::optional<std::string>() : std::optional<std::string>(other);
    store(file, forward ? text : result, forward ? result : text);
  }

  model::Patch take() {
    model::Patch patch;
    for (auto& [path, change] : m_changes)
      if (change.before != change.after)
        patch.changes.push_back(std::move(change));
    return patch;
  }

private:
  [[noreturn]] static void misfit(const FileDiff& file, std::string message) {
    throw PatchProblem{base::ErrorCode::invalid_input, std::move(message), file.diff_line};
  }

  std::optional<std::string> read(const std::string& path, const FileDiff& file) {
    auto text = m_current(path);
    if (!text)
      throw PatchProblem{text.error().code, text.error().message, file.diff_line};
    if (!*text)
      misfit(file, fmt::format("\"{}\" does not exist", base::to_printable(path)));
    return *text;
  }

  void refuse_existing(const FileDiff& file) {
    const auto text = m_current(file.to);
    if (text && *text)
      misfit(file, fmt::format("\"{}\" is to be created but exists", base::to_printable(file.to)));
  }

  void put(const std::string& path, std::optional<std::string> before, std::optional<std::string> after,
           const FileDiff& file) {
    const auto [at, fresh] = m_changes.try_emplace(path, model::FileChange{path, before, after});
    if (!fresh)
      misfit(file, fmt::format("\"{}\" is changed twice", base::to_printable(path)));
  }

  void store(const FileDiff& file, std::optional<std::string> before, std::optional<std::string> after) {
    if (file.renamed && file.from != file.to) {
      put(file.from, std::move(before), std::nullopt, file);
      put(file.to, std::nullopt, std::move(after), file);
    } else if (file.copied) {
      put(file.to, std::nullopt, std::move(after), file);
    } else {
      put(file.to.empty() ? file.from : file.to, std::move(before), std::move(after), file);
    }
  }

  const TextReader& m_current;
  ReaderGives m_gives;
  std::map<std::string, model::FileChange> m_changes;
};

} // namespace

base::Result<model::Patch> read_patch(std::string_view unified_diff, const TextReader& current,
                                      ReaderGives gives) {
  if (unified_diff.size() > k_max_bytes)
    return base::fail(base::ErrorCode::limit,
                      fmt::format("the patch is larger than {} MiB", k_max_bytes >> 20));
  try {
    const auto files = DiffReader(unified_diff).run();
    if (files.empty() && !base::trim(unified_diff).empty())
      return base::fail(base::ErrorCode::invalid_input, "this is no unified diff: it names no file");
    PatchBuilder builder(current, gives);
    for (const auto& file : files)
      builder.add(file);
    return builder.take();
  } catch (const PatchProblem& problem) {
    return base::fail(problem.code, problem.message, "", problem.line);
  }
}

} // namespace aurora::gate
