#include "aurora/buildlog/reader.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/buildlog/line.hpp"
#include "aurora/buildlog/linker.hpp"
#include "aurora/buildlog/message.hpp"

namespace aurora::buildlog {

bool BuildLog::has_errors() const {
  return std::ranges::any_of(diagnostics,
                             [](const Diagnostic& item) { return item.severity == model::Severity::error; });
}

namespace {

using std::string_view;

constexpr std::size_t k_max_text = 16 * 1024;
constexpr std::size_t k_max_notes = 64;
constexpr std::size_t k_max_line = 64 * 1024;

struct Level {
  string_view word;
  model::Severity severity;
};

constexpr std::array<Level, 6> k_levels = {{{"fatal error: ", model::Severity::error},
                                            {"error: ", model::Severity::error},
                                            {"internal compiler error: ", model::Severity::error},
                                            {"sorry, unimplemented: ", model::Severity::error},
                                            {"warning: ", model::Severity::warning},
                                            {"note: ", model::Severity::note}}};

const Level* take_level(string_view& text) {
  const auto trimmed = base::trim(text);
  for (const auto& level : k_levels)
    if (trimmed.starts_with(level.word)) {
      text = trimmed.substr(level.word.size());
      return &level;
    }
  return nullptr;
}

/// Ends of a link that repeat what was said before, and counts.
bool is_summary(string_view message) {
  return base::contains(message, "linker command failed") || base::contains(message, "ld returned ") ||
         base::contains(message, "warnings being treated as errors");
}

string_view first_quoted(string_view text) {
  const auto open = text.find('\'');
  const auto close = open == string_view::npos ? open : text.find('\'', open + 1);
  return close == string_view::npos ? string_view{} : text.substr(open + 1, close - open - 1);
}

class Reader {
public:
  explicit Reader(const BuildLogOptions& options)
      : m_options(options), m_dirs{options.source_dir, options.build_dir}, m_linker(m_dirs) {}

  void feed(string_view line) {
    if (feed_cmake(line) || feed_step(line) || feed_fixit(line))
      return;
    const auto before = m_log.diagnostics.size();
    const auto linked = m_linker.feed(line, m_log.diagnostics);
    if (linked != LinkerReader::Outcome::ignored)
      return after_link(before, linked, line);
    if (feed_located(line) || feed_context(line) || feed_driver(line) || feed_tools(line))
      return;
    feed_text(line);
  }

  BuildLog finish() {
    end_cmake();
    end_command();
    return std::move(m_log);
  }

private:
  Diagnostic* current() { return m_open ? &m_log.diagnostics.back() : nullptr; }

  Place place_of(string_view file, int line, int column) const {
    const auto inside = base::project_path(file, m_dirs);
    return {inside.value_or(std::string(file)), line, column, inside.has_value()};
  }

  void append_text(string_view line) {
    auto* const diagnostic = current();
    if (diagnostic != nullptr && diagnostic->text.size() + line.size() < k_max_text)
      (diagnostic->text += line) += '\n';
  }

  void add(Diagnostic diagnostic) {
    if (diagnostic.severity == model::Severity::error)
      m_errors_in_command = true;
    if (m_log.diagnostics.size() >= m_options.max_diagnostics) {
      ++m_log.dropped;
      m_open = false;
      return;
    }
    if (diagnostic.target.empty())
      diagnostic.target = m_target;
    m_log.diagnostics.push_back(std::move(diagnostic));
    m_open = true;
  }

  void after_link(std::size_t before, LinkerReader::Outcome outcome, string_view line) {
    if (outcome == LinkerReader::Outcome::error) {
      auto diagnostic = std::move(m_log.diagnostics[before]);
      m_log.diagnostics.resize(before);
      return add(std::move(diagnostic));
    }
    append_text(line);
  }

  /// A new command: closes the last one, which counts as an error when it failed without saying why.
  void end_command() {
    if (m_failed && !m_errors_in_command) {
      Diagnostic silent;
      silent.stage = Stage::build;
      silent.message = fmt::format("the command that makes {} failed", m_target);
      silent.symbol = m_target;
      silent.text = m_unread;
      const auto source = source_of_object(m_target);
      silent.reported = silent.place = place_of(source, 0, 0);
      add(std::move(silent));
    }
    m_failed = m_errors_in_command = m_open = false;
    m_target.clear();
    m_unread.clear();
    m_pending.clear();
    m_function.clear();
    m_linker.reset();
  }

