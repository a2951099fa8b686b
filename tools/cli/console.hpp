#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "aurora/report/terminal.hpp"

namespace aurora::cli {

/// Writes and flushes; takes a status line away first. That nobody can read it is no reason to stop in the
/// middle of a healing.
void put(std::FILE* out, std::string_view text);

/// Where lines for people go: one below the other, and on a terminal a last one that tells what is going on
/// and makes room for the next. For several threads at once.
class Console {
public:
  /// Standard error when standard output is for a document.
  enum class Stream { output, error };

  Console(Stream stream, std::string source_dir);
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;
  ~Console();

  void line(std::string_view text) const;
  /// On a terminal in place of the status before it; elsewhere nothing.
  void status(std::string_view text) const;
  /// On a terminal a status, elsewhere a line.
  void progress(std::string_view text) const;
  bool is_live() const { return m_live; }

private:
  std::FILE* m_out;
  bool m_live;
  report::LineStyle m_style;
};

/// Makes a status of what builds and tests print: "test     12/40 built", then "test     3/17 tests".
class OutputWatcher {
public:
  /// The console outlives this.
  explicit OutputWatcher(const Console& console) : m_console(console) {}
  void operator()(std::string_view chunk);

private:
  const Console& m_console;
  std::string m_line;
};

} // namespace aurora::cli
