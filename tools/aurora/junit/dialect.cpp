#include "aurora/junit/dialect.hpp"

#include <array>

namespace aurora::junit {
namespace {

constexpr std::array<Dialect, 11> k_dialects{{{"boost", convert_boost},
                                              {"catch2", convert_catch2},
                                              {"ctest", convert_ctest},
                                              {"doctest", convert_doctest},
                                              {"gtest", convert_gtest},
                                              {"jest", convert_javascript},
                                              {"node", convert_javascript},
                                              {"pytest", convert_pytest},
                                              {"surefire", convert_generic},
                                              {"vitest", convert_javascript},
                                              {"junit", convert_generic}}};

const Dialect& named(std::string_view producer) {
  for (const auto& dialect : k_dialects)
    if (dialect.producer == producer)
      return dialect;
  return k_dialects.back();
}

bool is_ctest_status(std::string_view status) {
  return status == "run" || status == "fail" || status == "notrun" || status == "disabled";
}

} // namespace

void Detector::see_root(std::string_view name, const std::vector<Attribute>& attributes) {
  m_single_suite = name == "testsuite";
  const auto root = value_of(attributes, "name");
  if (root == "jest tests")
    m_producer = "jest";
  else if (root == "vitest tests")
    m_producer = "vitest";
  else if (root == "node tests")
    m_producer = "node";
}

void Detector::see_suite(const std::vector<Attribute>& attributes) {
  if (!m_producer.empty())
    return;
  if (!value_of(attributes, "doctest_version").empty())
    m_producer = "doctest";
  else if (value_of(attributes, "hostname") == "tbd")
    m_producer = "catch2";
  else if (value_of(attributes, "name") == "pytest")
    m_producer = "pytest";
  else if (!value_of(attributes, "xsi:noNamespaceSchemaLocation").empty())
    m_producer = "surefire";
}

const Dialect& Detector::decide(const RawCase& first) const {
  if (!m_producer.empty())
    return named(m_producer);
  const auto status = first.attribute("status");
  if (!first.attribute("result").empty() && (status == "run" || status == "notrun"))
    return named("gtest");
  if (m_single_suite && is_ctest_status(status) && first.attribute("name") == first.attribute("classname"))
    return named("ctest");
  if (m_single_suite && !first.attribute("assertions").empty())
    return named("boost");
  return named("junit");
}

} // namespace aurora::junit
