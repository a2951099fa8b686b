#include "aurora/crashlog/reader.hpp"

#include <optional>

#include "aurora/base/text.hpp"
#include "aurora/crashlog/frame.hpp"

namespace aurora::crashlog {
namespace {

using std::string_view;

constexpr std::size_t k_max_frames = 256;
constexpr std::size_t k_max_stack = 64 * 1024;
constexpr std::size_t k_max_others = 4;

class CrashReader {
public:
  explicit CrashReader(const base::ProjectDirs& dirs) : m_dirs(dirs) {}

  void feed(string_view line) {
    if (feed_headline(line) || feed_what(line))
      return;
    if (auto frame = read_frame(line, m_dirs))
      return feed_frame(std::move(*frame), line);
    m_in_trace = false;
    if (m_report.kind != CrashKind::none && m_traces <= k_max_others && !base::trim(line).empty())
      keep(line);
  }

  CrashReport finish() {
    if (const auto* top = top_project_frame(m_report.frames); m_report.file.empty() && top != nullptr) {
      m_report.file = top->file;
      m_report.line = top->line;
    }
    if (m_report.frames.empty() && !m_report.file.empty())
      add_headline_frame();
    return std::move(m_report);
  }

private:
  void keep(string_view line) {
    if (m_report.stack.size() + line.size() < k_max_stack)
      (m_report.stack += line) += '\n';
  }

  bool feed_headline(string_view line) {
    auto headline = read_headline(line);
    if (!headline)
      return false;
    if (m_report.kind != CrashKind::none) {
      m_in_trace = false;
      m_second = m_traces > 0; // what follows belongs to another crash
      keep(line);
      return true;
    }
    m_report.kind = headline->kind;
    m_report.error_class = headline->error_class;
    m_report.message = headline->message;
    m_report.expression = headline->expression;
    m_function = headline->function;
    const auto inside = base::project_path(headline->file, m_dirs);
    m_report.file = inside.value_or(headline->file);
    m_report.line = headline->line;
    m_place_is_ours = inside.has_value();
    if (headline->kind == CrashKind::exception)
      m_report.exception_type = headline->error_class.substr(10);
    keep(line);
    return true;
  }

  /// libstdc++ says what() on the next line.
  bool feed_what(string_view line) {
    const auto text = base::trim(line);
    if (!text.starts_with("what():") || m_report.kind != CrashKind::exception ||
        !m_report.exception_message.empty())
      return false;
    m_report.exception_message = std::string(base::trim(text.substr(7)));
    m_report.message += ": " + m_report.exception_message;
    keep(line);
    return true;
  }

  void feed_frame(FrameLine frame, string_view line) {
    if (!m_in_trace || frame.number == 0) {
      ++m_traces;
      m_in_trace = true;
      if (m_traces > 1 && m_report.others.size() < k_max_others && !m_second)
        m_report.others.emplace_back();
    }
    auto* trace = target();
    if (trace == nullptr)
      return;
    keep(line);
    if (trace->size() < k_max_frames)
      trace->push_back(std::move(frame.frame));
  }

  std::vector<model::Frame>* target() {
    if (m_traces == 1)
      return &m_report.frames;
    return m_second || m_traces - 1 > m_report.others.size() ? nullptr : &m_report.others.back();
  }

  /// UBSan and assert() without a trace still tell one place.
  void add_headline_frame() {
    m_report.frames.push_back({m_function, m_report.file, m_report.line, "", m_place_is_ours});
  }

  const base::ProjectDirs& m_dirs;
  CrashReport m_report;
  std::string m_function;
  std::size_t m_traces = 0;
  bool m_in_trace = false;
  bool m_second = false;
  bool m_place_is_ours = false;
};

} // namespace

const model::Frame* top_project_frame(const std::vector<model::Frame>& frames) {
  for (const auto& frame : frames)
    if (frame.in_project)
      return &frame;
  return nullptr;
}

CrashReport read_crash(string_view text, const base::ProjectDirs& dirs) {
  CrashReader reader(dirs);
  for (const auto line : base::split_lines(text))
    reader.feed(line);
  return reader.finish();
}

CrashReport read_crash(string_view text, string_view source_dir) {
  return read_crash(text, base::ProjectDirs{std::string(source_dir), {}});
}

} // namespace aurora::crashlog