  bool feed_step(string_view line) {
    if (line.starts_with("FAILED: ")) {
      end_command();
      m_failed = true;
      m_target = std::string(base::trim(line.substr(8)));
      m_target = m_target.substr(0, m_target.find(' '));
      return true;
    }
    if (line.starts_with('[') && is_progress(line)) {
      end_command();
      return true;
    }
    return feed_make(line);
  }

  static bool is_progress(string_view line) {
    const auto close = line.substr(0, 24).find(']');
    return close != string_view::npos && line.find_first_not_of("0123456789/% ", 1) == close;
  }

  /// "make[2]: *** [CMakeFiles/t.dir/build.make:90: CMakeFiles/t.dir/a.cpp.o] Error 1"
  bool feed_make(string_view line) {
    const auto stars = line.substr(0, 64).find(": *** ");
    if (stars == string_view::npos || !base::contains(line.substr(0, stars), "make"))
      return false;
    auto rest = line.substr(stars + 6);
    if (rest.starts_with("No rule to make target "))
      return no_rule(rest.substr(23), line);
    if (!rest.starts_with('['))
      return true;
    rest = rest.substr(1, rest.rfind("] ") - 1);
    const bool outer = base::contains(rest, "Makefile");
    const auto target = rest.rfind(": ");
    rest = target == string_view::npos ? rest : rest.substr(target + 2);
    return make_failed(rest, outer);
  }

  bool make_failed(string_view target, bool outer) {
    if (outer) {
      m_errors_in_command = true; // an inner make has said why
      return true;
    }
    name_targets(target);
    m_target = std::string(target);
    m_failed = true;
    end_command();
    m_errors_in_command = true;
    return true;
  }

  /// Make tells what it was building only after the messages.
  void name_targets(string_view target) {
    for (auto item = m_log.diagnostics.rbegin(); item != m_log.diagnostics.rend() && item->target.empty();
         ++item)
      item->target = std::string(target);
  }

  bool no_rule(string_view rest, string_view line) {
    Diagnostic diagnostic;
    diagnostic.stage = Stage::build;
    diagnostic.error_class = "NoRule";
    diagnostic.symbol = place_of(first_quoted(rest), 0, 0).file;
    if (const auto needed = rest.find("needed by '"); needed != string_view::npos)
      diagnostic.target = std::string(first_quoted(rest.substr(needed)));
    diagnostic.message = fmt::format("no rule makes {}", diagnostic.symbol);
    diagnostic.text = std::string(line) + "\n";
    diagnostic.reported = diagnostic.place = place_of(source_of_object(diagnostic.target), 0, 0);
    add(std::move(diagnostic));
    return true;
  }

  bool feed_fixit(string_view line) {
    auto fix = read_fixit_line(line);
    if (!fix)
      return false;
    if (auto* diagnostic = current()) {
      if (diagnostic->suggestion.empty())
        diagnostic->suggestion = std::string(base::trim(fix->replacement));
      diagnostic->fixits.push_back(std::move(*fix));
    }
    return true;
  }

  bool feed_located(string_view line) {
    const auto located = read_located_line(line);
    if (!located)
      return false;
    auto rest = located->rest;
    const auto place = place_of(located->file, located->line, located->column);
    if (const auto* level = take_level(rest)) {
      level->severity == model::Severity::note ? note(place, rest, line)
                                               : diagnose(level->severity, place, rest, line);
      return true;
    }
    if (!base::trim(rest).starts_with("required ") && !base::trim(rest).starts_with("in 'constexpr'"))
      return false;
    remember(place, rest);
    return true;
  }

  void diagnose(model::Severity severity, const Place& place, string_view text, string_view line) {
    if (is_summary(text))
      return;
    Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.reported = diagnostic.place = place;
    auto message = read_message(text);
    diagnostic.message = std::move(message.text);
    diagnostic.option = std::move(message.option);
    diagnostic.symbol = std::move(message.symbol);
    diagnostic.suggestion = std::move(message.suggestion);
    diagnostic.function = m_function;
    diagnostic.notes = std::move(m_pending);
    m_pending.clear();
    m_placed_by_inclusion = false;
    for (const auto& item : diagnostic.notes)
      prefer_project(diagnostic, item);
    add(std::move(diagnostic));
    append_text(line);
  }

