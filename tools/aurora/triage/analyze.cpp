#include "aurora/triage/analyze.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "aurora/base/project_path.hpp"
#include "aurora/base/text.hpp"
#include "aurora/crashlog/reader.hpp"
#include "aurora/triage/explain.hpp"
#include "aurora/triage/signature.hpp"

namespace aurora::triage {
namespace {

using model::Category;
using std::string_view;

constexpr std::size_t k_max_details = 64 * 1024;

bool holds_any(string_view text, std::initializer_list<string_view> parts) {
  return std::ranges::any_of(parts, [&](string_view part) { return base::contains(text, part); });
}

std::string first_line(string_view text) {
  for (const auto line : base::split_lines(text.substr(0, k_max_details)))
    if (!base::trim(line).empty())
      return std::string(base::trim(line));
  return {};
}

std::string last_line(string_view text) {
  text = base::trim(text.substr(text.size() > k_max_details ? text.size() - k_max_details : 0));
  return std::string(base::trim(text.substr(text.rfind('\n') == string_view::npos ? 0 : text.rfind('\n'))));
}

/// Signal names as CTest's status, its console text and frameworks put them.
std::string signal_of(string_view reason) {
  struct Word {
    string_view part;
    string_view name;
  };
  static constexpr std::array<Word, 12> k_words = {{{"SIGSEGV", "SIGSEGV"},
                                                    {"SEGFAULT", "SIGSEGV"},
                                                    {"SegFault", "SIGSEGV"},
                                                    {"Segmentation", "SIGSEGV"},
                                                    {"SIGABRT", "SIGABRT"},
                                                    {"aborted", "SIGABRT"},
                                                    {"SIGFPE", "SIGFPE"},
                                                    {"Numerical", "SIGFPE"},
                                                    {"SIGBUS", "SIGBUS"},
                                                    {"SIGILL", "SIGILL"},
                                                    {"Illegal", "SIGILL"},
                                                    {"SIGKILL", "SIGKILL"}}};
  for (const auto& word : k_words)
    if (base::contains(reason, word.part))
      return std::string(word.name);
  return {};
}

/// Where an exception's type or text says that the fault lies.
Category category_of_words(string_view type, string_view message) {
  const auto text = base::to_lower(std::string(type) + " " + std::string(message.substr(0, 4096)));
  if (holds_any(text,
                {"sqlite", "postgres", "mysql", "libpq", "sql error", "database", "no such table", "soci::"}))
    return Category::database;
  if (holds_any(text, {"connection refused", "connection reset", "could not resolve", "host unreachable",
                       "network is unreachable", "address already in use", "broken pipe", "tls handshake",
                       "service unavailable", "bad gateway"}))
    return Category::network;
  if (holds_any(text, {"no such file", "permission denied", "filesystem error", "filesystem_error",
                       "no space left", "read-only file system", "command not found", "is not installed"}))
    return Category::environment;
  if (holds_any(text, {"bad_cast", "bad_any_cast", "bad_typeid", "bad_variant_access", "typeerror"}))
    return Category::type;
  return Category::logic;
}

bool is_timeout(const model::TestCase& test) {
  return base::to_lower(test.status_reason).starts_with("timeout") || base::contains(test.type, "Timeout");
}

/// A case that a framework began and that died before any assertion of it failed.
bool is_unfinished(const model::Assertion& assertion) {
  return assertion.file.empty() && assertion.macro.empty() && assertion.expression.empty() &&
         assertion.exception_type.empty();
}

/// Python's and JavaScript's assertions are exceptions; those of jest's expect() are of type Error.
bool throws_as_assertion(const model::Assertion& failed) {
  const auto& type = failed.exception_type;
  return type == "AssertionError" || type == "JestAssertionError" ||
         (type == "Error" && failed.macro == "expect");
}

class Analyzer {
public:
  Analyzer(const model::TestCase& test, const std::vector<const model::Assertion*>& assertions,
           const AnalysisOptions& options)
      : m_test(test), m_assertions(assertions),
        m_options(options), m_dirs{options.source_dir, options.build_dir} {}

  model::Event event() {
    fill_test();
    classify();
    fill_message();
    fill_meta();
    return std::move(m_event);
  }

private:
  const model::Assertion* assertion() const { return m_assertions.empty() ? nullptr : m_assertions.front(); }

  std::string ours(const std::string& file) const { return base::project_path(file, m_dirs).value_or(file); }

