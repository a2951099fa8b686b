#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include <fmt/format.h>

#include "aurora/base/text.hpp"
#include "aurora/junit/dialect.hpp"
#include "aurora/junit/xml_text.hpp"

namespace aurora::junit {
namespace {

using model::TestStatus;

constexpr std::size_t k_max_output = std::size_t{8} << 20; ///< kept of one stream; the end matters most

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

/// Equality that the compiler turns into one comparison of known length.
template <std::size_t N>
bool is(std::string_view text, const char (&word)[N]) {
  return text.size() == N - 1 && std::memcmp(text.data(), word, N - 1) == 0;
}

enum class Meaning { neutral, failure, skip, rerun_passed, unknown };

Meaning meaning_of(std::string_view element) {
  constexpr std::array<std::string_view, 5> neutral{"system-out", "system-err", "properties", "property",
                                                    "attachments"};
  // rerunFailure stands beside the <failure> of a case all of whose reruns failed.
  constexpr std::array<std::string_view, 4> failure{"failure", "error", "rerunFailure", "rerunError"};
  constexpr std::array<std::string_view, 2> flaky{"flakyFailure", "flakyError"};
  if (is_one_of(element, neutral))
    return Meaning::neutral;
  if (is_one_of(element, failure))
    return Meaning::failure;
  if (is_one_of(element, flaky))
    return Meaning::rerun_passed;
  return element == "skipped" ? Meaning::skip : Meaning::unknown;
}

Meaning meaning_of_status(std::string_view status) {
  constexpr std::array<std::string_view, 8> passed{"",   "run",       "passed",  "pass",
                                                   "ok", "completed", "success", "successful"};
  constexpr std::array<std::string_view, 6> skipped{"skipped", "skip",    "disabled",
                                                    "ignored", "pending", "notrun"};
  if (status.empty() || status == "run")
    return Meaning::neutral;
  const auto word = base::to_lower(status);
  if (is_one_of(word, passed))
    return Meaning::neutral;
  return is_one_of(word, skipped) ? Meaning::skip : Meaning::failure;
}

int number_in(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::max(value, 0);
}

double seconds_of(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value >= 0 && value < 1e12 ? value : 0;
}

void add_output(std::string& output, std::string_view inner) {
  if (inner.empty())
    return;
  auto text = clean(inner_text(inner));
  if (text.size() > k_max_output)
    text = "[...]\n" + base::to_printable(std::string_view(text).substr(text.size() - k_max_output));
  if (!output.empty() && output.back() != '\n' && !text.empty())
    output += '\n';
  output += text;
}

void add_failure(const Conversion& in, const RawElement& element, model::TestCase& out) {
  auto message = clean(decode(in.raw.attribute(element, "message")));
  auto text = clean(inner_text(element.inner));
  model::Assertion assertion;
  assertion.message = base::trim(text).empty() ? message : text;
  if (out.message.empty())
    out.message = message.empty() ? std::string(first_line(text)) : message;
  if (out.type.empty())
    assign_clean(out.type, in.raw.attribute(element, "type"));
  out.assertions.push_back(std::move(assertion));
}

void add_skip(const Conversion& in, const RawElement& element, model::TestCase& out) {
  assign_clean(out.status_reason, in.raw.attribute(element, "message"));
  if (out.status_reason.empty())
    out.status_reason = first_line(clean(inner_text(element.inner)));
}

struct Seen {
  bool failure = false;
  bool skip = false;
};

Seen visit_children(const Conversion& in, model::TestCase& out) {
  Seen seen;
  for (const auto& element : in.raw.children) {
    const auto meaning = meaning_of(element.name);
    if (meaning == Meaning::failure) {
      add_failure(in, element, out);
    } else if (meaning == Meaning::skip) {
      add_skip(in, element, out);
      seen.skip = true;
    } else if (meaning == Meaning::rerun_passed) {
      out.flaky = true;
    } else if (meaning == Meaning::unknown) {
      out.message = fmt::format("unknown element <{}>", base::to_printable(element.name.substr(0, 60)));
    }
    seen.failure = seen.failure || meaning == Meaning::failure || meaning == Meaning::unknown;
  }
  return seen;
}

void take_outputs(const Conversion& in, model::TestCase& out) {
  if (out.status == TestStatus::passed && !out.flaky && in.keep_output != KeepOutput::of_all)
    return;
  for (const auto& element : in.raw.children)
    if (element.name == "system-out" || element.name == "system-err")
      add_output(out.output, element.inner);
}

void decide_status(const Conversion& in, Seen seen, model::TestCase& out) {
  const auto attribute = in.raw.attribute("status");
  const auto said = meaning_of_status(attribute);
  if (seen.failure || said == Meaning::failure)
    out.status = TestStatus::failed;
  else if (seen.skip || said == Meaning::skip)
    out.status = TestStatus::skipped;
  if (out.status == TestStatus::failed) {
    out.flaky = false;
    out.status_reason = seen.failure ? "Failed" : "Status " + clean(decode(attribute));
  }
}

} // namespace

void reset(model::TestCase& test) {
  for (auto* text : {&test.ctest_name, &test.suite, &test.name, &test.file, &test.status_reason,
                     &test.message, &test.type, &test.output})
    text->clear();
  test.line = 0;
  test.status = TestStatus::passed;
  test.seconds = 0;
  test.assertions.clear();
  test.labels.clear();
  test.attempt = 1;
  test.flaky = false;
  test.exit_code.reset();
}

bool decides_plain_pass(std::string_view name) {
  return is(name, "status") || is(name, "result");
}

bool is_plain_pass(const std::vector<Attribute>& attributes) {
  for (const auto& [name, value] : attributes) {
    if (is(name, "status") && !value.empty() && !is(value, "run") && !is(value, "passed"))
      return false;
    if (is(name, "result") && !value.empty() && !is(value, "completed"))
      return false;
  }
  return true;
}

void convert_common(const Conversion& in, model::TestCase& out) {
  for (std::size_t i = 0; i < in.raw.own_attributes; ++i) {
    const auto& [name, value] = in.raw.attributes[i];
    if (is(name, "name"))
      assign_clean(out.name, value);
    else if (is(name, "classname"))
      assign_clean(out.suite, value);
    else if (is(name, "time"))
      out.seconds = seconds_of(value);
    else if (is(name, "file"))
      assign_clean(out.file, value);
    else if (is(name, "line"))
      out.line = number_in(value);
  }
  if (out.suite.empty())
    out.suite = in.suite.name;
  if (out.file.empty())
    out.file = in.suite.file;
  decide_status(in, visit_children(in, out), out);
  take_outputs(in, out);
}

void convert_generic(const Conversion& in, model::TestCase& out) {
  convert_common(in, out);
}

const RawElement* child(const RawCase& raw, std::string_view name) {
  for (const auto& element : raw.children)
    if (element.name == name)
      return &element;
  return nullptr;
}

void refine_assertions(model::TestCase& test, TextReader reader) {
  for (auto& assertion : test.assertions) {
    auto found = reader(assertion.message);
    if (found.empty())
      continue;
    found.front().message = std::move(assertion.message);
    assertion = std::move(found.front());
  }
  if (test.assertions.empty() || !test.file.empty())
    return;
  test.file = test.assertions.front().file;
  test.line = test.assertions.front().line;
}

std::string_view first_line(std::string_view text) {
  text = base::trim(text);
  return base::trim(text.substr(0, text.find('\n')));
}

} // namespace aurora::junit
