#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aurora/junit/raw_case.hpp"
#include "aurora/junit/reader.hpp"
#include "aurora/model/test_run.hpp"

namespace aurora::junit {

/// What a dialect gets to make a test case of.
struct Conversion {
  const RawCase& raw;
  const SuiteContext& suite;
  KeepOutput keep_output;
};

/// How one producer's <testcase> becomes a TestCase.
struct Dialect {
  std::string_view producer;
  void (*convert)(const Conversion&, model::TestCase&);
};

/// Tells the producer from what precedes the first case, and from that case.
class Detector {
public:
  void see_root(std::string_view name, const std::vector<Attribute>& attributes);
  void see_suite(const std::vector<Attribute>& attributes);
  const Dialect& decide(const RawCase& first) const;

private:
  std::string m_producer;
  bool m_single_suite = false; ///< root is <testsuite>
};

/// Empties a case but keeps the memory of its strings.
void reset(model::TestCase& test);

/// Name, suite, place and time from the attributes; output from <system-out> and <system-err>; the status
/// from children and the status attribute, whatever is unknown being a failure; one assertion per <failure>
/// or <error> with the whole text as message. Every dialect starts here.
void convert_common(const Conversion& in, model::TestCase& out);

/// Whether a case without children passed for every dialect alike. Only what is plain to see: a case of which
/// this is not true may still have passed.
bool is_plain_pass(const std::vector<Attribute>& attributes);
/// Whether that depends on the value of this attribute.
bool decides_plain_pass(std::string_view name);

void convert_boost(const Conversion& in, model::TestCase& out);
void convert_catch2(const Conversion& in, model::TestCase& out);
void convert_ctest(const Conversion& in, model::TestCase& out);
void convert_doctest(const Conversion& in, model::TestCase& out);
void convert_generic(const Conversion& in, model::TestCase& out);
void convert_gtest(const Conversion& in, model::TestCase& out);
void convert_javascript(const Conversion& in, model::TestCase& out);
void convert_pytest(const Conversion& in, model::TestCase& out);

/// The first child of that name, or null.
const RawElement* child(const RawCase& raw, std::string_view name);

/// Replaces the assertions by what reader finds in their texts, where it finds something, and takes the place
/// of the first one for the case when the case has none.
using TextReader = std::vector<model::Assertion> (*)(std::string_view text);
void refine_assertions(model::TestCase& test, TextReader reader);

/// First line that is not blank.
std::string_view first_line(std::string_view text);

} // namespace aurora::junit