  void fill_test() {
    m_event.suite = m_test.labels.empty() ? m_test.suite : m_test.labels.front();
    m_event.test_id = test_id();
    m_event.time = fmt::format("{:.3f}", m_test.seconds);
    m_event.attempt = m_test.attempt;
    m_event.flaky = m_test.flaky;
    m_event.outcome = m_test.status == model::TestStatus::not_run ? "not_run"
                      : m_test.flaky                              ? "flaky"
                                                                  : "failed";
    m_event.file = ours(m_test.file);
    m_event.line = m_test.line;
  }

  std::string test_id() const {
    const auto* first = assertion();
    auto name = first != nullptr && !first->case_name.empty() ? first->case_name : m_test.name;
    if (m_test.ctest_name.empty())
      return name.empty() ? m_test.suite : name;
    return name.empty() || name == m_test.ctest_name ? m_test.ctest_name : m_test.ctest_name + "::" + name;
  }

  void classify() {
    if (m_test.status == model::TestStatus::not_run)
      return set(Category::environment, "NotRun");
    if (is_timeout(m_test))
      return set(Category::timeout, "Timeout");
    m_crash = crashlog::read_crash(m_test.output, m_dirs);
    if (!m_crash.found())
      m_crash = crashlog::read_crash(m_test.message, m_dirs);
    const auto signal = signal_of(m_test.status_reason);
    if (m_crash.kind == crashlog::CrashKind::sanitizer)
      return from_crash(Category::sanitizer);
    const bool hard =
        m_crash.kind == crashlog::CrashKind::signal || m_crash.kind == crashlog::CrashKind::aborted;
    if (hard && (assertion() == nullptr || !signal.empty()))
      return from_crash(Category::crash);
    if (!signal.empty() && assertion() != nullptr && is_unfinished(*assertion()) && !m_crash.found())
      return from_unfinished(signal);
    if (assertion() != nullptr && m_crash.kind != crashlog::CrashKind::exception)
      return from_assertion(*assertion());
    if (m_crash.kind == crashlog::CrashKind::exception)
      return from_exception(m_crash.exception_type, m_crash.message);
    if (m_crash.kind == crashlog::CrashKind::assertion)
      return from_assert();
    classify_plain(signal);
  }

  void classify_plain(const std::string& signal) {
    m_event.frames = m_crash.frames;
    m_event.stack = m_crash.stack;
    place_at_crash();
    if (!signal.empty())
      return set(Category::crash, "Signal:" + signal);
    const auto last = last_line(m_test.output);
    set(category_of_words(m_test.type, m_test.message + "\n" + last), "TestFailure");
    if (m_event.category == Category::environment && category_of_words("", last) == Category::environment)
      m_event.message = last; // what is missing, where CTest only says that the output was wrong
  }

  void from_unfinished(const std::string& signal) {
    set(Category::crash, "Signal:" + signal);
    m_event.message = signal + " in " + assertion()->case_name;
    m_event.details = m_test.output.substr(0, k_max_details);
  }

  void set(Category category, std::string error_class) {
    m_event.category = category;
    m_event.error_class = std::move(error_class);
  }

  void from_crash(Category category) {
    set(category, m_crash.error_class);
    m_event.message = m_crash.message;
    m_event.stack = m_crash.stack;
    m_event.frames = m_crash.frames;
    place_at_crash();
  }

  void place_at_crash() {
    if (m_crash.file.empty() || (m_crash.file.starts_with('/') && !m_event.file.empty()))
      return;
    m_event.file = m_crash.file;
    m_event.line = m_crash.line;
  }

  void from_assertion(const model::Assertion& failed) {
    m_event.expected = failed.expected;
    m_event.actual = failed.actual;
    m_event.assertion = failed.macro;
    if (!failed.expression.empty())
      m_event.assertion =
          failed.macro.empty() ? failed.expression : failed.macro + "(" + failed.expression + ")";
    if (!failed.file.empty()) {
      m_event.file = ours(failed.file);
      m_event.line = failed.line;
    }
    m_event.details = failed.message;
    if (failed.exception_type.empty() || throws_as_assertion(failed))
      return set(Category::assertion, "AssertionFailure");
    from_exception(failed.exception_type, first_line(failed.message));
  }

  void from_exception(const std::string& type, const std::string& message) {
    set(category_of_words(type, message), "Exception:" + type);
    m_event.message = message;
    m_event.frames = m_crash.frames;
    m_event.stack = m_crash.stack;
    place_at_crash();
  }

