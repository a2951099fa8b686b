#include "console.hpp"

#include <filesystem>
#include <mutex>

#include "aurora/base/text.hpp"
#include "aurora/sys/terminal_size.hpp"

namespace aurora::cli {
namespace {

constexpr std::size_t k_usual_columns = 80;
constexpr std::size_t k_max_watched_line = 1000;

/// A process has one terminal, and one status on it.
struct StatusLine {
  std::mutex mutex;
  std::FILE* shown_on = nullptr;
};

StatusLine& status_line() {
  static StatusLine line;
  return line;
}

void write_out(std::FILE* out, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), out);
  std::fflush(out);
}

void clear(StatusLine& shared) {
  if (shared.shown_on != nullptr)
    write_out(shared.shown_on, "\r\x1B[K");
  shared.shown_on = nullptr;
}

bool is_there(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(path, error);
}

} // namespace

void put(std::FILE* out, std::string_view text) {
  auto& shared = status_line();
  const std::lock_guard lock(shared.mutex);
  clear(shared);
  write_out(out, text);
}

Console::Console(Stream stream, std::string source_dir) : m_out(stream == Stream::output ? stdout : stderr) {
  const sys::SystemEnvironment environment;
  const int fd = ::fileno(m_out);
  m_live = report::choose_links(environment, fd) == report::Links::on;
  m_style = {report::choose_colour(environment, fd), report::choose_links(environment, fd),
             std::move(source_dir), environment.current_directory(), is_there};
}

Console::~Console() {
  auto& shared = status_line();
  const std::lock_guard lock(shared.mutex);
  clear(shared);
}

void Console::line(std::string_view text) const {
  put(m_out, report::styled_line(base::to_printable(text), m_style) + "\n");
}

void Console::status(std::string_view text) const {
  if (!m_live)
    return;
  const auto columns = sys::terminal_columns(::fileno(m_out)).value_or(k_usual_columns);
  const auto shown = report::fit_columns(text, columns - 1);
  auto& shared = status_line();
  const std::lock_guard lock(shared.mutex);
  clear(shared);
  write_out(m_out, shown);
  shared.shown_on = m_out;
}

void Console::progress(std::string_view text) const {
  if (m_live)
    status(text);
  else
    line(text);
}

void OutputWatcher::operator()(std::string_view chunk) {
  for (const char c : chunk) {
    if (c != '\n') {
      if (m_line.size() < k_max_watched_line)
        m_line += c;
      continue;
    }
    if (const auto told = report::progress_in(m_line))
      m_console.status("test     " + *told);
    m_line.clear();
  }
}

} // namespace aurora::cli