  /// The innermost place of the project stands in for a place in a library's header; an instantiation tells
  /// more than an inclusion.
  void prefer_project(Diagnostic& diagnostic, const Note& item) {
    const bool inclusion = item.message.starts_with("included from");
    const bool backtrace = item.message.starts_with("required ") ||
                           item.message.starts_with("in instantiation of") ||
                           item.message.starts_with("in 'constexpr'");
    if (!item.place.in_project || (!inclusion && !backtrace) || diagnostic.reported.in_project)
      return;
    if (diagnostic.place.in_project && (inclusion || !m_placed_by_inclusion))
      return;
    diagnostic.place = item.place;
    m_placed_by_inclusion = inclusion;
  }

  void note(const Place& place, string_view text, string_view line) {
    auto* diagnostic = current();
    if (diagnostic == nullptr)
      return;
    append_text(line);
    const auto message = read_message(text);
    if (diagnostic->suggestion.empty())
      diagnostic->suggestion = message.suggestion;
    if (diagnostic->notes.size() < k_max_notes)
      diagnostic->notes.push_back({place, message.text});
    prefer_project(*diagnostic, {place, message.text});
  }

  void remember(const Place& place, string_view text) {
    if (m_pending.size() < k_max_notes)
      m_pending.push_back({place, std::string(base::trim(text))});
  }

  /// Lines that say where the next message belongs.
  bool feed_context(string_view line) {
    const auto trimmed = base::trim(line);
    if (trimmed.starts_with("In file included from ") || trimmed.starts_with("from ")) {
      const auto from = trimmed.find("from ") + 5;
      auto place = std::string(trimmed.substr(from));
      if (!place.empty() && place.back() == ',')
        place.back() = ':';
      if (const auto located = read_located_line(place))
        remember(place_of(located->file, located->line, located->column), "included from here");
      return true;
    }
    const auto in = line.find(": In ");
    if (in != string_view::npos) {
      const auto open = line.find('\'', in);
      m_function =
          open == string_view::npos ? "" : std::string(line.substr(open + 1, line.rfind('\'') - open - 1));
      return true;
    }
    if (!line.ends_with(": At global scope:"))
      return false;
    m_function.clear();
    return true;
  }

  /// "c++: error: unrecognized command-line option '-fx'", without a place.
  bool feed_driver(string_view line) {
    const auto colon = line.substr(0, 256).find(": ");
    if (colon == string_view::npos || line.substr(0, colon).find_first_of(" '\"=") != string_view::npos)
      return false;
    auto rest = line.substr(colon + 2);
    const auto* level = take_level(rest);
    if (level == nullptr || level->severity != model::Severity::error)
      return false;
    if (line.starts_with("ninja: "))
      return ninja_error(rest, line);
    if (is_summary(rest)) {
      if (!base::contains(rest, "treated as errors") && !m_errors_in_command)
        link_failed(line);
      return true;
    }
    diagnose(level->severity, {}, rest, line);
    return true;
  }

  /// A link that failed with a message that is not known here.
  void link_failed(string_view line) {
    Diagnostic diagnostic;
    diagnostic.stage = Stage::link;
    diagnostic.error_class = "LinkError";
    const auto unread = base::trim(m_unread);
    diagnostic.message =
        unread.empty() ? std::string(line) : std::string(unread.substr(unread.rfind('\n') + 1));
    diagnostic.text = m_unread + std::string(line) + "\n";
    add(std::move(diagnostic));
  }

  bool ninja_error(string_view rest, string_view line) {
    if (base::contains(rest, "missing and no known rule"))
      return no_rule(rest, line);
    Diagnostic diagnostic;
    diagnostic.stage = Stage::build;
    diagnostic.message = std::string(rest);
    diagnostic.text = std::string(line) + "\n";
    add(std::move(diagnostic));
    return true;
  }

  /// "mold: fatal: …" and the like, in words this reader does not know, must still count.
  bool feed_tools(string_view line) {
    const auto fatal = line.substr(0, 64).find(": fatal: ");
    if (fatal == string_view::npos)
      return false;
    Diagnostic diagnostic;
    diagnostic.stage = Stage::link;
    diagnostic.error_class = "LinkError";
    diagnostic.message = std::string(line.substr(fatal + 9));
    diagnostic.text = std::string(line) + "\n";
    add(std::move(diagnostic));
    return true;
  }

  void feed_text(string_view line) {
    // GCC shows an insertion of whole lines as "  +++ |+#include <string>".
    if (const auto plus = line.substr(0, 32).find("+++ |+");
        plus != string_view::npos && current() != nullptr)
      current()->suggestion = std::string(line.substr(plus + 6));
    append_text(line);
    if (m_unread.size() + line.size() < k_max_text && !line.empty())
      (m_unread += line) += '\n';
  }