  void from_assert() {
    set(Category::assertion, "AssertionFailure");
    m_event.assertion = "assert(" + m_crash.expression + ")";
    m_event.message = m_crash.message;
    m_event.frames = m_crash.frames;
    m_event.stack = m_crash.stack;
    place_at_crash();
  }

  void fill_message() {
    if (m_event.message.empty())
      m_event.message = first_line(m_event.details);
    if (m_event.message.empty())
      m_event.message = first_line(m_test.message);
    if (m_event.message.empty() && m_event.category == Category::logic)
      m_event.message = last_line(m_test.output);
    if (m_event.message.empty())
      m_event.message = m_test.status_reason;
    if (m_event.details.empty())
      m_event.details = m_test.message.empty() ? m_test.output.substr(0, k_max_details) : m_test.message;
  }

  void fill_meta() {
    m_event.ts = m_options.timestamp;
    m_event.commit = m_options.commit;
    m_event.branch = m_options.branch;
    m_event.repro_cmd = m_options.repro_cmd ? m_options.repro_cmd(m_test) : default_repro();
    m_event.analysis = explain(m_event);
    m_event.signature = signature(m_event);
    m_event.owner = m_options.owners.of(
        m_event.analysis.suspect_file.empty() ? m_event.file : m_event.analysis.suspect_file);
  }

  std::string default_repro() const {
    std::string pattern = "^";
    for (const char c : m_test.ctest_name.empty() ? m_test.name : m_test.ctest_name) {
      if (string_view("\\^$.[]*+?()|").find(c) != string_view::npos)
        pattern += '\\';
      pattern += c;
    }
    pattern += '$';
    auto command = "ctest --test-dir " + base::shell_quote(m_options.build_dir);
    if (!m_options.config.empty())
      command += " -C " + base::shell_quote(m_options.config);
    return command + " --output-on-failure -R " + base::shell_quote(pattern);
  }

  const model::TestCase& m_test;
  const std::vector<const model::Assertion*>& m_assertions;
  const AnalysisOptions& m_options;
  base::ProjectDirs m_dirs;
  crashlog::CrashReport m_crash;
  model::Event m_event;
};

using AssertionGroup = std::vector<const model::Assertion*>;

/// The failed assertions by the framework's case, in order of appearance; one empty group when there are
/// none.
std::vector<AssertionGroup> by_case(const model::TestCase& test) {
  std::vector<AssertionGroup> groups;
  std::unordered_map<std::string, std::size_t> index;
  for (const auto& assertion : test.assertions) {
    const auto [place, is_new] = index.emplace(assertion.case_name, groups.size());
    if (is_new)
      groups.emplace_back();
    groups[place->second].push_back(&assertion);
  }
  if (groups.empty())
    groups.emplace_back();
  return groups;
}

bool is_failure(const model::TestCase& test) {
  return test.status == model::TestStatus::failed || test.status == model::TestStatus::not_run;
}

} // namespace

model::Event analyze(const model::TestCase& test, const AnalysisOptions& options) {
  AssertionGroup all;
  for (const auto& assertion : test.assertions)
    all.push_back(&assertion);
  return Analyzer(test, all, options).event();
}

std::vector<model::Event> to_events(const model::TestRun& run, const AnalysisOptions& options) {
  std::vector<model::Event> events;
  std::unordered_map<std::string, int> uses;
  for (const auto& test : run.cases) {
    if (!is_failure(test))
      continue;
    for (const auto& group : by_case(test)) {
      auto event = Analyzer(test, group, options).event();
      if (event.ts.empty())
        event.ts = run.timestamp;
      if (const int use = ++uses[event.test_id]; use > 1)
        event.test_id += fmt::format("#{}", use);
      events.push_back(std::move(event));
    }
  }
  return events;
}

std::vector<model::Event> complete(std::vector<model::Event> events, const AnalysisOptions& options) {
  for (auto& event : events) {
    if (event.ts.empty())
      event.ts = options.timestamp;
    if (event.commit.empty())
      event.commit = options.commit;
    if (event.branch.empty())
      event.branch = options.branch;
    if (event.repro_cmd.empty())
      event.repro_cmd = "cmake --build " + base::shell_quote(options.build_dir) +
                        (options.config.empty() ? "" : " --config " + base::shell_quote(options.config));
    if (event.analysis.root_cause.empty())
      event.analysis = explain(event);
    if (event.signature.empty())
      event.signature = signature(event);
    if (event.owner.empty())
      event.owner = options.owners.of(event.file);
  }
  return events;
}

} // namespace aurora::triage
