#include "aurora/junit/parser.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/junit/xml_text.hpp"

namespace aurora::junit {
namespace {

using base::ErrorCode;

bool is_suite(std::string_view name) {
  return name == "testsuite" || name == "testsuites";
}

/// Elements that producers put beside the cases and that say nothing about an outcome.
bool is_harmless_in_suite(std::string_view name) {
  return name == "properties" || name == "property" || name == "system-out" || name == "system-err";
}

std::string shown(std::string_view name) {
  return base::to_printable(name.substr(0, 60));
}

/// In blocks small enough for byte-wide counters, which vectorize.
long long newlines_in(std::string_view text) {
  long long lines = 0;
  while (!text.empty()) {
    const auto block = text.substr(0, 255);
    unsigned char count = 0;
    for (const char c : block)
      count = static_cast<unsigned char>(count + (c == '\n' ? 1 : 0));
    lines += count;
    text.remove_prefix(block.size());
  }
  return lines;
}

std::string_view skip_bom(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

bool is_utf16(std::string_view text) {
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
         (text.size() > 1 && (text[0] == '\0' || text[1] == '\0'));
}

double seconds_in(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

} // namespace

base::Result<std::size_t> Parser::consume(std::string_view window, Window kind) {
  const auto bom = m_started ? 0 : window.size() - skip_bom(window).size();
  if (!m_started && is_utf16(window))
    return base::fail(ErrorCode::unsupported, "the report is UTF-16; convert it to UTF-8", m_options.path);
  m_started = m_started || !window.empty();
  m_after_plain = nullptr;
  XmlScanner scanner(window.substr(bom), kind);
  for (;;) {
    const auto token = scanner.next();
    if (token.kind == TokenKind::end_of_input)
      break;
    const auto result = token.kind == TokenKind::incomplete ? Step::incomplete : step(scanner, token);
    if (result == Step::failed)
      return tl::unexpected(located(window, bom + token.begin));
    if (result == Step::incomplete)
      return finish(window, bom + token.begin, kind);
  }
  return finish(window, bom + scanner.position(), kind);
}

base::Result<std::size_t> Parser::finish(std::string_view window, std::size_t consumed, Window kind) {
  const bool open = !m_open.empty() || consumed < window.size();
  if (kind == Window::final && (open || !m_seen_root)) {
    fail(ErrorCode::invalid_input, m_seen_root ? fmt::format("the report is truncated inside <{}>",
                                                             m_open.empty() ? "" : shown(m_open.back()))
                                               : "the report is empty: it has no root element");
    return tl::unexpected(located(window, window.size()));
  }
  m_lines_before += newlines_in(window.substr(0, consumed));
  m_summary.bytes += consumed;
  return consumed;
}

Parser::Step Parser::step(XmlScanner& scanner, const Token& token) {
  switch (token.kind) {
  case TokenKind::start:
  case TokenKind::empty:
    return open(scanner, token);
  case TokenKind::end:
    return close(token);
  case TokenKind::text:
    return outside_text(token);
  case TokenKind::ignorable:
    return Step::done;
  case TokenKind::doctype:
    if (!m_seen_root && !base::contains(token.body, "["))
      return Step::done;
    return fail(ErrorCode::invalid_input, "the report declares entities of its own, which are refused");
  default:
    return fail(ErrorCode::invalid_input, "the report is not well-formed XML");
  }
}

Parser::Step Parser::outside_text(const Token& token) {
  if (!m_open.empty() || base::trim(token.body).empty())
    return Step::done;
  return fail(ErrorCode::invalid_input,
              m_seen_root ? "text follows the end of the report" : "this is not an XML document");
}

Parser::Step Parser::open(XmlScanner& scanner, const Token& token) {
  if (m_open.empty())
    if (const auto result = open_root(token, scanner.attributes()); result != Step::done)
      return result;
  const auto parent = m_open.empty() ? std::string_view{} : std::string_view(m_open.back());
  if (token.name == "testcase" && is_suite(parent))
    return read_case(scanner, token);
  if (is_suite(token.name) && (m_open.empty() || is_suite(parent)))
    enter_suite(scanner.attributes());
  else if (is_suite(parent) && !is_harmless_in_suite(token.name))
    emit_suite_failure(token.name);
  if (const auto result = push(token.name); result != Step::done || token.kind == TokenKind::start)
    return result;
  return close({TokenKind::end, token.name, {}, token.begin});
}

Parser::Step Parser::open_root(const Token& token, const std::vector<Attribute>& attributes) {
  if (m_seen_root)
    return fail(ErrorCode::invalid_input, "the report has a second root element");
  if (!is_suite(token.name))
    return fail(ErrorCode::invalid_input,
                fmt::format("not a JUnit report: the root element is <{}>, not <testsuites> or <testsuite>",
                            shown(token.name)));
  m_seen_root = true;
  m_detector.see_root(token.name, attributes);
  assign_clean(m_summary.timestamp, value_of(attributes, "timestamp"));
  m_summary.seconds = seconds_in(value_of(attributes, "time"));
  return Step::done;
}

Parser::Step Parser::push(std::string_view name) {
  if (m_open.size() >= m_options.max_depth)
    return fail(ErrorCode::limit, fmt::format("the report nests more than {} elements", m_options.max_depth));
  m_open.emplace_back(name);
  return Step::done;
}

void Parser::enter_suite(const std::vector<Attribute>& attributes) {
  SuiteContext context;
  assign_clean(context.name, value_of(attributes, "name"));
  assign_clean(context.file, value_of(attributes, "file"));
  if (context.file.empty() && !m_suites.empty())
    context.file = m_suites.back().file;
  if (!m_dialect)
    m_detector.see_suite(attributes);
  if (m_summary.timestamp.empty())
    assign_clean(m_summary.timestamp, value_of(attributes, "timestamp"));
  m_suites.push_back(std::move(context));
}

Parser::Step Parser::close(const Token& token) {
  if (m_open.empty() || m_open.back() != token.name)
    return fail(ErrorCode::invalid_input, fmt::format("</{}> does not end <{}>", shown(token.name),
                                                      m_open.empty() ? "" : shown(m_open.back())));
  m_open.pop_back();
  const bool suite = is_suite(token.name) && (m_open.empty() || is_suite(m_open.back()));
  if (suite && !m_suites.empty())
    m_suites.pop_back();
  return Step::done;
}

Parser::Step Parser::read_case(XmlScanner& scanner, const Token& start) {
  const bool only_count = m_dialect != nullptr && m_options.deliver == Deliver::all_but_plain_passes;
  if (only_count && start.kind == TokenKind::empty && is_plain_pass(scanner.attributes())) {
    ++m_summary.counts.passed;
    skip_plain_passes(scanner, start);
    return Step::done;
  }
  m_raw.children.clear();
  m_raw.attributes = scanner.attributes();
  m_raw.own_attributes = m_raw.attributes.size();
  if (start.kind == TokenKind::start)
    if (const auto result = read_children(scanner); result != Step::done)
      return result;
  emit();
  return Step::done;
}

/// The cases right behind this one that are written like it; their shape is learnt from two in a row.
void Parser::skip_plain_passes(XmlScanner& scanner, const Token& first) {
  auto run = m_plain_pass.match(scanner.rest());
  if (run.tags == 0 && m_after_plain != nullptr) {
    const auto* const tag = first.name.data() - 1;
    const std::string_view between(m_after_plain, static_cast<std::size_t>(tag - m_after_plain));
    if (base::trim(between).empty()) {
      m_plain_pass.learn({m_after_plain, static_cast<std::size_t>(scanner.cursor() - m_after_plain)},
                         scanner.attributes(), decides_plain_pass);
      run = m_plain_pass.match(scanner.rest());
    }
  }
  m_summary.counts.passed += static_cast<int>(run.tags);
  scanner.skip(run.bytes);
  m_after_plain = scanner.cursor();
}

/// Up to the end of the case. Only direct children are kept; deeper ones must merely balance.
Parser::Step Parser::read_children(XmlScanner& scanner) {
  std::vector<std::string_view> inside;
  const char* content = nullptr;
  for (;;) {
    const auto token = scanner.next();
    if (token.kind == TokenKind::incomplete || token.kind == TokenKind::end_of_input)
      return Step::incomplete;
    if (token.kind == TokenKind::malformed || token.kind == TokenKind::doctype)
      return fail(ErrorCode::invalid_input, "a <testcase> is not well-formed XML");
    if (token.kind == TokenKind::start || token.kind == TokenKind::empty) {
      if (inside.empty()) {
        const auto& found = scanner.attributes();
        m_raw.children.push_back({token.name, m_raw.attributes.size(), found.size(), {}});
        m_raw.attributes.insert(m_raw.attributes.end(), found.begin(), found.end());
        content = scanner.cursor();
      }
      if (token.kind == TokenKind::start)
        inside.push_back(token.name);
      if (inside.size() + m_open.size() > m_options.max_depth)
        return fail(ErrorCode::limit,
                    fmt::format("a <testcase> nests more than {} elements", m_options.max_depth));
    } else if (token.kind == TokenKind::end) {
      const auto expected = inside.empty() ? std::string_view("testcase") : inside.back();
      if (token.name != expected)
        return fail(ErrorCode::invalid_input,
                    fmt::format("</{}> does not end <{}>", shown(token.name), shown(expected)));
      if (inside.empty())
        return Step::done;
      inside.pop_back();
      if (inside.empty())
        m_raw.children.back().inner = {content, static_cast<std::size_t>(token.name.data() - 2 - content)};
    }
  }
}

void Parser::emit() {
  if (!m_dialect) {
    m_dialect = &m_detector.decide(m_raw);
    m_summary.producer = m_dialect->producer;
  }
  static const SuiteContext outside;
  reset(m_case);
  const Conversion conversion{m_raw, m_suites.empty() ? outside : m_suites.back(), m_options.keep_output};
  m_dialect->convert(conversion, m_case);
  auto& counts = m_summary.counts;
  counts.passed += m_case.status == model::TestStatus::passed ? 1 : 0;
  counts.failed += m_case.status == model::TestStatus::failed ? 1 : 0;
  counts.skipped += m_case.status == model::TestStatus::skipped ? 1 : 0;
  counts.not_run += m_case.status == model::TestStatus::not_run ? 1 : 0;
  counts.flaky += m_case.flaky ? 1 : 0;
  m_sink(std::move(m_case));
}

void Parser::emit_suite_failure(std::string_view element) {
  model::TestCase failure;
  failure.suite = m_suites.empty() ? std::string{} : m_suites.back().name;
  failure.name = failure.suite;
  failure.status = model::TestStatus::failed;
  failure.message = fmt::format("the test suite itself reports <{}>", shown(element));
  failure.status_reason = failure.message;
  ++m_summary.counts.failed;
  m_sink(std::move(failure));
}

Parser::Step Parser::fail(ErrorCode code, std::string message) {
  m_error = {code, std::move(message), m_options.path, 0};
  return Step::failed;
}

base::Error Parser::located(std::string_view window, std::size_t at) const {
  auto error = m_error;
  error.line = static_cast<int>(m_lines_before + newlines_in(window.substr(0, at)) + 1);
  return error;
}

} // namespace aurora::junit