  /// "CMake Error at CMakeLists.txt:4 (find_package):" and the indented text below it.
  bool feed_cmake(string_view line) {
    if (m_cmake) {
      if (line.empty() || line.starts_with("  ") || line == "Call Stack (most recent call first):") {
        if (m_cmake->text.size() + line.size() < k_max_text)
          (m_cmake->text += line) += '\n';
        return true;
      }
      end_cmake();
    }
    if (!line.starts_with("CMake Error"))
      return false;
    start_cmake(line);
    return true;
  }

  void start_cmake(string_view line) {
    m_cmake.emplace();
    m_cmake->stage = Stage::configure;
    m_cmake->error_class = "ConfigureError";
    auto place = line.starts_with("CMake Error at ") ? line.substr(15) : line.substr(11);
    if (place.starts_with(" in "))
      place.remove_prefix(4);
    if (place.ends_with(':'))
      place.remove_suffix(1);
    if (const auto open = place.rfind(" ("); open != string_view::npos && place.ends_with(')')) {
      m_cmake->function = std::string(place.substr(open + 2, place.size() - open - 3));
      place = place.substr(0, open);
    }
    const auto spelled = std::string(place) + ":";
    if (const auto located = read_located_line(spelled))
      m_cmake->reported = m_cmake->place = place_of(located->file, located->line, 0);
    else
      m_cmake->message = std::string(base::trim(place.starts_with(':') ? place.substr(1) : place));
  }

  void end_cmake() {
    if (!m_cmake)
      return;
    auto diagnostic = std::move(*m_cmake);
    m_cmake.reset();
    for (const auto line : base::split_lines(diagnostic.text)) {
      if (line.starts_with("Call Stack"))
        break;
      if (base::trim(line).empty() && !diagnostic.message.empty())
        break;
      if (!diagnostic.message.empty())
        diagnostic.message += ' ';
      diagnostic.message += base::trim(line);
    }
    diagnostic.symbol = cmake_symbol(diagnostic.message);
    call_stack(diagnostic);
    add(std::move(diagnostic));
    m_open = false;
  }

  static std::string cmake_symbol(string_view message) {
    const auto open = message.find('"');
    const auto close = open == string_view::npos ? open : message.find('"', open + 1);
    auto name = close == string_view::npos ? string_view{} : message.substr(open + 1, close - open - 1);
    if (name.starts_with("Find") && name.ends_with(".cmake"))
      name = name.substr(4, name.size() - 10);
    return std::ranges::any_of(name, base::is_identifier_char) ? std::string(name) : std::string{};
  }

  /// A message from a module of CMake's own is placed where the project called it.
  void call_stack(Diagnostic& diagnostic) {
    const auto at = diagnostic.text.find("Call Stack (most recent call first):");
    if (at == std::string::npos)
      return;
    for (const auto line : base::split_lines(string_view(diagnostic.text).substr(at))) {
      const auto spelled = std::string(base::trim(line.substr(0, line.rfind(" (")))) + ":";
      const auto located = read_located_line(spelled);
      if (!located || diagnostic.notes.size() >= k_max_notes)
        continue;
      diagnostic.notes.push_back({place_of(located->file, located->line, 0), "included from here"});
      prefer_project(diagnostic, diagnostic.notes.back());
    }
  }

  const BuildLogOptions& m_options;
  base::ProjectDirs m_dirs;
  LinkerReader m_linker;
  BuildLog m_log;
  bool m_open = false;              ///< the last diagnostic may still get notes
  bool m_failed = false;            ///< the build tool says that this command failed
  bool m_errors_in_command = false; ///< and it has been said why
  bool m_placed_by_inclusion = false;
  std::string m_target;
  std::string m_function;
  std::string m_unread; ///< output of this command that was not understood
  std::vector<Note> m_pending;
  std::optional<Diagnostic> m_cmake;
};

} // namespace

BuildLog read_build_log(string_view text, const BuildLogOptions& options) {
  const auto plain = base::contains(text, "\x1b") ? strip_escapes(text) : std::string{};
  Reader reader(options);
  for (const auto line : base::split_lines(plain.empty() ? text : string_view(plain)))
    reader.feed(line.substr(0, k_max_line));
  return reader.finish();
}

} // namespace aurora::buildlog
