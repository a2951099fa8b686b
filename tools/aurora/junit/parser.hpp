#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/junit/dialect.hpp"
#include "aurora/junit/raw_case.hpp"
#include "aurora/junit/reader.hpp"
#include "aurora/junit/tag_shape.hpp"

namespace aurora::junit {

/// Reads a document window by window; every complete <testcase> goes through the dialect into the sink.
class Parser {
public:
  Parser(const ReadOptions& options, const CaseSink& sink) : m_options(options), m_sink(sink) {}

  /// Reads what is complete in the window and returns how much that was; the rest must stand at the start of
  /// the next window. In the final window anything incomplete is an error.
  base::Result<std::size_t> consume(std::string_view window, Window kind);

  const Summary& summary() const { return m_summary; }

private:
  enum class Step { done, incomplete, failed };

  base::Result<std::size_t> finish(std::string_view window, std::size_t consumed, Window kind);
  Step step(XmlScanner& scanner, const Token& token);
  Step open(XmlScanner& scanner, const Token& token);
  Step open_root(const Token& token, const std::vector<Attribute>& attributes);
  Step close(const Token& token);
  Step outside_text(const Token& token);
  Step read_case(XmlScanner& scanner, const Token& start);
  void skip_plain_passes(XmlScanner& scanner, const Token& first);
  Step read_children(XmlScanner& scanner);
  Step push(std::string_view name);
  void enter_suite(const std::vector<Attribute>& attributes);
  void emit();
  void emit_suite_failure(std::string_view element);
  Step fail(base::ErrorCode code, std::string message);
  base::Error located(std::string_view window, std::size_t at) const;

  const ReadOptions& m_options;
  const CaseSink& m_sink;
  Summary m_summary;
  Detector m_detector;
  const Dialect* m_dialect = nullptr;
  std::vector<std::string> m_open;
  std::vector<SuiteContext> m_suites;
  TagShape m_plain_pass;
  const char* m_after_plain = nullptr; ///< in the present window: where the last plain pass ended
  RawCase m_raw;
  model::TestCase m_case;
  base::Error m_error;
  long long m_lines_before = 0;
  bool m_seen_root = false;
  bool m_started = false;
};

} // namespace aurora::junit
